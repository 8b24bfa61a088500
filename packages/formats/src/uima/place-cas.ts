import { OffsetMap } from '../offsets/offset-map.ts'
import type { Cas, CasView, Structure } from './cas.ts'

/** A CAS whose places all lie in the text of its view. */
export type PlacedCas = {
  readonly cas: Cas
  /** What lies outside the text or cuts a character; it was taken out. */
  readonly misplaced: readonly Structure[]
}

/**
 * Checks `begin` and `end` of everything that covers the text of `view`. UIMA counts UTF-16, and a
 * CAS carries no quotes that could speak for another unit: a place that does not fit is a bad one,
 * and the others stand.
 */
export function placeCas(cas: Cas, view: CasView): PlacedCas {
  const map = new OffsetMap(view.text ?? '')
  const misplaced = [...cas.structures.values()].filter(
    (structure) => isIn(structure, view) && !isPlaced(structure, map),
  )
  const structures = new Map(cas.structures)
  for (const { id } of misplaced) structures.delete(id)
  return { cas: { ...cas, structures }, misplaced }
}

/** Whether it stands somewhere in the text of the view. */
function isIn({ features }: Structure, { sofa }: CasView): boolean {
  const of = features.get('sofa')
  const isHere = typeof of === 'object' && 'ref' in of && of.ref === sofa
  return isHere && (features.has('begin') || features.has('end'))
}

function isPlaced({ features }: Structure, map: OffsetMap): boolean {
  const [from, to] = ['begin', 'end'].map((name) =>
    map.fromUnit(Number(features.get(name)), 'utf16'),
  )
  return from !== undefined && to !== undefined && from <= to
}
