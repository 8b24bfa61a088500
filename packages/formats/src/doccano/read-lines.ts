import { ok, refuse } from '@parallax/domain'
import type { CodecInput, CorpusOutcome } from '../codecs/codec-definition.ts'
import type { Annotation, CorpusLayer, CountedKind, Loss, LossReason } from '../corpus/corpus.ts'
import { fieldsOf, listOf, textOf } from '../json/read-json.ts'
import { type JsonRow, jsonRows } from '../json/read-lines.ts'
import { fitSpans } from '../offsets/find-unit.ts'
import { OffsetMap } from '../offsets/offset-map.ts'
import { annotationsOfRegions } from '../regions/annotations-of-regions.ts'
import { companionName } from '../regions/companion.ts'
import { metaOfFields } from '../regions/document-fields.ts'
import { companionOf, headItems, layerOf, zonesOf } from '../regions/read-companion.ts'
import type { Arc, Region } from '../regions/region.ts'
import { type DoccanoRelation, labelsOf, type RowLabels } from './labels-of-row.ts'
import { OwnDetails } from './own-details.ts'

/** The rows of files of doccano as documents. */
export async function* readDoccanoLines(input: CodecInput): AsyncGenerator<CorpusOutcome> {
  for await (const each of jsonRows(input)) {
    if ('problem' in each) yield each.problem
    else yield* documentOf(each.row)
  }
}

/** Fields that are not about the document. */
const taken = ['id', 'Comments', 'comments', companionName]

function* documentOf(row: JsonRow): Generator<CorpusOutcome> {
  const { file, line, number, fields } = row
  const text = textOf(fields.get('text') ?? fields.get('data'))
  if (text === undefined || text.trim() === '')
    return yield refuse({ file, line, message: 'There is no text in this line.' })
  const companion = fieldsOf(fields.get(companionName))
  const own = companionOf(fields.get(companionName))
  const name = own?.name ?? `Text ${String(fields.get('id') ?? number)}`
  if (own) for (const item of headItems(own)) yield ok(item)
  const labels = labelsOf(fields)
  const map = new OffsetMap(text)
  const layer = own && layerOf(companion?.get('layer'), map)
  const details = new OwnDetails(own && companion)
  const found = regionsOf(labels, text, details, { file, line, document: name })
  yield* found.outcomes
  const regions = [...found.regions.values()]
  const arcs = arcsOf(labels.relations, found.regions, details)
  const read = annotationsOfRegions({ regions, arcs, placeless: layer?.placeless ?? [] }, name)
  const { meta, unknown } = metaOf(fields, labels.fields)
  const losses = [
    ...unknown.map((what) => lossOf('meta', 'not-ours', name, what)),
    ...labels.unread.map((what) => lossOf('value', 'not-ours', name, what)),
  ]
  for (const loss of [...read.losses, ...losses, ...commentsOf(fields, name)])
    yield ok({ item: 'loss', loss })
  const annotations = [...read.annotations, ...classes(labels.classes)]
  const layers = layersOf(layer, annotations, own !== undefined)
  const zones = own ? zonesOf(own, map) : []
  const id = own?.document ?? `${file} ${number}`
  yield ok({ item: 'document', document: { id, name, text, meta, zones, layers } })
}

type Face = Pick<CorpusLayer, 'kind' | 'annotator'>
const sharedFace: Face = { kind: 'shared', annotator: null }

/** The one layer of a line. One of ours may have been annotated by nobody, neither here nor there. */
function layersOf(
  face: Face | undefined,
  annotations: CorpusLayer['annotations'],
  isOwn: boolean,
): readonly CorpusLayer[] {
  if (face === undefined && isOwn && annotations.length === 0) return []
  const { kind, annotator } = face ?? sharedFace
  return [{ kind, annotator, annotations }]
}

function metaOf(fields: JsonRow['fields'], ofLabels: readonly string[]) {
  const meta = fieldsOf(fields.get('meta'))
  const ofText = textOf(fields.get('text')) === undefined ? 'data' : 'text'
  const known = new Set([...taken, ...ofLabels, ofText, ...(meta ? ['meta'] : [])])
  const rest = [...fields].filter(([field]) => !known.has(field))
  return metaOfFields([...rest, ...(meta ?? [])])
}

function arcsOf(
  relations: readonly DoccanoRelation[],
  regions: ReadonlyMap<string, Region>,
  details: OwnDetails,
): readonly Arc[] {
  return relations.map((relation, index) => details.arc(arcOf(relation, index, regions)))
}

type Place = { readonly file: string; readonly line: number; readonly document: string }

/** Spans as regions by their own ids; what is wrong with one drops no other. */
function regionsOf(
  { spans, wrong }: Pick<RowLabels, 'spans' | 'wrong'>,
  text: string,
  details: OwnDetails,
  { file, line, document }: Place,
): { readonly regions: ReadonlyMap<string, Region>; readonly outcomes: readonly CorpusOutcome[] } {
  const own = spans.map((span) => details.region(span))
  const quoted = spans.map(({ start, end, label, quote }, index) => {
    return { start, end, quote: own[index]?.quote ?? quote, where: `${label} ${start}-${end}` }
  })
  const { ranges, misfits, unit } = fitSpans(text, quoted, 'code-points')
  const outcomes: CorpusOutcome[] = [...wrong, ...misfits].map(({ message }) =>
    refuse({ file, line, message }),
  )
  if (unit !== 'code-points')
    outcomes.push(ok({ item: 'note', note: `${file} counts its spans in ${unit}.` }))
  const regions = new Map<string, Region>()
  for (const [index, { id, label }] of spans.entries()) {
    const range = ranges[index]
    if (!range) continue
    const isEmpty = range.startUtf16 === range.endUtf16
    const loss = lossOf('mention', 'empty-span', document, label)
    if (isEmpty) outcomes.push(ok({ item: 'loss', loss }))
    const detail = own[index]
    const region = {
      id: detail?.id ?? id,
      label,
      range,
      detail: detail?.detail ?? ({ as: 'mention' } as const),
    }
    if (!isEmpty) regions.set(regions.has(id) ? `${id} again ${index}` : id, region)
  }
  return { regions, outcomes }
}

function arcOf(
  { id, from, to, type }: DoccanoRelation,
  index: number,
  regions: ReadonlyMap<string, Region>,
): Arc {
  const idOf = (end: string) => regions.get(end)?.id ?? end
  const own = `relation ${id || index + 1}`
  return { id: own, type, from: idOf(from), to: idOf(to), detail: { as: 'relation' } }
}

function classes(found: ReadonlyMap<string, readonly string[]>): readonly Annotation[] {
  return [...found].map(([label, values]) => ({
    id: `class ${label}`,
    kind: 'documentLabel',
    label,
    extent: [],
    values: { values },
    passages: [],
    links: [],
    signature: null,
  }))
}

function commentsOf(fields: JsonRow['fields'], document: string): readonly Loss[] {
  const comments = [fields.get('Comments'), fields.get('comments')]
  const count = comments.flatMap(listOf).filter((comment) => comment !== '').length
  return count === 0 ? [] : [{ ...lossOf('comment', 'older-detail', document, 'comment'), count }]
}

function lossOf(kind: CountedKind, reason: LossReason, document: string, what: string): Loss {
  return { how: 'dropped', kind, reason, place: { document, range: null, what }, count: 1 }
}
