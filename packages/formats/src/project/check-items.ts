import {
  type AnyRecord,
  checkZones,
  isRecordOf,
  layerId,
  layerRecordKinds,
  type RecordOf,
  type Result,
  refuse,
  type StreamKind,
  targetsOf,
} from '@parallax/domain'
import { brokenRule, streamOf } from './broken-rule.ts'
import { describeRefusal } from './describe-refusal.ts'
import type { Authored, NumberedItem, ReadProblem } from './project-item.ts'

type Outcome = Result<NumberedItem, ReadProblem>
type Placed = { readonly line: number; readonly record: AnyRecord }

/** A stream whose records are being read. */
type OpenStream = {
  readonly kind: StreamKind
  readonly document: RecordOf<'document'> | null
  readonly text: string | null
  readonly placed: Placed[]
}

/** What is known of a file while it is read. */
type Progress = {
  stream: OpenStream
  /** Everything but records of layers and comments, to which nothing outside of their stream refers. */
  readonly known: Map<string, number>
  /** What was referred to and not found yet, by the line that asked. */
  readonly sought: Map<string, number>
  readonly authors: Map<string, number>
  readonly people: Set<string>
}

/**
 * Passes items on and adds what is wrong between them: broken rules of a stream, ids that stand
 * twice, references that lead out of the file, authors without a name. Holds one stream at a time,
 * and the ids of the registry, the codebook and the documents.
 */
export async function* checkItems(items: AsyncIterable<Outcome>): AsyncGenerator<Outcome> {
  const progress: Progress = {
    stream: { kind: 'codebook', document: null, text: null, placed: [] },
    known: new Map(),
    sought: new Map(),
    authors: new Map(),
    people: new Set(),
  }
  for await (const outcome of items) {
    if (outcome.ok) yield* take(progress, outcome.value).map(refuse)
    yield outcome
  }
  yield* finish(progress).map(refuse)
}

function take(progress: Progress, { line, item }: NumberedItem): ReadProblem[] {
  switch (item.item) {
    case 'manifest':
      return []
    case 'person':
      progress.people.add(item.person.id)
      return []
    case 'codebook':
    case 'registry': {
      const isNext = progress.stream.kind !== item.item
      const ended = isNext ? turn(progress, item.item, { document: null, text: null }) : []
      return [...ended, ...add(progress, line, item)]
    }
    case 'document': {
      const ended = turn(progress, 'document', { document: item.record, text: item.text })
      return [...ended, ...add(progress, line, item), ...checkDocument(line, item)]
    }
    case 'layer': {
      const { document, text } = progress.stream
      const ended = turn(progress, 'layer', { document, text })
      return [...ended, ...add(progress, line, item), ...checkLayer(line, item.record, document)]
    }
    case 'document-comment':
    case 'layer-record':
      return add(progress, line, item)
  }
}

function finish(progress: Progress): ReadProblem[] {
  const ended = turn(progress, 'codebook', { document: null, text: null })
  const lost = [...progress.sought].filter(([id]) => !progress.known.has(id))
  const nameless = [...progress.authors].filter(([id]) => !progress.people.has(id))
  return [
    ...ended,
    ...lost.map(([id, line]) => ({
      line,
      message: `It refers to ${id}, which the file does not hold.`,
    })),
    ...nameless.map(([id, line]) => ({ line, message: `The file does not name person ${id}.` })),
  ]
}

function add(progress: Progress, line: number, { record, authorship }: Authored): ReadProblem[] {
  progress.stream.placed.push({ line, record })
  const owner = isRecordOf(record, 'layer') ? record.data.owner : null
  const writer = isRecordOf(record, 'comment') ? record.data.author : null
  for (const person of [authorship.createdBy, authorship.updatedBy, owner, writer])
    if (person && !progress.authors.has(person)) progress.authors.set(person, line)
  if (isOnlyReferredToNearby(record)) return []
  const first = progress.known.get(record.id)
  progress.known.set(record.id, first ?? line)
  return first === undefined ? [] : [twice(line, record.id, first)]
}

/** Whether nothing outside of its own stream refers to such a record. */
function isOnlyReferredToNearby({ kind }: AnyRecord): boolean {
  return kind === 'comment' || Object.hasOwn(layerRecordKinds, kind)
}

function twice(line: number, id: string, first: number): ReadProblem {
  return { line, message: `The id ${id} stands in line ${first} already.` }
}

/** Ends the stream that is open, checked as a whole, and begins the next. */
function turn(
  progress: Progress,
  kind: StreamKind,
  about: Pick<OpenStream, 'document' | 'text'>,
): ReadProblem[] {
  const { stream, known, sought } = progress
  progress.stream = { kind, ...about, placed: [] }
  const lines = new Map<string, number>()
  const repeated = stream.placed.flatMap(({ line, record }) => {
    const first = lines.get(record.id)
    lines.set(record.id, first ?? line)
    return first === undefined || known.has(record.id) ? [] : [twice(line, record.id, first)]
  })
  for (const { line, record } of stream.placed)
    for (const target of record.deleted ? [] : targetsOf(record))
      if (!lines.has(target) && !known.has(target) && !sought.has(target)) sought.set(target, line)
  return [...repeated, ...checkStream(stream)]
}

function checkDocument(
  line: number,
  { record, text }: { readonly record: RecordOf<'document'>; readonly text: string | null },
): ReadProblem[] {
  const { lengthUtf16, purged, zones } = record.data
  if (text === null) return purged ? [] : [{ line, message: 'The text is missing.' }]
  if (text.length !== lengthUtf16)
    return [{ line, message: `The text has ${text.length} UTF-16 units, not ${lengthUtf16}.` }]
  const misfit = checkZones(zones, text)
  return misfit
    ? [{ line, message: `The zones do not fit the text: ${describeRefusal(misfit)}.` }]
    : []
}

function checkLayer(
  line: number,
  { id, data }: RecordOf<'layer'>,
  document: RecordOf<'document'> | null,
): ReadProblem[] {
  if (document?.id !== data.document)
    return [{ line, message: 'A layer stands after its document, before the next one.' }]
  return layerId(data.document, data.kind, data.owner) === id
    ? []
    : [{ line, message: 'The id of the layer does not follow from its document and owner.' }]
}

/** What must hold within a stream, whatever became of the others since. */
function checkStream({ kind, placed, document, text }: OpenStream): ReadProblem[] {
  if (placed.length === 0) return []
  const records = placed.map(({ record }) => record)
  const stream = streamOf(kind, records, document, text)
  return placed.flatMap(({ line, record }) => {
    const refusal = record.deleted ? undefined : brokenRule(record, stream)
    return refusal ? [{ line, message: `It breaks a rule: ${describeRefusal(refusal)}.` }] : []
  })
}
