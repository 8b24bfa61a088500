import type { RecordId } from '@parallax/domain'

/** What people say about a place of the still text, as a footnote. */
export type ReadingNote = {
  readonly id: RecordId
  /** From 1, in the order in which one reads. */
  readonly number: number
  /** Where in the text it is called out: after the words that it is about. */
  readonly atUtf16: number
  readonly quote: string
  readonly said: readonly { readonly by: string; readonly words: string }[]
}

/** The notes that are called out from a stretch of the text, its end included and its start not. */
export function notesWithin(
  notes: readonly ReadingNote[],
  startUtf16: number,
  endUtf16: number,
): readonly ReadingNote[] {
  return notes.filter(({ atUtf16 }) => atUtf16 > startUtf16 && atUtf16 <= endUtf16)
}
