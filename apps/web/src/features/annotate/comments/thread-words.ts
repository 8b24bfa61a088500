import { quoteOf } from '@parallax/domain'
import type { Annotation } from '../annotation.ts'
import { titleOf } from '../record-words.ts'
import { namingOf } from '../surface-pane.tsx'
import { typedBody } from './comment-body.ts'
import type { Thread } from './comment-book.ts'
import { commentsText } from './comments-text.ts'

/** The words that a thread is about: the passage, or what its record goes by. */
export function threadQuote({ first }: Thread, annotation: Annotation): string {
  const { anchor } = first.data
  if (anchor.kind === 'passage') return quoteOf(anchor.extent, annotation.text)
  const record = annotation.recordOf(anchor.id)
  return record ? titleOf(record, namingOf(annotation)) : commentsText.onGone
}

/** Who said the last thing in a thread, and what. */
export function lastWords({ comments }: Thread, { session }: Annotation) {
  const last = comments.at(-1)
  if (!last) return { by: '', words: '' }
  const { author, body } = last.data
  return {
    by: session.personName(author),
    words: typedBody(body, (id) => session.personName(id)).replace(/\s+/g, ' '),
  }
}
