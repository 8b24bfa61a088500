import type { Codec, FilePiece, PlatformTools, WriteContext } from '../codecs/codec-definition.ts'
import { parallaxCodec } from '../codecs/parallax.ts'
import {
  chooseFields,
  type ExportField,
  exportFieldNames,
  exportFields,
} from '../corpus/choose-fields.ts'
import { chooseKinds } from '../corpus/choose-kinds.ts'
import { countLosses, writeCorpus } from '../corpus/convert.ts'
import type { AnnotationKind, CorpusSource } from '../corpus/corpus.ts'
import { corpusOfProject } from '../corpus/from-project.ts'
import { Ledger, type LossReport } from '../corpus/ledger.ts'
import type { ProjectSource } from '../project/project-item.ts'
import { chooseRecords } from './choose-records.ts'
import { countedProject, countProjectLosses } from './project-losses.ts'

/** How a project shall be written. */
export type FormatWish = {
  readonly codec: Codec
  readonly tools: PlatformTools
  /** What offsets count, for formats that let one choose. */
  readonly offsetUnit?: WriteContext['offsetUnit'] | undefined
  /** The kinds of annotation that are wanted; all of them without it. Not for whole projects. */
  readonly kinds?: readonly AnnotationKind[] | undefined
  /** The fields that shall not be there. Not for whole projects. */
  readonly without?: readonly ExportField[] | undefined
  /**
   * Whether everything goes along as a file of the native format with the report of what the format
   * lost: then it is an archive, whatever the format is.
   */
  readonly hasSideFile?: boolean | undefined
  /** The part of a divided dataset that a document belongs to, by its id. */
  readonly splitOf?: WriteContext['splitOf'] | undefined
}

/** Whether a format is one file or a folder of files. */
export function carrierOf(codec: Codec): 'file' | 'folder' {
  return codec.via === 'project' ? 'file' : codec.carrier
}

/** Whether a wish makes one file or a folder. */
export function carrierOfWish({ codec, hasSideFile }: FormatWish): 'file' | 'folder' {
  return hasSideFile ? 'folder' : carrierOf(codec)
}

/** The files of a project in a format. What is lost is told to the ledger while they are taken. */
export async function* writeFormat(
  source: ProjectSource,
  wish: FormatWish,
  ledger: Ledger,
): AsyncGenerator<FilePiece> {
  yield* ownPieces(source, wish, ledger)
  if (!wish.hasSideFile) return
  const native = parallaxCodec.write?.(source) ?? []
  for await (const content of native) yield { path: 'everything.jsonl', content }
  yield { path: 'report.json', content: `${JSON.stringify(ledger.report(), null, 2)}\n` }
}

async function* ownPieces(
  source: ProjectSource,
  wish: FormatWish,
  ledger: Ledger,
): AsyncGenerator<FilePiece> {
  const { codec } = wish
  if (codec.via === 'corpus') {
    yield* writeCorpus(await corpusFor(source, wish, ledger), codec, contextOf(wish), ledger)
    return
  }
  if (!codec.write) throw new Error(`${codec.id} is only read.`)
  const counted = countedProject(projectFor(source, wish, ledger), codec, ledger)
  for await (const content of codec.write(counted, wish, ledger))
    yield { path: `project${codec.fileExtension}`, content }
}

/** What writing a project would lose, without writing it. */
export async function lossesOfFormat(source: ProjectSource, wish: FormatWish): Promise<LossReport> {
  const ledger = new Ledger()
  const { codec } = wish
  if (codec.via === 'project')
    await countProjectLosses(projectFor(source, wish, ledger), codec, ledger)
  else await countLosses(await corpusFor(source, wish, ledger), codec, contextOf(wish), ledger)
  return ledger.report()
}

async function corpusFor(
  source: ProjectSource,
  wish: FormatWish,
  ledger: Ledger,
): Promise<CorpusSource> {
  return chosenParts(await corpusOfProject(source, ledger), wish, ledger)
}

/** The corpus without the kinds and fields that nobody asked for, and a note that they are not there. */
export function chosenParts(
  corpus: CorpusSource,
  { kinds, without = [] }: Pick<FormatWish, 'kinds' | 'without'>,
  ledger: Ledger,
): CorpusSource {
  noteLeftOut({ kinds, without }, ledger)
  return chooseFields(kinds === undefined ? corpus : chooseKinds(corpus, kinds), without)
}

function projectFor(
  source: ProjectSource,
  { kinds, without }: FormatWish,
  ledger: Ledger,
): ProjectSource {
  noteLeftOut({ kinds, without }, ledger)
  return kinds === undefined ? source : chooseRecords(source, kinds)
}

/** Whoever gets the file and its report shall know what they do not see. */
function noteLeftOut(
  { kinds, without = [] }: Pick<FormatWish, 'kinds' | 'without'>,
  ledger: Ledger,
): void {
  const goneKinds = kinds ? annotationKinds.filter((kind) => !kinds.includes(kind)) : []
  const goneFields = exportFieldNames.filter((field) => without.includes(field))
  const words = [
    ...goneKinds.map((kind) => kindWords[kind]),
    ...goneFields.map((field) => exportFields[field]),
  ]
  if (words.length > 0) ledger.note(`Left out as asked: ${words.join('; ')}.`)
}

const kindWords: Readonly<Record<AnnotationKind, string>> = {
  mention: 'mentions',
  claim: 'claims',
  stance: 'stances',
  relation: 'relations',
  documentLabel: 'document labels',
}
// The keys of the table are the kinds.
const annotationKinds = Object.keys(kindWords) as readonly AnnotationKind[]

function contextOf({ tools, offsetUnit, splitOf }: FormatWish): WriteContext {
  return { tools, ...(offsetUnit ? { offsetUnit } : {}), ...(splitOf ? { splitOf } : {}) }
}
