import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Annotation } from '../annotation.ts'
import { CommentBook } from '../comments/comment-book.ts'
import type { ReadingNote } from './reading-note.ts'
import { readingNotes } from './reading-notes.ts'

/** The comments on a document that is only read, as footnotes; they follow what is said. */
export function useNotes(annotation: Annotation): readonly ReadingNote[] {
  const { session, opened } = annotation
  const { documentId } = opened
  const book = useMemo(() => new CommentBook(session.store, session.me.userId), [session])
  useEffect(() => {
    // The store: the streams in which there may be comments.
    book.follow('document', documentId)
    for (const id of session.layersOf(documentId)) book.follow('layer', id)
    return () => book.stop()
  }, [book, session, documentId])
  const subscribe = useMemo(() => book.subscribe.bind(book), [book])
  const threads = useSyncExternalStore(
    subscribe,
    () => book.threads,
    () => book.threads,
  )
  return useMemo(() => readingNotes(threads, annotation), [threads, annotation])
}
