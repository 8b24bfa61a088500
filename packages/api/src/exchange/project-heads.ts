import {
  asDocumentHeads,
  countStreams,
  type Db,
  type DocumentHeads,
  documentHeads,
  headsIn,
  headsOf,
} from '@parallax/db'
import {
  codebookStreamId,
  type ProjectId,
  registryStreamId,
  type StreamId,
  type StreamKind,
  type UserId,
} from '@parallax/domain'
import { hiddenLayers } from '../queries/hidden-layers.ts'
import type { StreamMoment } from './stream-as-of.ts'

/** What of a project goes into a file. The codebook and the registry always do. */
export type Selection = {
  /** Layers by id, or all of them. */
  readonly layers: readonly string[] | 'all'
  /** Documents by id, or all of them. */
  readonly documents: readonly string[] | 'all'
  /** Whoever gets the file: what others still write blind is left out. Without one it is all there. */
  readonly reader?: UserId | undefined
}

export const everything: Selection = { layers: 'all', documents: 'all' }

/** Where the streams that were selected stood at one moment. */
export type ProjectHeads = {
  readonly counts: { readonly documents: number; readonly layers: number }
  readonly registry: StreamMoment | undefined
  readonly codebook: StreamMoment | undefined
  /** They may still be on their way: of a large project there are many. */
  readonly documents: Promise<readonly DocumentHeads[]>
}

/**
 * The heads of a project, as one snapshot shows them: nothing in it refers to what is not. When all of
 * it is wanted, this answers before the heads of all documents are there.
 */
export function headsNow(
  db: Db,
  projectId: ProjectId,
  selection: Selection,
): Promise<ProjectHeads> {
  return new Promise((resolve, reject) => {
    const documents = db.transaction(
      async (tx) => {
        const own = await ownMoments(tx, projectId)
        const { reader } = selection
        const hidden = reader ? await hiddenLayers(tx, projectId, reader) : noLayers
        if (isAll(selection)) {
          const { documents: count, layers } = await countStreams(tx, projectId)
          const counts = { documents: count, layers: layers - hidden.size }
          resolve({ ...own, counts, documents })
        }
        const found = selected(await documentHeads(tx, projectId), selection, hidden)
        // Where it was resolved already, this changes nothing.
        resolve({ ...own, counts: countsOf(found), documents })
        return found
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    )
    documents.catch(reject)
  })
}

const noLayers: ReadonlySet<string> = new Set()

function isAll({ documents, layers }: Selection): boolean {
  return documents === 'all' && layers === 'all'
}

async function ownMoments(
  db: Db,
  projectId: ProjectId,
): Promise<Pick<ProjectHeads, 'registry' | 'codebook'>> {
  const [registry, codebook] = [registryStreamId(projectId), codebookStreamId(projectId)]
  const heads = await headsOf(db, projectId, [registry, codebook])
  const moment = (streamId: StreamId, kind: StreamKind) => {
    const head = heads.find((each) => each.streamId === streamId)
    return head && { projectId, streamId, kind, seq: head.seq }
  }
  return { registry: moment(registry, 'registry'), codebook: moment(codebook, 'codebook') }
}

function selected(
  all: readonly DocumentHeads[],
  selection: Selection,
  hidden: ReadonlySet<string>,
): readonly DocumentHeads[] {
  if (isAll(selection) && hidden.size === 0) return all
  const isWantedDocument = isIn(selection.documents)
  const isWantedLayer = isIn(selection.layers)
  return all.flatMap((each) => {
    const [document, ...layers] = headsIn(each)
    if (!document || !isWantedDocument(document.streamId)) return []
    const wanted = layers.filter(({ streamId }) => isWantedLayer(streamId) && !hidden.has(streamId))
    return [asDocumentHeads([document, ...wanted])]
  })
}

function isIn(wanted: readonly string[] | 'all'): (id: string) => boolean {
  if (wanted === 'all') return () => true
  const ids = new Set(wanted)
  return (id) => ids.has(id)
}

function countsOf(found: readonly DocumentHeads[]): ProjectHeads['counts'] {
  const streams = found.reduce((sum, each) => sum + headsIn(each).length, 0)
  return { documents: found.length, layers: streams - found.length }
}
