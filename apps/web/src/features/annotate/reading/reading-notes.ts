import { extentOf, hullOf } from '@parallax/domain'
import type { Annotation } from '../annotation.ts'
import { typedBody } from '../comments/comment-body.ts'
import type { Thread } from '../comments/comment-book.ts'
import { threadQuote } from '../comments/thread-words.ts'
import type { ReadingNote } from './reading-note.ts'

/** The threads that are not settled, as footnotes; those of which nothing stands in the text come last. */
export function readingNotes(
  threads: readonly Thread[],
  annotation: Annotation,
): readonly ReadingNote[] {
  const { session } = annotation
  return threads
    .filter(({ isResolved, comments }) => !isResolved && comments.length > 0)
    .map((thread) => ({ thread, atUtf16: endOf(thread, annotation) }))
    .sort((a, b) => a.atUtf16 - b.atUtf16)
    .map(({ thread, atUtf16 }, index) => ({
      id: thread.id,
      number: index + 1,
      atUtf16,
      quote: threadQuote(thread, annotation),
      said: thread.comments.map(({ data: { author, body } }) => ({
        by: session.personName(author),
        words: typedBody(body, (id) => session.personName(id)),
      })),
    }))
}

function endOf({ first }: Thread, { recordOf }: Annotation): number {
  const { anchor } = first.data
  const record = anchor.kind === 'record' ? recordOf(anchor.id) : undefined
  const extent = anchor.kind === 'passage' ? anchor.extent : record && extentOf(record)
  return (extent && hullOf(extent)?.endUtf16) ?? Number.POSITIVE_INFINITY
}
