import type { Annotation } from '../annotation.ts'
import type { ReadingNote } from './reading-note.ts'
import { readingText } from './reading-text.ts'

export type NotesProps = {
  readonly notes: readonly ReadingNote[]
  readonly annotation: Annotation
}

/** What people say, as footnotes: each with the words that it is about. */
export function Notes({ notes, annotation }: NotesProps) {
  if (notes.length === 0) return null
  return (
    <section className="read-notes" aria-labelledby="read-notes">
      <h2 id="read-notes">{readingText.notes}</h2>
      <ol>
        {notes.map(({ id, number, atUtf16, quote, said }) => (
          <li key={id} id={`note-${number}`}>
            <a {...(Number.isFinite(atUtf16) && { href: `#noted-${number}` })}>
              <q lang={annotation.document.data.meta.language} dir="auto">
                {quote}
              </q>
            </a>
            {said.map(({ by, words }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a still list
              <p key={at} dir="auto">
                <b>{by}</b> {words}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
