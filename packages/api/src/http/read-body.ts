import type { IncomingMessage } from 'node:http'

const patience = 5

/**
 * The body of a request, or `too-large`. A body that is a little too large is read to its end and
 * thrown away, because a browser hears no answer before it has sent everything.
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | 'too-large'> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of request) {
    sizeBytes += chunk.length
    if (sizeBytes > maxBytes * patience) break
    if (sizeBytes <= maxBytes) chunks.push(chunk)
    else chunks.length = 0
  }
  return sizeBytes > maxBytes ? 'too-large' : Buffer.concat(chunks)
}

/** How much a request says that it brings, in bytes; `undefined` when it does not say. */
export function lengthOf({ headers }: Pick<IncomingMessage, 'headers'>): number | undefined {
  const length = Number(headers['content-length'])
  return headers['content-length'] === undefined || !Number.isSafeInteger(length)
    ? undefined
    : length
}
