import { OffsetMap, type OffsetUnit, offsetUnits } from '../offsets/offset-map.ts'
import type { Cas, CasView, Structure } from './cas.ts'

/** A CAS whose places all lie in the text of its view, in UTF-16. */
export type PlacedCas = {
  readonly cas: Cas
  /** The unit in which all places fit. */
  readonly unit: OffsetUnit
  /** What lies outside the text or cuts a character; it was taken out. */
  readonly misplaced: readonly Structure[]
}

/**
 * Checks `begin` and `end` of everything that covers the text of `view`. A CAS carries no quotes:
 * UTF-16 stands, as UIMA counts, unless places fit in another unit only.
 */
export function placeCas(cas: Cas, view: CasView): PlacedCas {
  const map = new OffsetMap(view.text ?? '')
  const places = [...cas.structures.values()].flatMap((structure) => placeIn(structure, view) ?? [])
  const unit =
    offsetUnits.find((each) => places.every((place) => moved(place, map, each))) ?? 'utf16'
  const structures = new Map(cas.structures)
  const misplaced: Structure[] = []
  for (const place of places) {
    const { structure } = place
    const range = moved(place, map, unit)
    if (!range) misplaced.push(structure)
    if (!range) structures.delete(structure.id)
    else if (unit !== 'utf16')
      structures.set(structure.id, {
        ...structure,
        features: new Map([...structure.features, ...range]),
      })
  }
  return { cas: { ...cas, structures }, unit, misplaced }
}

type Place = { readonly structure: Structure; readonly begin: number; readonly end: number }

function placeIn(structure: Structure, { sofa }: CasView): Place | undefined {
  const { features } = structure
  const [begin, end, of] = [features.get('begin'), features.get('end'), features.get('sofa')]
  const isHere = typeof of === 'object' && 'ref' in of && of.ref === sofa
  if (!isHere || (begin === undefined && end === undefined)) return undefined
  return { structure, begin: Number(begin), end: Number(end) }
}

function moved({ begin, end }: Place, map: OffsetMap, unit: OffsetUnit) {
  const [from, to] = [map.fromUnit(begin, unit), map.fromUnit(end, unit)]
  if (from === undefined || to === undefined || to < from) return undefined
  return [
    ['begin', from],
    ['end', to],
  ] as const
}
