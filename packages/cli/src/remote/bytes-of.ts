/** The bytes of an answer as they come. */
export async function* bytesOf(answer: Response): AsyncGenerator<Uint8Array> {
  if (answer.body === null) return
  const body = answer.body as import('node:stream/web').ReadableStream<Uint8Array> // fetch's own, by Node's name
  yield* body
}
