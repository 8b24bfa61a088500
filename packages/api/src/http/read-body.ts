import type { IncomingMessage } from 'node:http'

const patience = 5

/**
 * The body of a request, or `too-large`. A body that is a little too large is read to its end and
 * thrown away, because a browser hears no answer before it has sent everything.
 */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | 'too-large'> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = []
    let sizeBytes = 0
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length
      if (sizeBytes <= maxBytes) chunks.push(chunk)
      else chunks = []
      if (sizeBytes > maxBytes * patience) request.destroy()
    })
    request.once('end', () => resolve(sizeBytes > maxBytes ? 'too-large' : joined(chunks)))
    request.once('error', reject)
    request.once('close', () => {
      if (sizeBytes > maxBytes) resolve('too-large')
      else if (!request.complete) reject(new Error('The request ended before its body did.'))
    })
  })
}

function joined(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)
}

/** How much a request says that it brings, in bytes; `undefined` when it does not say. */
export function lengthOf({ headers }: Pick<IncomingMessage, 'headers'>): number | undefined {
  const length = Number(headers['content-length'])
  return headers['content-length'] === undefined || !Number.isSafeInteger(length)
    ? undefined
    : length
}
