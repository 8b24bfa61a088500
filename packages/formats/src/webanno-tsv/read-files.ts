import { ok, refuse } from '@parallax/domain'
import type { CodecInput, CorpusOutcome, InputFile } from '../codecs/codec-definition.ts'
import type { CorpusLayer } from '../corpus/corpus.ts'
import { buildText } from './build-text.ts'
import { collectAnnotations } from './collect-annotations.ts'
import { isOurMention } from './features.ts'
import { decodeUser, type LayerPlace, placeOfPath } from './layer-paths.ts'
import { parseTsv } from './parse-tsv.ts'
import { readTsvAnnotations } from './read-annotations.ts'

type PlacedFile = { readonly file: InputFile; readonly place: LayerPlace }

/** What is in files of WebAnno TSV, one document after the other. */
export async function* readTsvFiles({ files }: CodecInput): AsyncGenerator<CorpusOutcome> {
  const documents = new Map<string, PlacedFile[]>()
  for (const file of files) {
    if (!file.path.endsWith('.tsv')) continue
    const place = placeOfPath(file.path)
    const own = documents.get(place.document) ?? []
    documents.set(place.document, own)
    own.push({ file, place })
  }
  for (const [id, own] of documents) yield* readDocument(id, own)
}

async function* readDocument(
  id: string,
  files: readonly PlacedFile[],
): AsyncGenerator<CorpusOutcome> {
  const name = files[0]?.place.name ?? ''
  const layers: CorpusLayer[] = []
  let text: string | undefined
  for (const { file, place } of files) {
    const read = yield* readLayer(file, { id, name }, text)
    if (!read) continue
    text = read.text
    const annotator =
      place.annotator !== null && read.isOurs ? decodeUser(place.annotator) : place.annotator
    layers.push({ kind: place.kind, annotator, annotations: read.annotations })
  }
  if (text !== undefined)
    yield ok({ item: 'document', document: { id, name, text, meta: {}, zones: [], layers } })
}

type ReadLayer = Pick<CorpusLayer, 'annotations'> & {
  readonly text: string
  readonly isOurs: boolean
}

/** The annotation in a file, unless it is of another text than `before`. */
async function* readLayer(
  file: InputFile,
  document: { readonly id: string; readonly name: string },
  before: string | undefined,
): AsyncGenerator<CorpusOutcome, ReadLayer | undefined> {
  const parsed = await parseTsv(file)
  if (!parsed.ok) {
    yield parsed
    return undefined
  }
  const { layers, sentences, problems } = parsed.value
  for (const problem of problems) yield refuse(problem)
  const { text, unit, places, misfits } = buildText(sentences)
  for (const { row, message } of misfits)
    yield refuse({ file: file.path, line: row.line, message: `${row.unit}: ${message}` })
  if (unit !== 'utf16')
    yield ok({ item: 'note', note: `Offsets fit as ${unit}, not as UTF-16, as WebAnno has them.` })
  if (before !== undefined && before !== text) {
    const message = 'The text is not that of the other files of this document.'
    yield refuse({ file: file.path, line: 0, message })
    return undefined
  }
  const rows = sentences.flatMap((sentence) => sentence.rows)
  const collected = collectAnnotations(file.path, layers, rows, places)
  for (const problem of collected.problems) yield refuse(problem)
  const isOurs = layers.some(isOurMention)
  const { annotations, outcomes } = readTsvAnnotations(collected, { ...document, text }, isOurs)
  yield* outcomes
  return { annotations, text, isOurs }
}
