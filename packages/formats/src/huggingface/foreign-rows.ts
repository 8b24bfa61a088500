import { ok, refuse } from '@parallax/domain'
import type { CorpusOutcome } from '../codecs/codec-definition.ts'
import type { Annotation } from '../corpus/corpus.ts'
import { textOf } from '../json/read-json.ts'
import { fitSpans, type QuotedSpan } from '../offsets/find-unit.ts'
import { metaOfFields } from '../regions/document-fields.ts'
import { type Fields, objectsOf } from './read-rows.ts'

/** Columns that usually hold the text, and columns that say what the whole of it is. */
const textColumns = ['text', 'content', 'article', 'sentence', 'document']
const labelColumns = ['label', 'labels', 'category', 'topic']

type Place = { readonly file: string; readonly number: number }
type Span = QuotedSpan & { readonly label: string }

/** A row of somebody else's dataset: its text, spans with labels, labels of the whole. */
export function* outcomesOfForeignRow(
  row: Fields,
  { file, number }: Place,
): Generator<CorpusOutcome> {
  const column = textColumns.find((name) => (textOf(row.get(name)) ?? '').trim() !== '')
  const name = `Row ${number}`
  if (column === undefined) {
    const place = { document: name, range: null, what: 'row without text' }
    const loss = {
      how: 'dropped',
      kind: 'document',
      reason: 'text-not-held',
      place,
      count: 1,
    } as const
    return yield ok({ item: 'loss', loss })
  }
  const text = textOf(row.get(column)) ?? ''
  const spanColumns = [...row].filter(([, value]) => spansOf(value).length > 0)
  const spans = spanColumns.flatMap(([, value]) => spansOf(value))
  const { ranges, misfits, unit } = fitSpans(text, spans, 'code-points')
  for (const { where, message } of misfits)
    yield refuse({ file, line: number, message: `${where}: ${message}` })
  if (unit !== 'code-points')
    yield ok({ item: 'note', note: `${file} counts its spans in ${unit}.` })
  const mentions = spans.flatMap(({ label }, index): Annotation[] => {
    const range = ranges[index]
    return range
      ? [{ ...plain, id: `span ${index + 1}`, kind: 'mention', label, extent: [range] }]
      : []
  })
  const labels = labelColumns.flatMap((field) => labelOf(field, row.get(field)))
  const taken = new Set([
    column,
    ...spanColumns.map(([key]) => key),
    ...labels.map(({ label }) => label),
  ])
  const { meta, unknown } = metaOfFields([...row].filter(([key]) => !taken.has(key)))
  for (const what of unknown) {
    const place = { document: name, range: null, what }
    yield ok({
      item: 'loss',
      loss: { how: 'dropped', kind: 'meta', reason: 'not-ours', place, count: 1 },
    })
  }
  const layers = [
    { kind: 'shared', annotator: null, annotations: [...mentions, ...labels] },
  ] as const
  yield ok({
    item: 'document',
    document: { id: `${file} ${number}`, name, text, meta, zones: [], layers },
  })
}

const plain = { values: {}, passages: [], links: [], signature: null, extent: [] } as const

/** Structs with a start, an end and a label, whatever they are called. */
function spansOf(value: unknown): readonly Span[] {
  return objectsOf(value).flatMap((fields, index): Span[] => {
    const [start, end] = ['start', 'end'].map((name) =>
      Number(fields.get(name) ?? fields.get(`${name}_offset`)),
    )
    const label = textOf(fields.get('label') ?? fields.get('type') ?? fields.get('entity'))
    if (
      start === undefined ||
      end === undefined ||
      Number.isNaN(start + end) ||
      label === undefined
    )
      return []
    return [
      { start, end, quote: textOf(fields.get('text')) ?? null, where: `span ${index + 1}`, label },
    ]
  })
}

function labelOf(field: string, value: unknown): readonly Annotation[] {
  const isOne = typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
  const list =
    Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined
  const values = isOne ? [String(value)] : list
  if (values === undefined || values.length === 0) return []
  return [{ ...plain, id: field, kind: 'documentLabel', label: field, values: { values } }]
}
