import type { DocumentId } from '@parallax/domain'
import type { OpenedDocument } from '@parallax/sync'
import { useEffect, useState } from 'react'
import { useSession } from '../../sync/project-provider.tsx'

export type DocumentOpening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly opened: OpenedDocument }
  | { readonly kind: 'failed' }

/** Opens a document for as long as the screen shows it. `attempt` counts how often one tried. */
export function useOpenDocument(documentId: DocumentId, attempt: number): DocumentOpening {
  const session = useSession()
  const [state, setState] = useState<DocumentOpening>({ kind: 'opening' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt opens it again
  useEffect(() => {
    // The project session: the document's streams are followed while this screen is there.
    let isGone = false
    let isOpen = false
    setState({ kind: 'opening' })
    session.openDocument(documentId).then(
      (opened) => {
        isOpen = true
        if (isGone) session.closeDocument(documentId)
        else setState({ kind: 'open', opened })
      },
      (reason: unknown) => {
        reportError(reason)
        if (!isGone) setState({ kind: 'failed' })
      },
    )
    return () => {
      isGone = true
      if (isOpen) session.closeDocument(documentId)
    }
  }, [session, documentId, attempt])
  return state
}
