import type { RecordId } from '@parallax/domain'

/** Of what the history is shown: of the document, or of one of its records. */
export type HistoryAsked = { readonly record: RecordId | null }

/** The history of the open document, while it is shown. */
export type HistoryInHand = {
  readonly asked: HistoryAsked | null
  readonly open: (asked: HistoryAsked) => void
  readonly close: () => void
}
