import { deriveId, type ProjectId, type UserId } from '@parallax/domain'
import type {
  Codec,
  CodecInput,
  FilePiece,
  PlatformTools,
  ProjectCodec,
  WriteContext,
} from '../codecs/codec-definition.ts'
import { writeCorpus } from '../corpus/convert.ts'
import type { CorpusProblem, CorpusSource } from '../corpus/corpus.ts'
import { Ledger, type LossReport } from '../corpus/ledger.ts'
import { newProjectOf } from '../corpus/new-project.ts'
import { type CorpusCounts, readCorpus } from '../corpus/read-corpus.ts'
import type { ProjectSource } from '../project/project-item.ts'
import { readProjectSource } from '../project/read-project-source.ts'
import { linesOfFile } from '../project/split-lines.ts'
import { untilUnreadable } from '../project/until-unreadable.ts'
import { chosenParts, type FormatWish, writeFormat } from './write-format.ts'

/** Files in one format that shall be files in another. */
export type Conversion = {
  readonly from: Codec
  readonly to: Codec
  readonly input: CodecInput
  readonly tools: PlatformTools
  readonly offsetUnit?: WriteContext['offsetUnit'] | undefined
  /** The kinds of annotation that are wanted, and the fields that are not. */
  readonly kinds?: FormatWish['kinds']
  readonly without?: FormatWish['without']
  /** What the made project is called, where `to` is a whole project. */
  readonly name: string
  /** When, for what has no time of its own: ISO 8601, UTC. Conversions of the same are the same. */
  readonly at: string
}

/** What files are, as what another format is written from. */
export type Converted = {
  readonly problems: readonly CorpusProblem[]
  readonly problemCount: number
  /** The files. They are made while they are taken. */
  readonly pieces: () => AsyncIterable<FilePiece>
  /** Complete once the pieces were taken, or `countOnly` was waited for. */
  readonly report: () => LossReport
}

/** A file or project that has been opened: one of the two ways of seeing it. */
type Opened = {
  readonly problems: readonly CorpusProblem[]
  readonly problemCount: number
} & (
  | { readonly project: ProjectSource }
  | { readonly corpus: CorpusSource; readonly counts: CorpusCounts }
)

/** Reads files in `from` and hands them out in `to`. Nothing is kept but what documents refer to. */
export async function convertFiles(conversion: Conversion): Promise<Converted> {
  const ledger = new Ledger()
  const opened = await open(conversion, ledger)
  const { problems, problemCount } = opened
  return {
    problems,
    problemCount,
    pieces: () => piecesOf(opened, conversion, ledger),
    report: () => ledger.report(),
  }
}

async function open(
  { from, input, tools }: Pick<Conversion, 'from' | 'input' | 'tools'>,
  ledger: Ledger,
): Promise<Opened> {
  if (from.via === 'corpus') {
    const { source, counts, ...rest } = await readCorpus(from, input, { tools }, ledger)
    return { ...rest, corpus: source, counts }
  }
  return openProject(from, input)
}

/** Of a folder the one file that bears the format's ending, or the only one there is. */
async function openProject(
  { read, title, fileExtension }: ProjectCodec,
  { files }: CodecInput,
): Promise<Opened> {
  const fitting = files.filter(({ path }) => path.endsWith(fileExtension))
  const file = files.length === 1 ? files[0] : fitting[0]
  const nothing = `There is no file of the format ${title} (${fileExtension}).`
  if (!read) return nothingRead(file?.path ?? '', `Files of the format ${title} are only written.`)
  if (!file || (files.length > 1 && fitting.length !== 1)) return nothingRead('', nothing)
  const outcomes = () => untilUnreadable(read(linesOfFile(file)))
  const { source, problems, problemCount } = await readProjectSource(outcomes)
  const placed = problems.map((problem) => ({ file: file.path, ...problem }))
  return { problems: placed, problemCount, project: source }
}

function nothingRead(file: string, message: string): Opened {
  const head = { name: '', labels: [], attributes: [], entities: [], propositions: [] }
  const documents = async function* () {
    yield* []
  }
  return {
    problems: [{ file, line: 0, message }],
    problemCount: 1,
    corpus: { head, documents },
    counts: { documents: 0, layers: 0, annotators: 0 },
  }
}

async function* piecesOf(
  opened: Opened,
  conversion: Conversion,
  ledger: Ledger,
): AsyncGenerator<FilePiece> {
  const { to, tools, offsetUnit, kinds, without } = conversion
  if ('project' in opened) {
    yield* writeFormat(opened.project, { codec: to, tools, offsetUnit, kinds, without }, ledger)
    return
  }
  const corpus = chosenParts(opened.corpus, conversion, ledger)
  if (to.via === 'corpus') {
    const context = offsetUnit === undefined ? { tools } : { tools, offsetUnit }
    yield* writeCorpus(corpus, to, context, ledger)
  } else {
    const signed = withUnsignedNoted(corpus, conversion, ledger)
    const project = newProjectOf(signed, newProject(conversion, opened.counts), ledger)
    const later = new Ledger()
    // What else was left out is not in that project.
    yield* writeFormat(project, { codec: to, tools, offsetUnit, without }, later)
    ledger.loseLater(later.report())
  }
}

/** The corpus with a note, where annotations say neither by whom nor when: a project says both. */
function withUnsignedNoted(corpus: CorpusSource, { at }: Conversion, ledger: Ledger): CorpusSource {
  const note = `Annotations that say neither by whom nor when are by “Import”, ${at}.`
  return {
    ...corpus,
    documents: async function* () {
      for await (const document of corpus.documents()) {
        const all = document.layers.flatMap(({ annotations }) => annotations)
        if (all.some(({ signature }) => signature === null)) ledger.note(note)
        yield document
      }
    },
  }
}

/** The project that converted files become: its ids follow from its name. */
function newProject(
  { name, at, tools, from }: Conversion,
  counts: CorpusCounts,
): Parameters<typeof newProjectOf>[1] {
  const projectId = deriveId(namespace, name) as string as ProjectId // derived for a project
  const importer = { id: deriveId(projectId, 'importer') as string as UserId, name: 'Import' } // for a person
  return {
    projectId,
    name,
    mode: counts.annotators > 0 ? 'side-by-side' : 'together',
    counts,
    tools,
    importer,
    at,
    importedFrom: from.id,
  }
}

/** Any UUID will do, as long as it stays. */
const namespace = '6a1d1a52-3c4e-5f0b-9d2e-7b8c9d0e1f2a'
