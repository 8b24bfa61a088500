import type { DocumentId, LogEntry, ProjectId, StreamId, TextRange, UserId } from '@parallax/domain'

/** `expired`: the feed's own time is over, follow anew. `shutdown`: the server goes down. */
export type EndReason = 'signed-out' | 'expired' | 'shutdown'

/** How far a stream has been told. */
export type Place = { readonly id: StreamId; readonly seq: number }

/** Where somebody is in a project, as they last said. Offsets are UTF-16 code units. */
export type Whereabouts = {
  /** The document in front of them; null anywhere else in the project. */
  readonly document: DocumentId | null
  /** What they have selected; empty at the caret. */
  readonly selection: TextRange | null
  /** The first letter at the top of their view. */
  readonly topUtf16: number | null
}

/** A person and where they are; null when they have gone. */
export type PersonAt = { readonly user: UserId; readonly at: Whereabouts | null }

/** What a feed tells. */
export type FeedEvent =
  | {
      readonly kind: 'changes'
      readonly stream: StreamId
      readonly entries: readonly LogEntry[]
    }
  /** From now on the feed tells of these streams what comes after these seqs. */
  | { readonly kind: 'watching'; readonly places: readonly Place[] }
  /** Too much was missed, or the log is another one: open the stream anew, and watch it again. */
  | { readonly kind: 'reload'; readonly stream: StreamId }
  /**
   * What one may do in a project has changed, or one is no member of it any more: then the feed
   * tells nothing more of it.
   */
  | {
      readonly kind: 'access'
      readonly project: ProjectId
      readonly access: 'changed' | 'removed'
    }
  /** Where others are. `isAll`: whoever is not named is not here. */
  | {
      readonly kind: 'presence'
      readonly project: ProjectId
      readonly people: readonly PersonAt[]
      readonly isAll: boolean
    }
  | { readonly kind: 'ended'; readonly reason: EndReason }
