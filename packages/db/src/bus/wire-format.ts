import type { Message } from './change-bus.ts'

export const channel = 'parallax_changes'

/** PostgreSQL takes less than 8000 bytes in one notification; a head is about 115. */
const headsPerPayload = 60

/** Who says it comes first. */
type Envelope = { readonly origin: string } & Message

/** The payloads that carry these messages, each small enough for a notification. */
export function encodeMessages(origin: string, messages: readonly Message[]): string[] {
  const heads = [...newestHeads(messages)]
  const payloads: string[] = []
  for (let at = 0; at < heads.length; at += headsPerPayload) {
    payloads.push(encode({ origin, heads: heads.slice(at, at + headsPerPayload), notices: [] }))
  }
  for (const notice of messages.flatMap((message) => message.notices)) {
    payloads.push(encode({ origin, heads: [], notices: [notice] }))
  }
  return payloads
}

/** The message in a payload, unless it is one of our own. */
export function decodeMessage(origin: string, payload: string): Message | undefined {
  // A process hears all that it says itself; most of what it hears it need not read.
  if (payload.startsWith(`{"origin":"${origin}"`)) return undefined
  // Only processes of the same installation can write to this channel.
  return JSON.parse(payload) as Envelope
}

function encode(envelope: Envelope): string {
  return JSON.stringify(envelope)
}

function newestHeads(messages: readonly Message[]): Iterable<Message['heads'][number]> {
  const newest = new Map<string, Message['heads'][number]>()
  for (const { heads } of messages) {
    for (const head of heads) {
      const name = `${head.projectId} ${head.streamId}`
      if ((newest.get(name)?.seq ?? 0) < head.seq) newest.set(name, head)
    }
  }
  return newest.values()
}
