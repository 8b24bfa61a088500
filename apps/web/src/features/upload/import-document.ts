import { documentIdSchema } from '@parallax/domain'
import type { ProjectSession } from '@parallax/sync'
import { newId } from '@parallax/sync/new-id'
import { chooseOutlet } from '../../components/outlet.ts'
import type { Import } from './upload-queue.ts'
import { documentDataOf, type UploadedFile } from './uploaded-file.ts'

/**
 * Takes a file that was read into the project, with its outlet made first where the project has
 * none of that name. Not part of undo: a document that is not wanted is retired.
 */
export function importDocument(
  session: ProjectSession,
  file: UploadedFile,
  title: string | null,
): Import {
  const document = documentIdSchema.parse(newId())
  const { outletName } = file.proposal
  const outlet = outletName === null ? undefined : chooseOutlet(session, outletName)
  const data = documentDataOf(file, outlet?.id ?? null, title)
  const stream = { kind: 'document' as const, id: document }
  const performed = session.perform(
    [...(outlet?.drafts ?? []), { stream, type: 'document.import', args: { id: document, data } }],
    { isUndoable: false },
  )
  return performed.ok
    ? { ok: true, added: { document, outletName: outlet ? outletName : null } }
    : performed
}
