import { ok, refuse } from '@parallax/domain'
import type { CodecInput, CorpusOutcome, InputFile } from '../codecs/codec-definition.ts'
import type { CorpusItem } from '../corpus/corpus.ts'
import { readText } from '../corpus/read-text.ts'
import { fieldsOf, listOf, parseJson, textOf } from '../json/read-json.ts'
import { faultOf } from './check-annotation.ts'
import { type ForeignAnnotation, foreignAnnotation, readForeign } from './read-foreign.ts'
import { ownCollection, readOwnLayers } from './read-own.ts'
import { decoded } from './terms.ts'
import { isVocabulary, readVocabulary } from './vocabulary.ts'

type Fields = ReadonlyMap<string, unknown>

/**
 * Reads a folder of annotations and the texts that they are on. Ours are read document by document;
 * those of other tools may be on any text, so all of them are held until the last file is read.
 */
export async function* readAnnotations({ files }: CodecInput): AsyncGenerator<CorpusOutcome> {
  const texts = new Map(files.filter(isText).map((file) => [file.path, file]))
  const foreign: ForeignAnnotation[] = []
  for (const file of files.filter(isJson)) {
    const whole = await readText(file)
    const parsed = whole.ok ? parseJson(whole.value) : refuse(whole.reason.message)
    if (!parsed.ok) yield refuse({ file: file.path, line: 0, message: parsed.reason })
    else yield* readRoot(parsed.value, file.path, { texts, foreign })
  }
  yield* readForeigns(foreign, [...texts.values()])
}

type Gathered = {
  readonly texts: ReadonlyMap<string, InputFile>
  readonly foreign: ForeignAnnotation[]
}

async function* readRoot(
  value: unknown,
  file: string,
  { texts, foreign }: Gathered,
): AsyncGenerator<CorpusOutcome> {
  const root = fieldsOf(value)
  if (root && isVocabulary(root)) yield* vocabularyOutcomes(root, file)
  else if (root && ownCollection(root)) yield* readOwn(root, file, texts)
  else yield* gatherForeign(value, file, foreign)
}

/** Puts the annotations of a file with the others, and tells of those that are none. */
function* gatherForeign(
  value: unknown,
  file: string,
  foreign: ForeignAnnotation[],
): Generator<CorpusOutcome> {
  const given = annotationsIn(value)
  if (given.length === 0)
    yield refuse({ file, line: 0, message: 'There is no Web Annotation in it.' })
  for (const [index, fields] of given.entries()) {
    const fault = faultOf(fields)
    if (fault === undefined) foreign.push(foreignAnnotation(fields, file, index))
    else yield refuse({ file, line: 0, message: `Annotation ${index + 1}: ${fault}` })
  }
  if (hasFurtherPages(fieldsOf(value))) yield* pagesElsewhere(file)
}

/** Texts that annotations of other tools may be on. */
function isText({ path }: InputFile): boolean {
  return /\.(txt|text|md)$/i.test(path)
}

function isJson({ path }: InputFile): boolean {
  return /\.(jsonld|json)$/i.test(path)
}

function* vocabularyOutcomes(root: Fields, file: string): Generator<CorpusOutcome> {
  for (const item of readVocabulary(root))
    yield item === 'unreadable'
      ? refuse({
          file,
          line: 0,
          message: 'An entry of the vocabulary is not as Parallax writes one.',
        })
      : ok(item)
}

async function* readOwn(
  root: Fields,
  file: string,
  texts: ReadonlyMap<string, InputFile>,
): AsyncGenerator<CorpusOutcome> {
  const collection = ownCollection(root)
  if (!collection) return
  const path = file.replace(/[^/]*$/, collection.textName)
  const brought = texts.get(path)
  if (!brought) {
    const message = `The text ${collection.textName} that it is about was not brought with it.`
    yield refuse({ file, line: 0, message })
    return
  }
  const text = await readText(brought)
  if (!text.ok) yield text
  if (!text.ok) return
  const { layers, problems } = readOwnLayers(
    collection,
    text.value,
    annotationsIn(Object.fromEntries(root)),
  )
  for (const message of problems) yield refuse({ file, line: 0, message })
  const document = { ...collection.document, text: text.value, layers }
  yield ok({ item: 'document', document })
}

/** Annotations in a file: one, a list, a page, a collection with its first page, a graph. */
function annotationsIn(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.flatMap(annotationsIn)
  const fields = fieldsOf(value)
  if (!fields) return []
  const types = listOf(fields.get('type'))
  if (types.includes('Annotation')) return [fields]
  const inner = ['@graph', 'first', 'items'].filter((name) => fields.has(name))
  return inner.flatMap((name) => (textOf(fields.get(name)) ? [] : annotationsIn(fields.get(name))))
}

function hasFurtherPages(root: Fields | undefined): boolean {
  const first = root?.get('first')
  return (
    textOf(first) !== undefined ||
    fieldsOf(first)?.get('next') !== undefined ||
    root?.get('next') !== undefined
  )
}

function* pagesElsewhere(file: string): Generator<CorpusOutcome> {
  const note = `${file} names further pages of annotations that are elsewhere: they were not read.`
  yield ok({ item: 'note', note })
}

/** Text by text. Annotations on what was not brought along are told. */
async function* readForeigns(
  annotations: readonly ForeignAnnotation[],
  texts: readonly InputFile[],
): AsyncGenerator<CorpusOutcome> {
  const ids = new Set(annotations.map(({ id }) => id))
  const fileOf = fileFinder(annotations, texts, ids)
  const byFile = new Map<InputFile, ForeignAnnotation[]>()
  for (const annotation of annotations) {
    const file = fileOf(annotation)
    if (!file) yield ok(withoutText(annotation))
    else if (byFile.has(file)) byFile.get(file)?.push(annotation)
    else byFile.set(file, [annotation])
  }
  for (const [file, found] of byFile) yield* readForeignText(file, found)
}

function withoutText({ targets, id }: ForeignAnnotation): CorpusItem {
  const what = targets.find(({ source }) => source !== null)?.source ?? id
  const loss = { how: 'dropped', kind: 'other', reason: 'text-not-held', count: 1 } as const
  return { item: 'loss', loss: { ...loss, place: { document: what, range: null, what: id } } }
}

async function* readForeignText(
  file: InputFile,
  annotations: readonly ForeignAnnotation[],
): AsyncGenerator<CorpusOutcome> {
  const text = await readText(file)
  if (!text.ok) yield text
  if (!text.ok) return
  const id = file.path.replace(/\.[^.]*$/, '')
  const name = id.replace(/^.*\//, '')
  const { layers, items, problems } = readForeign({ name, text: text.value, annotations })
  for (const message of problems) yield refuse({ file: file.path, line: 0, message })
  for (const item of items) yield ok(item)
  const sources = new Set(annotations.flatMap(({ targets }) => targets.map((each) => each.source)))
  const url = [...sources].find((source) => /^https?:\/\//.test(source ?? ''))
  const meta = url ? { url } : {}
  const document = { id, name, text: text.value, meta, zones: [], layers }
  yield ok({ item: 'document', document })
}

/**
 * Finds the text that an annotation is on: the file whose name the source ends in, the only text
 * where there is one, and for a link the text of what it links.
 */
function fileFinder(
  annotations: readonly ForeignAnnotation[],
  texts: readonly InputFile[],
  ids: ReadonlySet<string>,
): (annotation: ForeignAnnotation) => InputFile | undefined {
  const byName = new Map(texts.flatMap((file) => namesOf(file.path).map((name) => [name, file])))
  const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]))
  const sourcesOf = ({ targets }: ForeignAnnotation) =>
    targets.flatMap(({ source }) => (source !== null && !ids.has(source) ? [source] : []))
  const isOfOne = new Set(annotations.flatMap(sourcesOf)).size <= 1
  const only = texts.length === 1 && isOfOne ? texts[0] : undefined
  const direct = (annotation: ForeignAnnotation) =>
    sourcesOf(annotation)
      .map((source) => byName.get(lastPart(source)))
      .find((file) => file !== undefined) ?? only
  return (annotation) => {
    const linked = annotation.targets.flatMap(({ source }) => byId.get(source ?? '') ?? [])[0]
    return direct(linked ?? annotation)
  }
}

function namesOf(path: string): readonly string[] {
  const name = path.replace(/^.*\//, '')
  return [name.replace(/\.[^.]*$/, ''), name]
}

function lastPart(iri: string): string {
  return decoded(
    iri
      .replace(/[?#].*$/, '')
      .replace(/\/$/, '')
      .replace(/^.*\//, ''),
  )
}
