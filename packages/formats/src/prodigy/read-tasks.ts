import { ok, refuse } from '@parallax/domain'
import type { CodecInput, CorpusOutcome } from '../codecs/codec-definition.ts'
import type { Annotation, CorpusDocument, CorpusLayer, Loss, LossReason } from '../corpus/corpus.ts'
import { fieldsOf, textOf } from '../json/read-json.ts'
import { type JsonRow, jsonRows } from '../json/read-lines.ts'
import { OffsetMap } from '../offsets/offset-map.ts'
import { annotationsOfRegions } from '../regions/annotations-of-regions.ts'
import { companionName } from '../regions/companion.ts'
import { metaOfFields } from '../regions/document-fields.ts'
import { companionOf, headItems, layerOf, zonesOf } from '../regions/read-companion.ts'
import { type ReadSpans, readSpans } from './read-spans.ts'
import { refusals } from './refusals.ts'

/** A document of which more lines may follow, by other annotators. */
type Open = { readonly key: string; readonly document: CorpusDocument }

/** The lines of files of Prodigy as documents: lines that follow each other with one text are one. */
export async function* readProdigyTasks(input: CodecInput): AsyncGenerator<CorpusOutcome> {
  let open: Open | undefined
  for await (const each of jsonRows(input)) {
    if ('problem' in each) {
      yield each.problem
      continue
    }
    const { next, outcomes } = readTask(each.row)
    yield* outcomes
    if (!next) continue
    const joined: Open | undefined = open && join(open, next)
    if (open && !joined) yield ok({ item: 'document', document: open.document })
    open = joined ?? next
  }
  if (open) yield ok({ item: 'document', document: open.document })
}

/** Both as one document, where they are the same text of two annotators. */
function join(open: Open, next: Open): Open | undefined {
  const faces = new Set(open.document.layers.map(faceOf))
  const isOther = next.document.layers.every((layer) => !faces.has(faceOf(layer)))
  if (open.key === '' || open.key !== next.key || !isOther) return undefined
  const layers = [...open.document.layers, ...next.document.layers]
  return { ...open, document: { ...open.document, layers } }
}

function faceOf({ kind, annotator }: CorpusLayer): string {
  return `${kind} ${annotator}`
}

type TaskReading = { readonly next: Open | undefined; readonly outcomes: readonly CorpusOutcome[] }

function readTask(row: JsonRow): TaskReading {
  const { file, line, number, fields } = row
  const text = textOf(fields.get('text'))
  if (text === undefined || text.trim() === '') {
    const problem = refuse({ file, line, message: 'There is no text in this line.' })
    return { next: undefined, outcomes: [problem] }
  }
  const own = companionOf(fields.get(companionName))
  const name = own?.name ?? `Text ${number}`
  const map = new OffsetMap(text)
  const spans = readSpans(fields, text, name)
  const { layer, losses } = layerOfTask(fields, spans, { name, map, isOurs: own !== undefined })
  const { meta, unknown } = metaOfFields(metaFieldsOf(fields))
  const zones = own ? zonesOf(own, map) : []
  const id = own?.document ?? `${file} ${number}`
  const key = own ? id : layer?.annotator ? text : ''
  const document = { id, name, text, meta, zones, layers: layer ? [layer] : [] }
  const items = own ? [...headItems(own)].map((item) => ok(item)) : []
  const all = [...losses, ...unknown.map((what) => lossOf('meta', name, what))]
  const outcomes = [
    ...items,
    ...outcomesOfSpans(spans, file, line),
    ...all.map((loss) => ok({ item: 'loss' as const, loss })),
  ]
  return { next: { key, document }, outcomes }
}

function outcomesOfSpans(
  { wrong, unit }: ReadSpans,
  file: string,
  line: number,
): readonly CorpusOutcome[] {
  const problems = wrong.map(({ where, message }) =>
    refuse({ file, line, message: `${where}: ${message}` }),
  )
  const note = `${file} counts its spans in ${unit}.`
  return unit === 'code-points' ? problems : [...problems, ok({ item: 'note', note })]
}

/** What the line's annotator said; nothing where they said no, or where there is no layer. */
function layerOfTask(
  fields: JsonRow['fields'],
  spans: ReadSpans,
  {
    name,
    map,
    isOurs,
  }: { readonly name: string; readonly map: OffsetMap; readonly isOurs: boolean },
): { readonly layer: CorpusLayer | undefined; readonly losses: readonly Loss[] } {
  const own = isOurs ? layerOf(fieldsOf(fields.get(companionName))?.get('layer'), map) : undefined
  const read = annotationsOfRegions({ ...spans, placeless: own?.placeless ?? [] }, name)
  const all = [...read.annotations, ...(own ? [] : classesOf(fields))]
  const told = [...spans.losses, ...read.losses]
  // We wrote a document that nobody had annotated, and nobody has since.
  if (isOurs && !own && all.length === 0) return { layer: undefined, losses: told }
  const annotator = annotatorOf(fields)
  const theirs = annotator ? ({ kind: 'annotator', annotator } as const) : shared
  const { kind, annotator: by } = own ?? theirs
  const reason = own ? undefined : refusals.get(fields.get('answer'))
  if (!reason) return { layer: { kind, annotator: by, annotations: all }, losses: told }
  const losses = [...told, ...all.map((annotation) => refused(annotation, reason, name))]
  return { layer: { kind, annotator: by, annotations: [] }, losses }
}

const shared = { kind: 'shared', annotator: null } as const

/** Fields that are read elsewhere. */
const taken = new Set([
  'text',
  'tokens',
  'spans',
  'relations',
  'entities',
  'cats',
  'label',
  'accept',
  'answer',
  companionName,
])

/** Numbers by which Prodigy finds a task again, and how it was shown. */
const bookkeeping = new Set(['_input_hash', '_task_hash', '_timestamp', '_view_id', '_is_binary'])

/** Fields that may say something of the document: those of `meta`, and what stands beside it. */
function metaFieldsOf(fields: JsonRow['fields']): readonly (readonly [string, unknown])[] {
  const meta = fieldsOf(fields.get('meta'))
  const rest = [...fields].filter(([name, value]) => {
    const isRead = taken.has(name) || bookkeeping.has(name) || (name === 'meta' && meta)
    return !isRead && !isAnnotator(name, value, fields)
  })
  return [...(meta ?? []), ...rest]
}

/** Who annotated: the session is named after them, unless both are there and differ. */
function annotatorOf(fields: JsonRow['fields']): string | undefined {
  return textOf(fields.get('_annotator_id')) ?? textOf(fields.get('_session_id'))
}

function isAnnotator(name: string, value: unknown, fields: JsonRow['fields']): boolean {
  return ['_annotator_id', '_session_id'].includes(name) && value === annotatorOf(fields)
}

/** A category that was said yes to, options that were chosen, and categories of spaCy. */
function classesOf(fields: JsonRow['fields']): readonly Annotation[] {
  const label = textOf(fields.get('label'))
  const accepted = fields.get('accept')
  const chosen = Array.isArray(accepted) ? accepted.map(String) : []
  const cats = [...(fieldsOf(fields.get('cats')) ?? [])].filter(([, value]) => Number(value) >= 0.5)
  const found = [
    ['label', label === undefined ? [] : [label]],
    ['accept', chosen],
    ['cats', cats.map(([name]) => name)],
  ] as const
  return found.flatMap(([field, values]): Annotation[] => {
    const plain = { extent: [], passages: [], links: [], signature: null }
    if (values.length === 0) return []
    return [
      { ...plain, id: `class ${field}`, kind: 'documentLabel', label: field, values: { values } },
    ]
  })
}

function refused({ kind, label, extent }: Annotation, reason: LossReason, document: string): Loss {
  const place = { document, range: extent[0] ?? null, what: label ?? kind }
  return { how: 'dropped', kind, reason, place, count: 1 }
}

function lossOf(kind: 'meta', document: string, what: string): Loss {
  return {
    how: 'dropped',
    kind,
    reason: 'not-ours',
    place: { document, range: null, what },
    count: 1,
  }
}
