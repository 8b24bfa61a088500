const syncLike = new Set(['S', 'Q', 'H', 'c', 'f'].map((letter) => letter.charCodeAt(0)))
const terminate = 'X'.charCodeAt(0)
const readyForQuery = 'Z'.charCodeAt(0)
const errorResponse = 'E'.charCodeAt(0)
const headerBytes = 5

/** Where a session stands after an answer: outside a transaction, in one, or in a failed one. */
export type SessionStatus = 'idle' | 'in-transaction'

/** One message of the PostgreSQL protocol: a letter, its length, its body. */
export function wireMessage(letter: string, body: string | Buffer): Buffer {
  const content = typeof body === 'string' ? Buffer.from(body) : body
  const message = Buffer.alloc(headerBytes + content.length)
  message.write(letter)
  message.writeInt32BE(4 + content.length, 1)
  content.copy(message, headerBytes)
  return message
}

/** What a server says to a client that has just connected, when it asks for no password. */
export const greeting = Buffer.concat([
  wireMessage('R', Buffer.alloc(4)),
  wireMessage('S', 'server_version\x018.0\0'),
  wireMessage('S', 'client_encoding\0UTF8\0'),
  wireMessage('Z', 'I'),
])

/** The bytes of the start-up packet at the front of `buffered`; 0 while it is not all there. */
export function startupPacketBytes(buffered: Buffer): number {
  if (buffered.length < 4) return 0
  const packetBytes = buffered.readInt32BE(0)
  return buffered.length < packetBytes ? 0 : packetBytes
}

/**
 * How much of `buffered` can be sent to the server: up to the last message that makes it answer.
 * `ends` when the client said goodbye.
 */
export function completeRequest(buffered: Buffer): { requestBytes: number; ends: boolean } {
  let at = 0
  let requestBytes = 0
  while (buffered.length >= at + headerBytes) {
    if (buffered[at] === terminate) return { requestBytes, ends: true }
    const next = at + 1 + buffered.readInt32BE(at + 1)
    if (buffered.length < next) break
    if (syncLike.has(buffered[at] ?? 0)) requestBytes = next
    at = next
  }
  return { requestBytes, ends: false }
}

/** The status that an answer ends in. An answer that does not end in one leaves the client waiting. */
export function statusAfter(answer: Buffer): SessionStatus {
  let at = 0
  let idle = false
  while (at + headerBytes <= answer.length) {
    const next = at + 1 + answer.readInt32BE(at + 1)
    idle = answer[at] === readyForQuery && answer[at + headerBytes] === 'I'.charCodeAt(0)
    at = next
  }
  return idle ? 'idle' : 'in-transaction'
}

/**
 * Whether an answer says that the engine has given up. A server would end there; the embedded one
 * stays where it is, holding what it held, and the next statement would wait for ever.
 */
export function hasGivenUp(answer: Buffer): boolean {
  let at = 0
  while (at + headerBytes <= answer.length) {
    const next = at + 1 + answer.readInt32BE(at + 1)
    if (answer[at] === errorResponse && severityIn(answer.subarray(at, next)) !== undefined)
      return true
    at = next
  }
  return false
}

function severityIn(message: Buffer): string | undefined {
  return ['VPANIC\0', 'VFATAL\0'].find((field) => message.includes(field))
}
