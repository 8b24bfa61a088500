import type { LogEntry } from './change.ts'
import type { DocumentId, ProjectId, RecordId, UserId } from './ids.ts'
import type { RecordOf } from './record.ts'
import type { StreamState } from './stream-state.ts'

export const roles = ['owner', 'adjudicator', 'annotator', 'viewer'] as const
export type Role = (typeof roles)[number]

export const projectModes = ['together', 'side-by-side', 'blind'] as const
export type ProjectMode = (typeof projectModes)[number]

/** Who acts, and what they are in the project. */
export type Actor = { readonly userId: UserId; readonly role: Role }

/**
 * What a rule may know of the world outside the stream it plans for. The server fills in all of
 * it; a browser fills in what it holds, and the server has the last word.
 */
export type PlanContext = {
  readonly projectId: ProjectId
  /** The document that a document or layer stream is about. */
  readonly document: RecordOf<'document'> | null
  /** The text of that document. */
  readonly text: string | null
  readonly registry: StreamState | null
  readonly codebook: StreamState | null
  readonly facts: Facts
}

/** Facts of other streams and tables. Where a browser does not know one, it answers hopefully. */
export type Facts = {
  /** Live records of other streams that refer to this record; what stands beside it is known. */
  readonly inUseCount: (id: RecordId) => number
  readonly hasDocument: (id: DocumentId) => boolean
  /** Whether a live record of any layer speaks of the document. */
  readonly documentHasRecords: boolean
  /** For `change.revert`: the entry of this stream's log with that seq. */
  readonly entryAt: (seq: number) => LogEntry | undefined
}

/** Facts of one who knows nothing: everything that might hold does. */
export const hopefulFacts: Facts = {
  inUseCount: () => 0,
  hasDocument: () => true,
  documentHasRecords: false,
  entryAt: () => undefined,
}
