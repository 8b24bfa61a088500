import type { RecordId } from '@parallax/domain'

/** Something that stands in an order by its rank; equal ranks by id. */
export type Ranked = { readonly id: RecordId; readonly rank: number }

/** In the order that the codebook shows. */
export function inOrder<Item extends Ranked>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
}

/**
 * The ranks to write so that one item stands `step` places later (earlier when negative): as few
 * as there can be when ranks are in order, all when two share one. Empty when it cannot move.
 */
export function movedRanks(
  items: readonly Ranked[],
  id: RecordId,
  step: 1 | -1,
): readonly Ranked[] {
  const ordered = inOrder(items)
  const at = ordered.findIndex((item) => item.id === id)
  const [item, neighbour] = [ordered[at], ordered[at + step]]
  if (!item || !neighbour) return []
  const next = ordered.with(at, neighbour).with(at + step, item)
  const isStrict = ordered.every(
    (each, place) => each.rank > (ordered[place - 1]?.rank ?? Number.NEGATIVE_INFINITY),
  )
  return next
    .map((each, place) => ({
      id: each.id,
      rank: isStrict ? (ordered[place]?.rank ?? place) : place,
    }))
    .filter(({ id: moved, rank }) => items.find((each) => each.id === moved)?.rank !== rank)
}
