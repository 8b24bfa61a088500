import type { Db } from '@parallax/db'
import type { ProjectId, UserId } from '@parallax/domain'
import { adjudicatedLayers, ownLayers } from '../queries/own-layers.ts'
import type { Selection } from './project-heads.ts'

/** What a person asks for: documents and layers by id, all of them, or layers by what they are. */
export type SelectionWish = {
  readonly documents: readonly string[] | 'all'
  readonly layers: readonly string[] | 'all' | 'mine' | 'adjudicated'
}

/** The selection that a wish means for whoever gets the file. */
export async function chosenSelection(
  db: Db,
  projectId: ProjectId,
  reader: UserId,
  { documents, layers }: SelectionWish,
): Promise<Selection> {
  if (layers === 'mine')
    return { documents, layers: await ownLayers(db, projectId, reader), reader }
  if (layers === 'adjudicated')
    return { documents, layers: await adjudicatedLayers(db, projectId), reader }
  return { documents, layers, reader }
}

/** How much a selection names, for lists and the audit log. */
export function selectionCounts({ documents, layers }: Selection) {
  const countOf = (ids: readonly string[] | 'all') => (ids === 'all' ? ids : ids.length)
  return { documents: countOf(documents), layers: countOf(layers) }
}
