import { documentIdSchema, streamHead } from '@parallax/domain'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { FailedState } from '../../components/failed-state.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { SkeletonRows } from '../../components/ui/states.tsx'
import { useSession, useView } from '../../sync/project-provider.tsx'
import { DetailsForm } from './details-form.tsx'
import type { DocumentRow } from './document-status.ts'
import { documentsText } from './documents-text.ts'

const text = documentsText.edit

export type DetailsDialogProps = { readonly row: DocumentRow; readonly onClose: () => void }

/** What is known of a document, to be corrected. The document is open while the dialog is. */
export function DetailsDialog({ row, onClose }: DetailsDialogProps) {
  const session = useSession()
  const id = documentIdSchema.parse(row.id)
  const opening = useQuery({
    queryKey: ['document details', id],
    queryFn: async () => (await session.openDocument(id)).documentId,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    networkMode: 'always',
  })
  useEffect(() => {
    // The project session: the document is closed with the dialog.
    return () => session.closeDocument(id)
  }, [session, id])
  const view = useView(id)
  const document = view && streamHead(view, 'document')
  return (
    <Dialog isOpen onOpenChange={onClose} title={text.title} size="wide">
      {opening.error ? (
        <FailedState
          title={text.failed}
          reason={opening.error}
          onRetry={() => void opening.refetch()}
        />
      ) : document && opening.data ? (
        <DetailsForm document={document} onDone={onClose} />
      ) : (
        <SkeletonRows label={text.loading} rows={4} />
      )}
    </Dialog>
  )
}
