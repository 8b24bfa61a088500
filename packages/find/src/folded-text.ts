import type { TextRange } from '@parallax/domain'
import { type FoldingName, foldings } from './foldings.ts'
import { eachGrapheme, graphemeEnd, standsAlone } from './graphemes.ts'

/**
 * A text as it is compared, letter by letter, and where each part of it comes from. It grows piece by
 * piece, so that whoever waits can do something else in between.
 */
export class FoldedText {
  readonly text: string
  /** What has been folded so far. */
  folded = ''
  readonly #fold: (letter: string) => string
  #nextUtf16: number
  /** For every unit of `folded`, where the letter that it comes from begins. */
  #sources = new Uint32Array(1_024)

  /** `startUtf16`, where a letter begins, is where the folding begins. */
  constructor(text: string, name: FoldingName, startUtf16 = 0) {
    this.text = text
    this.#fold = remembering(foldings[name])
    this.#nextUtf16 = startUtf16
  }

  get isComplete(): boolean {
    return this.#nextUtf16 >= this.text.length
  }

  /** Folds about `lengthUtf16` more of the text; false when there is none left. */
  grow(lengthUtf16: number): boolean {
    if (this.isComplete) return false
    let length = this.folded.length
    let piece = ''
    const range = {
      startUtf16: this.#nextUtf16,
      endUtf16: Math.min(this.text.length, this.#nextUtf16 + lengthUtf16),
    }
    this.#nextUtf16 = eachGrapheme(this.text, range, (letter, atUtf16) => {
      const folded = this.#fold(letter)
      piece += folded
      const end = length + folded.length
      if (end > this.#sources.length) this.#sources = doubled(this.#sources, end)
      this.#sources.fill(atUtf16, length, end)
      length = end
    })
    this.folded += piece
    return true
  }

  /** The letters of the text that give exactly this part of `folded`; undefined when it splits one. */
  rangeOf(start: number, end: number): TextRange | undefined {
    return this.#splits(start) || this.#splits(end) ? undefined : this.rangeAround(start, end)
  }

  /** The letters of the text that this part of `folded`, which is not empty, comes from. */
  rangeAround(start: number, end: number): TextRange {
    const startUtf16 = this.#sources[start] ?? 0
    return { startUtf16, endUtf16: graphemeEnd(this.text, this.#sources[end - 1] ?? 0) }
  }

  #splits(index: number): boolean {
    if (index === 0 || index >= this.folded.length) return false
    return this.#sources[index] === this.#sources[index - 1]
  }
}

/** A whole text, folded: the same as `FoldedText` makes of it, without where its parts come from. */
export function foldAll(text: string, name: FoldingName): string {
  const fold = foldings[name]
  const known = unitsOf(name)
  let folded = ''
  for (let at = 0; at < text.length; ) {
    const end = foldUnits(text, at, known)
    if (end > at) folded += textOf(end - at)
    // Here is a letter of several units, or one that becomes several, or one that was never met.
    at = end < text.length ? eachGrapheme(text, { startUtf16: end, endUtf16: end + 1 }, add) : end
  }
  function add(letter: string): void {
    const plain = fold(letter)
    folded += plain
    const code = letter.charCodeAt(0)
    const isUnit = letter.length === 1 && plain.length === 1
    if (isUnit && standsAlone(code)) known[code] = plain.charCodeAt(0)
  }
  return folded
}

/** Where the folding of a run of letters goes: as many small strings it would take ten times as long. */
const run = new Uint16Array(4_096)

/** Folds letters that are one unit before and after into `run`; answers where it had to stop. */
function foldUnits(text: string, startUtf16: number, known: FoldedUnits): number {
  const endUtf16 = Math.min(text.length, startUtf16 + run.length)
  let at = startUtf16
  for (; at < endUtf16; at += 1) {
    const unit = known[text.charCodeAt(at)] ?? 0
    if (unit === 0) break
    run[at - startUtf16] = unit
  }
  // Those that are known join nothing, so only the last may be joined, by what stopped it.
  const isWhole = at === startUtf16 || at === text.length || standsAlone(text.charCodeAt(at))
  return isWhole ? at : at - 1
}

function textOf(length: number): string {
  // Spread into arguments it would go through an iterator, unit by unit.
  return String.fromCharCode.apply(null, run.subarray(0, length) as unknown as number[]) // any list will do
}

/** What a letter of one unit that joins nothing is folded to, by its code, where that is one unit; else 0. */
type FoldedUnits = Uint16Array

const foldedUnits = new Map<FoldingName, FoldedUnits>()

function unitsOf(name: FoldingName): FoldedUnits {
  const known = foldedUnits.get(name) ?? new Uint16Array(0x10000)
  foldedUnits.set(name, known)
  return known
}

const mostRemembered = 20_000

function remembering(fold: (letter: string) => string): (letter: string) => string {
  const known = new Map<string, string>()
  return (letter) => {
    const before = known.get(letter)
    if (before !== undefined) return before
    const folded = fold(letter)
    if (known.size < mostRemembered) known.set(letter, folded)
    return folded
  }
}

function doubled(array: Uint32Array, atLeast: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(atLeast, array.length * 2))
  larger.set(array)
  return larger
}
