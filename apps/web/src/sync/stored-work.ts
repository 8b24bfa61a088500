/**
 * Whether something of a person waits in this browser, asked without the code that could send it and
 * without making a place for it.
 */
export async function hasStoredWork(userId: string): Promise<boolean> {
  const name = `parallax-outbox-${userId}`
  const databases = await indexedDB.databases()
  if (!databases.some((database) => database.name === name)) return false
  const database = await answerOf(indexedDB.open(name))
  try {
    return (
      (await answerOf(database.transaction('operations').objectStore('operations').count())) > 0
    )
  } finally {
    database.close()
  }
}

function answerOf<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('storage does not answer'))
  })
}
