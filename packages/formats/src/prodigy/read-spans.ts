import type { Loss } from '../corpus/corpus.ts'
import { fieldsOf, textOf } from '../json/read-json.ts'
import { type FittedSpans, fitSpans, type QuotedSpan } from '../offsets/find-unit.ts'
import { companionName } from '../regions/companion.ts'
import { detailOf } from '../regions/read-companion.ts'
import type { Arc, Detail, Region } from '../regions/region.ts'
import { refusals } from './refusals.ts'

type Fields = ReadonlyMap<string, unknown>
type Span = QuotedSpan & {
  readonly id: string
  readonly label: string
  readonly detail: Detail
  /** Fields that say something which a region cannot. */
  readonly unread: readonly string[]
  /** What was answered to this span alone. */
  readonly answer: string | undefined
}
/** What is wrong with one entry, and which it is, in words. */
type Wrong = { readonly where: string; readonly message: string }

/** Spans and arrows of one line, the unit that its spans count in, and what is wrong with the others. */
export type ReadSpans = {
  readonly unit: FittedSpans['unit']
  readonly wrong: readonly Wrong[]
  readonly regions: readonly Region[]
  readonly arcs: readonly Arc[]
  readonly losses: readonly Loss[]
}

/**
 * Spans under `spans`, a list as Prodigy has it or lists by name as spaCy has them, and those under
 * `entities` that are not among them. Where a line has words (`tokens`), they tell the unit too.
 */
export function readSpans(row: Fields, text: string, document: string): ReadSpans {
  const { spans, wrong } = spansOf(row)
  const tokens = objectsIn(row.get('tokens')).slice(0, 2000).map(tokenSpan)
  const fitted = fitSpans(text, [...spans, ...tokens], 'code-points')
  const placed = spans.flatMap((span, index) => {
    const range = fitted.ranges[index]
    return range ? [{ ...span, range }] : []
  })
  const misfits = fitted.misfits.filter(({ index }) => index < spans.length)
  const said = placed.filter(({ answer }) => !refusals.has(answer))
  const regions = said.map(({ id, label, range, detail }) => ({ id, label, range, detail }))
  const relations = entriesOf(row, 'relations')
  const { arcs, ...ofArcs } = arcsOf(relations.entries, spans, document)
  return {
    unit: fitted.unit,
    wrong: [...wrong, ...misfits, ...relations.wrong, ...ofArcs.wrong],
    regions: unlike(regions, document),
    arcs,
    losses: [...placed.flatMap((span) => lossesOf(span, document)), ...ofArcs.losses],
  }
}

/** A span that was said no to, or else what a span has besides. */
function lossesOf(
  { label, range, answer, unread }: Span & Pick<Region, 'range'>,
  document: string,
): readonly Loss[] {
  const reason = refusals.get(answer)
  const place = { document, range, what: label }
  if (reason) return [{ how: 'dropped', kind: 'mention', reason, place, count: 1 }]
  return unread.map((name) => lostValue({ ...place, what: `${label}: ${name}` }))
}

function lostValue(place: Loss['place']): Loss {
  return { how: 'dropped', kind: 'value', reason: 'not-ours', place, count: 1 }
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

/** An entry of a list, and which it is, in words. */
type Entry = { readonly value: unknown; readonly name: string; readonly where: string }
type Entries = { readonly entries: readonly Entry[]; readonly wrong: readonly Wrong[] }
type FoundSpans = { readonly spans: readonly Span[]; readonly wrong: readonly Wrong[] }

function spansOf(row: Fields): FoundSpans {
  const { spans, wrong } = foundIn(entriesOf(row, 'spans'))
  // In files of ours they say again, for spaCy, what the spans said when they were written.
  if (row.has(companionName)) return { spans, wrong }
  const places = new Set(spans.map(placeOf))
  const entities = foundIn(entriesOf(row, 'entities'))
  const more = entities.spans.filter((span) => !places.has(placeOf(span)))
  return { spans: [...spans, ...more], wrong: [...wrong, ...entities.wrong] }
}

function placeOf({ start, end, label }: Span): string {
  return JSON.stringify([start, end, label])
}

function foundIn({ entries, wrong }: Entries): FoundSpans {
  const read = entries.map(spanOf)
  const bad = read.filter((each) => 'message' in each)
  return { spans: read.filter((each) => 'start' in each), wrong: [...wrong, ...bad] }
}

const words = { spans: 'Span', entities: 'Entity', relations: 'Relation' } as const

/** The entries of a list, or of lists by name. */
function entriesOf(row: Fields, field: keyof typeof words): Entries {
  const value = row.get(field)
  const groups = fieldsOf(value)
  const lists = groups ? [...groups] : [['', value] as const]
  const wrong: Wrong[] = []
  const entries = lists.flatMap(([group, list]): readonly Entry[] => {
    const of = group === '' ? '' : ` of "${group}"`
    if (Array.isArray(list))
      return list.map((each, index) => ({
        value: each,
        name: words[field].toLowerCase(),
        where: `${words[field]} ${index + 1}${of}`,
      }))
    const isThere = list !== undefined && list !== null
    if (isThere) wrong.push({ where: `"${field}"${of}`, message: 'It is no list.' })
    return []
  })
  return { entries, wrong }
}

function spanOf({ value, where, name }: Entry, index: number): Span | Wrong {
  const fields: Fields | undefined = Array.isArray(value) ? ofList(value) : fieldsOf(value)
  if (!fields) return { where, message: 'It is no span.' }
  const [start, end] = [fields.get('start'), fields.get('end')]
  if (typeof start !== 'number' || typeof end !== 'number')
    return { where, message: 'It does not say as numbers where it starts and ends.' }
  return {
    start,
    end,
    where,
    id: textOf(fields.get('id')) ?? `${name} ${index + 1}`,
    label: labelOf(fields.get('label')),
    quote: textOf(fields.get('text')) ?? null,
    detail: detailOf(fields.get(companionName)) ?? { as: 'mention' },
    unread: unreadIn(fields, ofSpan),
    answer: textOf(fields.get('answer')),
  }
}

/** A span as spaCy has it. */
function ofList([start, end, label, ...more]: readonly unknown[]): Fields {
  const rest = more.map((value, index) => [`${index + 4}`, value] as const)
  return new Map<string, unknown>([['start', start], ['end', end], ['label', label], ...rest])
}

function labelOf(label: unknown): string {
  return typeof label === 'number' ? String(label) : (textOf(label) ?? 'Span')
}

/** Fields that are read, that count something, or that say how it is drawn. */
const counted = ['id', 'label', 'type', 'color', 'input_hash', companionName]
const ofSpan = new Set([...counted, 'start', 'end', 'text', 'answer', 'token_start', 'token_end'])
const ofRelation = new Set([...counted, 'head', 'child', 'head_span', 'child_span'])

function unreadIn(fields: Fields, known: ReadonlySet<string>): readonly string[] {
  return [...fields]
    .filter(([name, value]) => !known.has(name) && value !== null && value !== '')
    .map(([name]) => name)
}

function tokenSpan(token: Fields): QuotedSpan {
  const [start, end] = [Number(token.get('start')), Number(token.get('end'))]
  return { start, end, quote: textOf(token.get('text')) ?? null, where: 'a word' }
}

function arcsOf(
  entries: readonly Entry[],
  spans: readonly Span[],
  document: string,
): Pick<ReadSpans, 'arcs' | 'wrong' | 'losses'> {
  const [arcs, wrong, losses]: [Arc[], Wrong[], Loss[]] = [[], [], []]
  for (const [index, { value, where }] of entries.entries()) {
    const relation = fieldsOf(value)
    if (!relation) {
      wrong.push({ where, message: 'It is no relation.' })
      continue
    }
    const arc = arcOf(relation, index, spans)
    arcs.push(arc)
    for (const name of unreadIn(relation, ofRelation))
      losses.push(lostValue({ document, range: null, what: `${arc.type}: ${name}` }))
  }
  return { arcs, wrong, losses }
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
