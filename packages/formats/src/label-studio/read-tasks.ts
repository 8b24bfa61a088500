import { ok, refuse } from '@parallax/domain'
import type { CodecInput, CorpusOutcome, InputFile } from '../codecs/codec-definition.ts'
import type { CorpusDocument, Loss } from '../corpus/corpus.ts'
import { type JsonItem, jsonItems } from '../json/json-items.ts'
import { fieldsOf, parseJson } from '../json/read-json.ts'
import { fitSpans } from '../offsets/find-unit.ts'
import { OffsetMap } from '../offsets/offset-map.ts'
import { type Companion, companionName } from '../regions/companion.ts'
import { metaOfFields } from '../regions/document-fields.ts'
import { companionOf, headItems, zonesOf } from '../regions/read-companion.ts'
import { textField } from './find-text.ts'
import {
  brokenRegions,
  type PendingSpan,
  pendingSpans,
  type ReadLayer,
  readLayer,
} from './read-layer.ts'
import { type Task, taskOf } from './task.ts'

/** The tasks of files of Label Studio as documents, each with a layer per annotation. */
export async function* readTasks({ files }: CodecInput): AsyncGenerator<CorpusOutcome> {
  for (const file of files) if (/\.json$/i.test(file.path)) yield* readFile(file)
}

async function* readFile(file: InputFile): AsyncGenerator<CorpusOutcome> {
  let count = 0
  for await (const item of jsonItems(file.text())) {
    count += 1
    if (item.ok) yield* readTask(file.path, item.value, count)
    else yield refuse({ file: file.path, ...item.reason })
  }
}

/** Where one is, for problems and names. */
type Place = { readonly file: string; readonly line: number; readonly number: number }

function* readTask(
  file: string,
  { line, text }: JsonItem,
  number: number,
): Generator<CorpusOutcome> {
  const parsed = parseJson(text)
  const fields = parsed.ok ? fieldsOf(parsed.value) : undefined
  const message = parsed.ok ? 'A task is an object with data; this is none.' : parsed.reason
  if (fields) yield* documentOfTask(taskOf(fields), { file, line, number })
  else yield refuse({ file, line, message })
}

function* documentOfTask(task: Task, place: Place): Generator<CorpusOutcome> {
  const own = companionOf(task.data.get(companionName))
  const found = own ? { name: 'text', text: String(task.data.get('text')) } : textField(task.data)
  const name = own?.name ?? `Task ${place.number}`
  if (!found) {
    for (const loss of lossesOfTask(task, name)) yield ok({ item: 'loss', loss })
    return
  }
  if (own) for (const item of headItems(own)) yield ok(item)
  const { layers, outcomes } = layersOf(task, found.text, name, place)
  yield* outcomes
  const rest = [...task.data].filter(([key]) => key !== found.name && key !== companionName)
  const { meta, unknown } = metaOfFields(rest)
  const losses = [
    ...[...unknown, ...task.unread].map((what) => lossOf(name, what, 'meta')),
    ...task.unreadLists.map((what) => lossOf(name, what, 'other')),
  ]
  for (const loss of losses) yield ok({ item: 'loss', loss })
  yield ok({
    item: 'document',
    document: documentOf(own, found.text, { name, meta, layers, place }),
  })
}

function documentOf(
  own: Companion | undefined,
  text: string,
  {
    name,
    meta,
    layers,
    place,
  }: Pick<CorpusDocument, 'name' | 'meta' | 'layers'> & { place: Place },
): CorpusDocument {
  const id = own?.document ?? `${place.file} ${place.number}`
  return { id, name, text, meta, layers, zones: own ? zonesOf(own, new OffsetMap(text)) : [] }
}

/** The layers of a task, its spans counted in the one unit that fits them all. */
function layersOf(
  task: Task,
  text: string,
  document: string,
  { file, line }: Place,
): { layers: CorpusDocument['layers']; outcomes: readonly CorpusOutcome[] } {
  const outcomes: CorpusOutcome[] = []
  const sources = task.annotations.filter(({ fields, results }) => {
    const isCancelled = fields.get('was_cancelled') === true
    if (isCancelled) outcomes.push(ok({ item: 'loss', loss: cancelled(document, results.length) }))
    return !isCancelled
  })
  const spans = sources.flatMap(pendingSpans)
  const { ranges, unit, misfits } = fitSpans(text, spans, 'code-points')
  const wrong = misfits.map(({ where, message }) => `${where}: ${message}`)
  for (const message of [...sources.flatMap(brokenRegions), ...wrong])
    outcomes.push(refuse({ file, line, message }))
  if (unit !== 'code-points')
    outcomes.push(
      ok({ item: 'note', note: `${file} counts its spans in ${unit}, as old versions did.` }),
    )
  const map = new OffsetMap(text)
  const byResult = rangesByResult(spans, ranges)
  const read = sources.map((annotation) =>
    readLayer({ annotation, ranges: byResult, map, document }),
  )
  for (const { losses } of read)
    for (const loss of losses) outcomes.push(ok({ item: 'loss', loss }))
  return { layers: named(read), outcomes }
}

function rangesByResult(
  spans: readonly PendingSpan[],
  ranges: ReturnType<typeof fitSpans>['ranges'],
) {
  return new Map(
    spans.flatMap(({ result }, index) => {
      const range = ranges[index]
      return range ? [[result, range] as const] : []
    }),
  )
}

/** Layers that are told apart: a second annotation of the same person bears a number. */
function named(read: readonly ReadLayer[]): CorpusDocument['layers'] {
  const seen = new Map<string, number>()
  return read.map(({ layer }) => {
    const face = layer.annotator ?? layer.kind
    const count = (seen.get(face) ?? 0) + 1
    seen.set(face, count)
    return count === 1 ? layer : { ...layer, kind: 'annotator', annotator: `${face} (${count})` }
  })
}

/** All that a task has which is no document: a picture, a sound, a link to a text. */
function lossesOfTask({ annotations }: Task, document: string): readonly Loss[] {
  const place = { document, range: null, what: 'task without text' }
  const results = annotations.map((each) => each.results.length)
  const count = results.reduce((sum, each) => sum + each, 0)
  return [
    { how: 'dropped', kind: 'document', reason: 'text-not-held', place, count: 1 },
    { how: 'dropped', kind: 'other', reason: 'not-ours', place, count },
  ]
}

function lossOf(document: string, what: string, kind: 'other' | 'meta'): Loss {
  const place = { document, range: null, what }
  return { how: 'dropped', kind, reason: 'not-ours', place, count: 1 }
}

/** What somebody had begun to say of a task before they skipped it. */
function cancelled(document: string, count: number): Loss {
  const place = { document, range: null, what: 'cancelled annotation' }
  return { how: 'dropped', kind: 'other', reason: 'passed-over', place, count }
}
