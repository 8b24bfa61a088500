import { ok, type Result, refuse } from '@parallax/domain'
import type {
  CodecInput,
  CorpusOutcome,
  InputFile,
  PlatformTools,
} from '../codecs/codec-definition.ts'
import type { CorpusDocument, CorpusItem, CorpusProblem } from '../corpus/corpus.ts'
import { readText } from '../corpus/read-text.ts'
import { guidMaker } from './guid.ts'
import { findPositions, isQuoted } from './positions.ts'
import { projectEntries, type XmlNode } from './project-entries.ts'
import { type ProjectFace, readFace } from './project-face.ts'
import { type ForeignProject, foreignDocument, foreignProject } from './read-foreign.ts'
import { ownDocument, ownHead, ownProject } from './read-own.ts'
import { type Selection, type TextSource, textSource } from './source.ts'

/**
 * Reads projects and codebooks of REFI-QDA. All but the sources is read first and held; sources are
 * then read one at a time, each with the file of its text.
 */
export async function* readProjects(
  { files }: CodecInput,
  tools: PlatformTools,
): AsyncGenerator<CorpusOutcome> {
  const projects = files.filter(({ path }) => /\.(qde|qdc)$/i.test(path))
  const [first] = files
  if (projects.length === 0 && first)
    yield refuse({ file: first.path, line: 0, message: 'There is no project.qde and no codebook.' })
  for (const file of projects) {
    const face = await readFace(file)
    if (!face.ok) yield refuse({ file: file.path, ...face.reason })
    else yield* readProject(file, face.value, { files, tools })
  }
}

type Surroundings = { readonly files: readonly InputFile[]; readonly tools: PlatformTools }

/** How one project's sources become documents: ours as they were, others as far as they fit. */
type SourceReader = (source: PlacedSource) => {
  readonly document: CorpusDocument
  readonly items: readonly CorpusItem[]
}

async function* readProject(
  file: InputFile,
  face: ProjectFace,
  { files, tools }: Surroundings,
): AsyncGenerator<CorpusOutcome> {
  const own = face.isOwn ? ownProject(face, guidMaker(tools)) : undefined
  const foreign: ForeignProject = foreignProject(face)
  for (const item of own ? ownHead(own) : foreign.items) yield ok(item)
  const texts = new Map(files.map((each) => [nameInSources(each.path), each]))
  const read: SourceReader = own
    ? (source) => ({ document: ownDocument(own, source), items: [] })
    : (source) => foreignDocument(foreign, source)
  for await (const entry of projectEntries(file.text(), (section) => section === 'Sources')) {
    // The face was read from the same file, so that this problem was told already.
    if ('ok' in entry) return
    yield* readSource(entry.node, { file, texts, read, isOwn: own !== undefined })
  }
}

type ReadingOfSources = {
  readonly file: InputFile
  /** By their paths within the folder of sources, in small letters. */
  readonly texts: ReadonlyMap<string, InputFile>
  readonly read: SourceReader
  readonly isOwn: boolean
}

async function* readSource(
  node: XmlNode,
  { file, texts, read, isOwn }: ReadingOfSources,
): AsyncGenerator<CorpusOutcome> {
  if (node.name !== 'TextSource') {
    yield ok(lostSource(node, 'text-not-held'))
    return
  }
  const source = textSource(node)
  const text = await textOf(source, file, texts)
  if (!text.ok) yield text
  if (!text.ok) return
  const placed = placedSource(source, text.value, file.path, isOwn)
  for (const problem of placed.problems) yield refuse(problem)
  for (const item of placed.items) yield ok(item)
  const { document, items } = read(placed)
  for (const item of items) yield ok(item)
  yield ok({ item: 'document', document })
}

/** A picture, a sound, a film, pages as pictures: it has no text that could be annotated here. */
function lostSource(node: XmlNode, reason: 'text-not-held'): CorpusItem {
  const document = node.attributes.get('name') ?? ''
  const place = { document, range: null, what: node.name }
  return { item: 'loss', loss: { how: 'dropped', kind: 'document', reason, place, count: 1 } }
}

function nameInSources(path: string): string {
  return path.toLowerCase().replace(/^(?:.*\/)?sources\//, '')
}

async function textOf(
  { path, content, name }: TextSource,
  file: InputFile,
  texts: ReadonlyMap<string, InputFile>,
): Promise<Result<string, CorpusProblem>> {
  if (path === '') return ok(content)
  const wanted = nameInSources(path.replace(/^internal:\/\//i, ''))
  const found = texts.get(wanted)
  if (found) return readText(found)
  const message = `The text of the source "${name}" (${path}) was not brought with the project.`
  return refuse({ file: file.path, line: 0, message })
}

/** A source with its text as documents have it, and its selections where they lie in it. */
export type PlacedSource = {
  readonly source: TextSource
  readonly text: string
  readonly selections: readonly PlacedSelection[]
  readonly items: readonly CorpusItem[]
  readonly problems: readonly CorpusProblem[]
}
export type PlacedSelection = Selection & {
  readonly range: { readonly startUtf16: number; readonly endUtf16: number }
}

function placedSource(
  source: TextSource,
  given: string,
  file: string,
  isOwn: boolean,
): PlacedSource {
  const text = given.replace(/\r\n?/g, '\n')
  const { ranges, counting, isUsual } = findPositions(text, source.selections)
  const problems: CorpusProblem[] = []
  const selections = source.selections.flatMap((selection, index): PlacedSelection[] => {
    const range = ranges[index]
    const isRight = range && (!isOwn || isQuoted(text, range, selection.name))
    if (isRight) return [{ ...selection, range }]
    const where = `The selection ${selection.start}-${selection.end} of "${source.name}"`
    const why = range ? 'does not cover the words that it names.' : 'lies outside the text.'
    problems.push({ file, line: 0, message: `${where} ${why}` })
    return []
  })
  const note = `Positions in "${source.name}" count ${counting}.`
  return { source, text, selections, problems, items: isUsual ? [] : [{ item: 'note', note }] }
}
