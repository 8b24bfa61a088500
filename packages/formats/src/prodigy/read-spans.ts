import { fieldsOf, textOf } from '../json/read-json.ts'
import { type FittedSpans, fitSpans, type QuotedSpan } from '../offsets/find-unit.ts'
import { companionName } from '../regions/companion.ts'
import { detailOf } from '../regions/read-companion.ts'
import type { Arc, Detail, Region } from '../regions/region.ts'

type Fields = ReadonlyMap<string, unknown>
type Span = QuotedSpan & { readonly id: string; readonly label: string; readonly detail: Detail }

/** Spans and arrows of one line, the unit that its spans count in, and what does not fit. */
export type ReadSpans = Pick<FittedSpans, 'unit' | 'misfits'> & {
  readonly regions: readonly Region[]
  readonly arcs: readonly Arc[]
}

/**
 * Spans under `spans`, a list as Prodigy has it or lists by name as spaCy has them, or else under
 * `entities`. Where a line has words (`tokens`), they tell the unit too.
 */
export function readSpans(row: Fields, text: string, document: string): ReadSpans {
  const spans = spansOf(row)
  const tokens = objectsIn(row.get('tokens')).slice(0, 2000).map(tokenSpan)
  const fitted = fitSpans(text, [...spans, ...tokens], 'code-points')
  const regions = spans.flatMap(({ id, label, detail }, index): Region[] => {
    const range = fitted.ranges[index]
    return range ? [{ id, label, range, detail }] : []
  })
  const misfits = fitted.misfits.filter(({ index }) => index < spans.length)
  const arcs = objectsIn(row.get('relations')).map((each, index) => arcOf(each, index, spans))
  return { unit: fitted.unit, misfits, regions: unlike(regions, document), arcs }
}

/** Regions with ids that differ, whatever the line says. */
function unlike(regions: readonly Region[], document: string): readonly Region[] {
  const seen = new Set<string>()
  return regions.map((region, index) => {
    const id = seen.has(region.id) ? `${document} span ${index + 1}` : region.id
    seen.add(id)
    return { ...region, id }
  })
}

function objectsIn(value: unknown): readonly Fields[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.map(fieldsOf).filter((each) => each !== undefined)
}

function spansOf(row: Fields): readonly Span[] {
  const value = row.get('spans')
  const groups = fieldsOf(value)
  const lists = groups ? [...groups.values()] : [value]
  const spans = lists.flatMap((list) => (Array.isArray(list) ? list : [])).map(spanOf)
  const found = spans.filter((span) => span !== undefined)
  if (found.length > 0) return found
  const entities = row.get('entities')
  return (Array.isArray(entities) ? entities : []).map(spanOf).filter((span) => span !== undefined)
}

function spanOf(value: unknown, index: number): Span | undefined {
  const where = `Span ${index + 1}`
  const plain = { id: `span ${index + 1}`, quote: null, where, detail: { as: 'mention' } as const }
  if (Array.isArray(value)) {
    const [start, end, label] = value as readonly unknown[]
    if (typeof start !== 'number' || typeof end !== 'number') return undefined
    return { ...plain, start, end, label: textOf(label) ?? 'Span' }
  }
  const fields = fieldsOf(value)
  const [start, end] = [fields?.get('start'), fields?.get('end')]
  if (!fields || typeof start !== 'number' || typeof end !== 'number') return undefined
  return {
    ...plain,
    start,
    end,
    id: textOf(fields.get('id')) ?? plain.id,
    label: textOf(fields.get('label')) ?? 'Span',
    quote: textOf(fields.get('text')) ?? null,
    detail: detailOf(fields.get(companionName)) ?? plain.detail,
  }
}

function tokenSpan(token: Fields): QuotedSpan {
  const [start, end] = [Number(token.get('start')), Number(token.get('end'))]
  return { start, end, quote: textOf(token.get('text')) ?? null, where: 'a word' }
}

/** An arrow by our own ids, or by the places of its ends. */
function arcOf(relation: Fields, index: number, spans: readonly Span[]): Arc {
  const own = fieldsOf(relation.get(companionName))
  const type = textOf(relation.get('label')) ?? 'related'
  const idOf = (end: 'from' | 'to', name: string) =>
    textOf(own?.get(end)) ??
    spanAt(spans, fieldsOf(relation.get(name))) ??
    `${name} of relation ${index + 1}`
  return {
    id: textOf(own?.get('id')) ?? `relation ${index + 1}`,
    type,
    from: idOf('from', 'head_span'),
    to: idOf('to', 'child_span'),
    detail: detailOf(relation.get(companionName)) ?? { as: 'relation' },
  }
}

function spanAt(spans: readonly Span[], place: Fields | undefined): string | undefined {
  if (!place) return undefined
  const isThere = ({ start, end }: Span) => start === place.get('start') && end === place.get('end')
  const there = spans.filter(isThere)
  return (there.find(({ label }) => label === place.get('label')) ?? there[0])?.id
}
