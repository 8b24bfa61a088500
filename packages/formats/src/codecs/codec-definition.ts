import type { RecordKind, Result, TextRange } from '@parallax/domain'
import type { ExportField } from '../corpus/choose-fields.ts'
import type { CorpusDocument, CorpusItem, CorpusProblem, CorpusSource } from '../corpus/corpus.ts'
import type { Holds } from '../corpus/holds.ts'
import type { Ledger } from '../corpus/ledger.ts'
import type { OffsetUnit } from '../offsets/offset-map.ts'
import type { NumberedItem, ProjectSource, ReadProblem } from '../project/project-item.ts'

/** What every format says of itself. */
type CodecFace = {
  /** Its name in addresses and on the command line. */
  readonly id: string
  readonly title: string
  /** With the dot: of the file, or of the archive that holds its files. */
  readonly fileExtension: string
  readonly mediaType: string
  /** What of a project stands in such a file, in a sentence for the person who chooses. */
  readonly keeps: string
  /** What its offsets count; `none` where it has no offsets. */
  readonly offsetUnit: OffsetUnit | 'tokens' | 'none'
  /** Whether they may count any other unit instead, which the file names. */
  readonly choosesUnit?: true
  /** What the beginning of one of its files says, where names do not tell formats apart. */
  readonly opensWith?: RegExp
}

/** How a table of a project shall be; formats that hold all of a project have no choice. */
export type ProjectWish = {
  /** What offsets count, instead of the format's own unit. */
  readonly offsetUnit?: OffsetUnit | undefined
  /** The fields that shall not be there. */
  readonly without?: readonly ExportField[] | undefined
}

/** One file that holds a project as it is, in pieces of text; no codec holds the whole project. */
export type ProjectCodec = CodecFace & {
  readonly via: 'project'
  /** The kinds of record that have a place in it, live ones; `all` for one that leaves out nothing. */
  readonly keepsKind: 'all' | readonly RecordKind[]
  /** Whether the texts of documents are left out on purpose. */
  readonly leavesTexts?: true
  /**
   * The file in pieces, or `null` where this format is only read. The ledger hears, while they are
   * taken, what is left out besides what `keepsKind` and `leavesTexts` say.
   */
  readonly write:
    | ((source: ProjectSource, wish?: ProjectWish, ledger?: Ledger) => AsyncIterable<string>)
    | null
  /**
   * The items of a file from its lines, with every problem in its place, or `null` where this
   * format is only written. A file with a single problem is not taken in; the rest is read all the
   * same, so that one report names everything.
   */
  readonly read:
    | ((lines: AsyncIterable<string>) => AsyncIterable<Result<NumberedItem, ReadProblem>>)
    | null
}

/** One way in which a corpus is a file or a folder of files. */
export type CorpusCodec = CodecFace & {
  readonly via: 'corpus'
  /** Whether it is one file or a folder, which travels as a zip archive. */
  readonly carrier: 'file' | 'folder'
  readonly holds: Holds
  /** Whether a file of this name may be one of its files: how a format is found out. */
  readonly looksLike: (path: string) => boolean
  /**
   * What `holds` cannot say: makes a document, already narrowed, such that it is written and read
   * back the same, and tells the ledger what that cost. Nothing for a document that has nothing of
   * what the format is about: it is told as left out, with what it holds by then.
   */
  readonly adapt?: (
    document: CorpusDocument,
    context: WriteContext,
    ledger: Ledger,
  ) => CorpusDocument | undefined
  /** The files, one after the other, of a corpus that was narrowed; `null` where it is only read. */
  readonly write: ((source: CorpusSource, context: WriteContext) => AsyncIterable<FilePiece>) | null
  /**
   * What is in the files, with every problem in its place; `null` where it is only written. One bad
   * line drops no other in silence: the rest is read on.
   */
  readonly read: ((input: CodecInput, context: ReadContext) => AsyncIterable<CorpusOutcome>) | null
}

export type Codec = ProjectCodec | CorpusCodec

export type CorpusOutcome = Result<CorpusItem, CorpusProblem>

/** A piece of one of the files that a codec writes. Pieces of a file follow each other. */
export type FilePiece = {
  /** With `/` between folders, relative. A codec of one file gives it a name all the same. */
  readonly path: string
  readonly content: string | Uint8Array
}

/** One file that was brought. */
export type InputFile = {
  /** With `/` between folders, relative. */
  readonly path: string
  readonly bytes: number
  /** Its text, decoded as UTF-8, in pieces, without a byte order mark. */
  readonly text: () => AsyncIterable<string>
  /** All of its bytes, for formats that are not text. */
  readonly content: () => Promise<Uint8Array>
  /** The most of its text that is to be held at once, where there is less memory than formats allow. */
  readonly atOnceUtf16?: number
}

/** The files that were brought, sorted by path. */
export type CodecInput = { readonly files: readonly InputFile[] }

/** What only a platform knows; a pure room is handed it. */
export type PlatformTools = {
  /** SHA-256 of the text in UTF-8, in lower-case hexadecimal digits. */
  readonly sha256: (text: string) => string
  /** Words and other signs of a text, without white space, in their order. */
  readonly words: (text: string, language: string) => readonly TextRange[]
  /** Sentences of a text, without white space at their ends, in their order. */
  readonly sentences: (text: string, language: string) => readonly TextRange[]
  /** What cuts the words, for reports: a name and a version. */
  readonly tokeniser: string
  /**
   * Opens the bytes of an SQLite file by its name, or says why it cannot; absent where nothing here
   * can. A file that turns out to be broken later throws `UnreadableFile`.
   */
  readonly openTables?: (file: string, bytes: Uint8Array) => Promise<Result<Tables, string>>
}

/** The tables of a database that was brought. It must be closed. */
export type Tables = {
  /** The rows of a table in the order of their ids, by columns in lower case; `undefined` for no table. */
  readonly rows: (table: string) => Iterable<ReadonlyMap<string, unknown>> | undefined
  readonly close: () => void
}

export type WriteContext = {
  readonly tools: PlatformTools
  /** Which unit to count in, for formats that let one choose. */
  readonly offsetUnit?: OffsetUnit
  /** Which part of a dataset a document belongs to, by its id: `train`, `validation` or `test`. */
  readonly splitOf?: (documentId: string) => string
}

export type ReadContext = { readonly tools: PlatformTools }
