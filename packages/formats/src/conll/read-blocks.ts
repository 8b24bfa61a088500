import { ok, type Result, refuse } from '@parallax/domain'
import type { InputFile } from '../codecs/codec-definition.ts'
import type { CorpusProblem } from '../corpus/corpus.ts'
import { readLines } from '../corpus/read-text.ts'

/** One word of a file with all that stands in its line; no cells where the line is not whole. */
export type Row = {
  readonly line: number
  readonly word: string
  readonly cells: readonly string[]
}

/** The words of one document, by sentences. */
export type Block = {
  readonly file: string
  /** What stands on the line that begins it; `null` where the file just begins. */
  readonly heading: string | null
  /** From 0, within its file. */
  readonly index: number
  readonly sentences: readonly (readonly Row[])[]
}

/** What lines of a sort of file are. */
export type BlockMarks = {
  /** The column of words, from 0. */
  readonly wordColumn: number
  /** What has lines of the same columns from its first to its last. */
  readonly evenIn: 'document' | 'sentence'
  /** Whether the line begins a document. */
  readonly begins: (line: string) => boolean
  /** Whether it ends one. */
  readonly ends: (line: string) => boolean
}

/**
 * The documents of a file of words in lines, one after the other. Cells are separated by tabs, or by
 * white space where a line has no tab. Lines of more or fewer cells than the first are told; their word is
 * kept. Comments are passed over.
 */
export async function* readBlocks(
  file: InputFile,
  marks: BlockMarks,
): AsyncGenerator<Result<Block, CorpusProblem>> {
  const cutter = new BlockCutter(file.path, marks)
  for await (const read of readLines(file)) {
    if (!read.ok) yield read
    else yield* cutter.take(read.value.line, read.value.text)
  }
  yield* cutter.end()
}

/** Cuts lines into documents. */
class BlockCutter {
  readonly #file: string
  readonly #marks: BlockMarks
  #builder: BlockBuilder | undefined
  #count = 0

  constructor(file: string, marks: BlockMarks) {
    this.#file = file
    this.#marks = marks
  }

  *take(line: number, text: string): Generator<Result<Block, CorpusProblem>> {
    if (this.#marks.begins(text)) {
      yield* this.end()
      this.#begin(text)
    } else if (this.#marks.ends(text)) yield* this.end()
    else if (text.trim() === '') this.#builder?.endSentence()
    else {
      const builder = this.#builder ?? this.#begin(null)
      const message = builder.take(line, text)
      if (message) yield refuse({ file: this.#file, line, message })
    }
  }

  *end(): Generator<Result<Block, CorpusProblem>> {
    if (this.#builder) yield ok(this.#builder.block())
    this.#builder = undefined
  }

  #begin(heading: string | null): BlockBuilder {
    const place = { file: this.#file, heading, index: this.#count }
    this.#builder = new BlockBuilder(place, this.#marks)
    this.#count += 1
    return this.#builder
  }
}

class BlockBuilder {
  readonly #place: Omit<Block, 'sentences'>
  readonly #marks: BlockMarks
  readonly #sentences: Row[][] = []
  #sentence: Row[] = []
  #width = 0

  constructor(place: Omit<Block, 'sentences'>, marks: BlockMarks) {
    this.#place = place
    this.#marks = marks
  }

  /** Takes a line; says what is wrong with it, if something is. */
  take(line: number, text: string): string | undefined {
    if (isComment(text)) return undefined
    const cells = cellsOf(text, this.#width)
    if (this.#width === 0) this.#width = cells.length
    const isRagged = cells.length !== this.#width
    const { wordColumn, evenIn } = this.#marks
    // Files made for scoring may have no words at all.
    const isWordless = !isRagged && cells.length <= wordColumn
    const word = isWordless ? '_' : (cells[wordColumn] ?? '')
    if (word !== '') this.#sentence.push({ line, word, cells: isRagged ? [] : cells })
    if (isRagged)
      return `The line has ${cells.length} columns, where its ${evenIn} has ${this.#width}.`
    return word === '' ? 'The line has no word.' : undefined
  }

  endSentence(): void {
    if (this.#sentence.length > 0) this.#sentences.push(this.#sentence)
    this.#sentence = []
    if (this.#marks.evenIn === 'sentence') this.#width = 0
  }

  block(): Block {
    this.endSentence()
    return { ...this.#place, sentences: this.#sentences }
  }
}

/** A line that begins with `#` and is not that word with a tag. */
function isComment(text: string): boolean {
  return text.startsWith('#') && !text.includes('\t') && !/\s(?:O|[BIESLU]-\S+)\s*$/.test(text)
}

function cellsOf(text: string, width: number): readonly string[] {
  const isTabbed = text.includes('\t')
  const cells = isTabbed ? text.split('\t').map((cell) => cell.trim()) : text.trim().split(/\s+/)
  while (width > 0 && cells.length > width && cells.at(-1) === '') cells.pop()
  return cells
}
