import type { DocumentId } from '@parallax/domain'
import { usePathname } from 'next/navigation'
import { documentPath } from '../../components/project-path.ts'

/** The document that the address names; it may be a neighbour of the one that the page came with. */
export function useShownDocument(cameWith: DocumentId): DocumentId {
  const named = /^\/p\/[^/]+\/documents\/([^/]+)/u.exec(usePathname())?.[1]
  return (named as DocumentId | undefined) ?? cameWith // the page was made for such an address
}

/**
 * Goes to a neighbour. Only the address changes: the screen is the same, so the server has no page to
 * make, and the router keeps none, as it would for each document until the tab is closed.
 */
export function showDocument(project: string, document: string): void {
  window.history.pushState(null, '', documentPath(project, document))
}
