import { ok, type Result, refuse } from '@parallax/domain'
import type { InputFile } from '../codecs/codec-definition.ts'
import type { CorpusProblem } from '../corpus/corpus.ts'
import { readLines } from '../corpus/read-text.ts'
import { readText } from './escape.ts'
import { formatLine, readLayer, type TsvLayer } from './schema.ts'

/** A word, or a part of one that an annotation covers. */
export type TsvRow = {
  readonly line: number
  /** `2-3`, of a part `2-3.1`. */
  readonly unit: string
  readonly begin: number
  readonly end: number
  readonly words: string
  readonly cells: readonly string[]
}

export type TsvSentence = { readonly text: string | null; readonly rows: readonly TsvRow[] }

export type TsvFile = {
  readonly layers: readonly TsvLayer[]
  readonly sentences: readonly TsvSentence[]
  readonly problems: readonly CorpusProblem[]
}

/** Reads a file of WebAnno TSV 3: its layers, its sentences and what stands beside their words. */
export async function parseTsv(file: InputFile): Promise<Result<TsvFile, CorpusProblem>> {
  const parser = new TsvParser(file.path)
  for await (const read of readLines(file)) {
    if (!read.ok) return read
    const { line, text } = read.value
    if (line === 1 && !text.startsWith(formatLine.slice(0, -2))) return refuse(noTsv(file.path))
    parser.take(line, text)
  }
  return parser.isEmpty ? refuse(noTsv(file.path)) : ok(parser.file())
}

function noTsv(file: string): CorpusProblem {
  const message = `The file does not begin with "${formatLine}". Earlier versions are not read: save it again as WebAnno TSV 3.`
  return { file, line: 1, message }
}

class TsvParser {
  readonly #path: string
  readonly #layers: TsvLayer[] = []
  readonly #sentences: TsvSentence[] = []
  readonly #problems: CorpusProblem[] = []
  #texts: string[] = []
  #rows: TsvRow[] = []
  isEmpty = true

  constructor(path: string) {
    this.#path = path
  }

  take(line: number, text: string): void {
    this.isEmpty = false
    if (text.startsWith('#Text=')) this.#text(text.slice('#Text='.length))
    else if (text.startsWith('#T_')) this.#layer(line, text)
    else if (/^\d/.test(text)) this.#row(line, text)
    else if (text.trim() === '') this.#endSentence()
    else if (!text.startsWith('#')) this.#tell(line, 'The line is no word and no comment.')
  }

  file(): TsvFile {
    this.#endSentence()
    return { layers: this.#layers, sentences: this.#sentences, problems: this.#problems }
  }

  #tell(line: number, message: string): void {
    this.#problems.push({ file: this.#path, line, message })
  }

  #text(text: string): void {
    if (this.#rows.length > 0) this.#endSentence()
    this.#texts.push(readText(text))
  }

  #layer(line: number, text: string): void {
    const layer = readLayer(text)
    if (layer) this.#layers.push(layer)
    else this.#tell(line, `The layer cannot be read: ${JSON.stringify(text.slice(0, 80))}.`)
  }

  #row(line: number, text: string): void {
    const [unit = '', offsets = '', words = '', ...cells] = text.split('\t')
    const [, begin, end] = /^(\d+)-(\d+)$/.exec(offsets) ?? []
    const width = this.#layers.reduce((sum, { columns }) => sum + columns.length, 0)
    if (!/^\d+-\d+(?:\.\d+)?$/.test(unit) || begin === undefined)
      this.#tell(line, 'The line is not "1-1", "begin-end" and a word, with tabs between them.')
    else if (cells.length < width)
      this.#tell(line, `The line has ${cells.length} columns of annotation instead of ${width}.`)
    else this.#rows.push({ line, unit, begin: Number(begin), end: Number(end), words, cells })
  }

  #endSentence(): void {
    const text = this.#texts.length > 0 ? this.#texts.join('\n') : null
    if (this.#rows.length > 0) this.#sentences.push({ text, rows: this.#rows })
    this.#texts = []
    this.#rows = []
  }
}
