import type { TextRange } from '@parallax/domain'
import { fitSpans, type QuotedSpan } from '../offsets/find-unit.ts'
import { OffsetMap, type OffsetUnit, offsetUnits } from '../offsets/offset-map.ts'
import { readText } from './escape.ts'
import type { TsvRow, TsvSentence } from './parse-tsv.ts'

/** The text that sentences make, and where in it each row stands. */
export type BuiltText = {
  readonly text: string
  readonly unit: OffsetUnit
  readonly places: ReadonlyMap<TsvRow, TextRange>
  readonly misfits: readonly { readonly row: TsvRow; readonly message: string }[]
}

/** The widest gap between sentences. */
const mostGap = 10_000

/**
 * The text of a file: sentences at the offsets of their words, with line ends or spaces where nothing
 * is said of what stands between. Offsets are tried in every unit, UTF-16 first.
 */
export function buildText(sentences: readonly TsvSentence[]): BuiltText {
  let best: BuiltText | undefined
  for (const unit of offsetUnits) {
    const built = buildIn(sentences, unit)
    if (!best || built.misfits.length < best.misfits.length) best = built
    if (best.misfits.length === 0) break
  }
  return best ?? { text: '', unit: 'utf16', places: new Map(), misfits: [] }
}

function buildIn(sentences: readonly TsvSentence[], unit: OffsetUnit): BuiltText {
  const builder = new TextBuilder(unit)
  for (const { text, rows } of sentences) {
    const words = rows.filter((row) => !row.unit.includes('.'))
    if (text !== null) builder.put(words[0]?.begin ?? 0, text)
    else for (const word of words) builder.put(word.begin, readText(word.words))
  }
  const { text } = builder
  const rows = sentences.flatMap((sentence) => sentence.rows)
  const fitted = fitSpans(text, rows.map(spanOf(text)), unit)
  const places = new Map<TsvRow, TextRange>()
  for (const [index, row] of rows.entries()) {
    const range = fitted.ranges[index]
    if (range) places.set(row, range)
  }
  const misfits = fitted.misfits.flatMap(({ index, message }) => {
    const row = rows[index]
    return row ? [{ row, message }] : []
  })
  return { text, unit: fitted.unit, places, misfits }
}

function spanOf(text: string): (row: TsvRow) => QuotedSpan {
  return ({ begin, end, words, unit }) => {
    // Some writers do not escape words.
    const isEscaped = words.includes('\\') && text.includes(readText(words))
    return { start: begin, end, quote: isEscaped ? readText(words) : words, where: unit }
  }
}

class TextBuilder {
  readonly #unit: OffsetUnit
  #length = 0
  text = ''

  constructor(unit: OffsetUnit) {
    this.#unit = unit
  }

  put(offset: number, words: string): void {
    const gap = Math.min(offset - this.#length, mostGap)
    const isFirst = this.text === ''
    if (gap > 0) this.#append(isFirst ? ' '.repeat(gap) : '\n'.repeat(gap))
    else if (gap < 0 && this.text.slice(gap).trim() === '') {
      this.text = this.text.slice(0, gap)
      this.#length += gap
    }
    this.#append(words)
  }

  #append(words: string): void {
    this.text += words
    this.#length += new OffsetMap(words).lengthIn(this.#unit)
  }
}
