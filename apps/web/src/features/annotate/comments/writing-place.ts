import type { DocumentId } from '@parallax/domain'
import type { CommentPlace } from './comment-desk.ts'

const PLACE_KEY = 'parallax.writing'

/** Notes where in the comments of a document one is writing, as long as this tab does; null: nowhere. */
export function noteWriting(documentId: DocumentId, place: CommentPlace | null): void {
  if (place) sessionStorage.setItem(PLACE_KEY, JSON.stringify({ documentId, place }))
  else sessionStorage.removeItem(PLACE_KEY)
}

/** Where one was writing when the page was loaded anew, if it was in this document. */
export function writingBefore(documentId: DocumentId): CommentPlace | null {
  const kept = sessionStorage.getItem(PLACE_KEY)
  // Written by `noteWriting`, in this tab.
  const noted = kept && (JSON.parse(kept) as { documentId: DocumentId; place: CommentPlace })
  return noted && noted.documentId === documentId ? noted.place : null
}
