import { mintId } from '../mint-id.ts'

/** What becomes known of a request on its way, for its line in the log. */
export type RequestNote = {
  readonly id: string
  /** Who asks, once that is known. */
  userId?: string
  /** The id of the token that a script asks with; never the token. */
  tokenId?: string
}

const notes = new WeakMap<object, RequestNote>()

/** The note of a request; the same one whenever it is asked for. */
export function noteOf(request: object): RequestNote {
  const note = notes.get(request) ?? { id: mintId() }
  notes.set(request, note)
  return note
}
