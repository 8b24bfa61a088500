import { fieldsOf, textOf } from '../json/read-json.ts'
import { detailOf } from '../regions/read-companion.ts'
import type { Arc, Detail } from '../regions/region.ts'
import type { DoccanoSpan } from './labels-of-row.ts'

/** What our own field says of a span. */
export type OwnRegion = { readonly id: string; readonly quote: string; readonly detail: Detail }

/**
 * What our own field says of spans and relations. doccano gives them numbers of its own, so they are
 * found again by where they stand and what they are called, those alike in their order.
 */
export class OwnDetails {
  readonly #regions: Map<string, OwnRegion[]>
  readonly #arcs: Map<string, { readonly id: string; readonly detail: Detail }[]>

  constructor(companion: ReadonlyMap<string, unknown> | undefined) {
    this.#regions = byPlace(companion?.get('regions'))
    this.#arcs = byPlace(companion?.get('arcs'))
  }

  region({ start, end, label }: DoccanoSpan): OwnRegion | undefined {
    return this.#regions.get(JSON.stringify([start, end, label]))?.shift()
  }

  /** The relation as ours, where it is one. */
  arc(arc: Arc): Arc {
    const { from, to, type } = arc
    const own = this.#arcs.get(JSON.stringify([from, to, type]))?.shift()
    return own ? { ...arc, id: own.id, detail: own.detail } : arc
  }
}

function byPlace(value: unknown): Map<string, OwnRegion[]> {
  const places = new Map<string, OwnRegion[]>()
  for (const each of Array.isArray(value) ? value : []) {
    const fields = fieldsOf(each)
    const detail = detailOf(each)
    if (!fields || !detail) continue
    const key = JSON.stringify(fields.get('at'))
    const own = { id: String(fields.get('id')), quote: textOf(fields.get('quote')) ?? '', detail }
    places.set(key, [...(places.get(key) ?? []), own])
  }
  return places
}
