import { type IDBPDatabase, openDB } from 'idb'
import { reportFault } from '../report-fault.ts'
import { type OutboxRow, readRow, storedForm, type UnreadableRow } from './outbox-row.ts'

export type StoredRows = {
  readonly rows: readonly OutboxRow[]
  readonly unreadable: readonly UnreadableRow[]
}

/** Where the rows of one person outlive the page. */
export type OutboxStore = {
  /** Whether what is put here survives a closed page. False where the browser refuses storage. */
  readonly isDurable: () => boolean
  readonly read: () => Promise<StoredRows>
  /** Keeps rows, all or none; rows that are there already are replaced. */
  readonly put: (rows: readonly OutboxRow[]) => Promise<void>
  readonly remove: (keys: readonly string[]) => Promise<void>
  readonly close: () => void
}

/** How long the browser may take to open storage before the page goes on without. */
const longestOpeningMs = 5_000

/**
 * The rows of one person in this browser. Where the browser refuses storage they are kept in memory
 * only, and `isDurable` says so. `onLost`: storage was there and is no more.
 */
export async function openOutboxStore(userId: string, onLost: () => void): Promise<OutboxStore> {
  const database = await openDatabase(userId, onLost)
  return database ? storedRows(database) : memoryStore()
}

type Opened = { readonly database: IDBPDatabase; readonly isLost: () => boolean }

async function openDatabase(userId: string, onLost: () => void): Promise<Opened | undefined> {
  let isLost = false
  const lose = () => {
    isLost = true
    onLost()
  }
  try {
    const opening = openDB(`parallax-outbox-${userId}`, 1, {
      upgrade: (database) => {
        const store = database.createObjectStore('operations', { keyPath: 'id' })
        store.createIndex('project', 'project')
      },
      // A page of a newer build wants to change the shape: it must not wait for this one.
      blocking: (_current, _wanted, event) => {
        if (event.target instanceof IDBDatabase) event.target.close()
        lose()
      },
      terminated: lose,
    })
    return { database: await inTime(opening), isLost: () => isLost }
  } catch (reason) {
    // Storage is the person's to refuse; memory goes on, and says that it forgets.
    reportFault(reason)
    return undefined
  }
}

/** Some browsers never answer where storage is broken. */
function inTime(opening: Promise<IDBPDatabase>): Promise<IDBPDatabase> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('the browser does not open its storage'))
      opening.then(
        (database) => database.close(),
        () => undefined,
      )
    }, longestOpeningMs)
    opening.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

function storedRows({ database, isLost }: Opened): OutboxStore {
  return {
    isDurable: () => !isLost(),
    read: async () => {
      const { store } = database.transaction('operations')
      const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()])
      return sorted(keys.map((key, at) => ({ key: String(key), stored: values[at] })))
    },
    put: async (rows) => {
      const write = database.transaction('operations', 'readwrite', { durability: 'strict' })
      await Promise.all([...rows.map((row) => write.store.put(storedForm(row))), write.done])
    },
    remove: async (keys) => {
      const write = database.transaction('operations', 'readwrite')
      await Promise.all([...keys.map((key) => write.store.delete(key)), write.done])
    },
    close: () => database.close(),
  }
}

function sorted(found: readonly UnreadableRow[]): StoredRows {
  const rows = found.map(({ stored }) => readRow(stored))
  return {
    rows: rows.filter((row) => row !== undefined),
    unreadable: found.filter((_, at) => rows[at] === undefined),
  }
}

/** Rows that are forgotten with the page. */
export function memoryStore(): OutboxStore {
  const kept = new Map<string, OutboxRow>()
  return {
    isDurable: () => false,
    read: async () => ({ rows: [...kept.values()], unreadable: [] }),
    put: async (rows) => {
      for (const row of rows) kept.set(row.id, row)
    },
    remove: async (keys) => {
      for (const key of keys) kept.delete(key)
    },
    close: () => undefined,
  }
}
