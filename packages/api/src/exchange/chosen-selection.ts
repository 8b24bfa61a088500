import type { Db } from '@parallax/db'
import type { ProjectId, UserId } from '@parallax/domain'
import * as z from 'zod'
import { adjudicatedLayers, ownLayers } from '../queries/own-layers.ts'
import { peopleOf } from '../queries/people.ts'
import type { Selection } from './project-heads.ts'

/** What a person asks for: documents and layers by id, all of them, or layers by what they are. */
export type SelectionWish = {
  readonly documents: readonly string[] | 'all'
  readonly layers: LayersWish
}

/** How many ids one may name at once. */
export const mostIds = 10_000
export const idsSchema = z.array(z.uuid()).max(mostIds).readonly()

/** Layers of everybody side by side, one's own, those that were decided, one person's, or some. */
export const layersWishSchema = z.union([
  z.enum(['all', 'mine', 'adjudicated']),
  z.strictObject({ of: z.uuid().describe('A person, member or guest, by id.') }).readonly(),
  idsSchema,
])
export type LayersWish = z.output<typeof layersWishSchema>

/**
 * The selection that a wish means for `reader`, who gets the file and none of what others still write
 * blind; without one it is all there. `undefined` where it asks for somebody whom the project does
 * not know: a file with nothing of them would look as if they had written nothing.
 */
export async function chosenSelection(
  db: Db,
  projectId: ProjectId,
  { documents, layers }: SelectionWish,
  reader?: UserId,
): Promise<Selection | undefined> {
  const chosen = await chosenLayers(db, projectId, layers === 'mine' ? { of: reader } : layers)
  return chosen && { documents, layers: chosen, reader }
}

async function chosenLayers(
  db: Db,
  projectId: ProjectId,
  layers: Exclude<LayersWish, 'mine' | { of: string }> | { readonly of: string | undefined },
): Promise<Selection['layers'] | undefined> {
  if (layers === 'all') return layers
  if (layers === 'adjudicated') return adjudicatedLayers(db, projectId)
  if (!('of' in layers)) return layers
  const { of } = layers
  const person = (await peopleOf(db, projectId)).find(({ id }) => id === of)
  return person && ownLayers(db, projectId, person.id)
}

/** How much a selection names, for lists and the audit log. */
export function selectionCounts({ documents, layers }: Selection) {
  const countOf = (ids: readonly string[] | 'all') => (ids === 'all' ? ids : ids.length)
  return { documents: countOf(documents), layers: countOf(layers) }
}
