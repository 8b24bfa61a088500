/**
 * What other formats count in. Inside, offsets are UTF-16 code units, as JavaScript has them; every
 * conversion happens here.
 */
export const offsetUnits = ['utf16', 'code-points', 'utf8'] as const
export type OffsetUnit = (typeof offsetUnits)[number]

/** How far apart the remembered places of a text are. */
const strideUtf16 = 256

/** Offsets before each remembered place, one list per unit that differs from UTF-16 in this text. */
type Checkpoints = Readonly<Partial<Record<OffsetUnit, Uint32Array>>>

/**
 * Offsets of one text from unit to unit, each in O(log n): a remembered place is looked up, and from
 * there at most 256 code units are counted. Made in one pass over the text; texts of one byte a
 * character need no places at all. Half characters do not stand in texts of documents.
 */
export class OffsetMap {
  readonly #text: string
  readonly #checkpoints: Checkpoints
  readonly #lengths: Readonly<Record<OffsetUnit, number>>

  constructor(text: string) {
    this.#text = text
    this.#checkpoints = checkpointsOf(text)
    const lengthIn = (unit: OffsetUnit) => this.#countFromCheckpoint(text.length, unit)
    this.#lengths = {
      utf16: text.length,
      'code-points': lengthIn('code-points'),
      utf8: lengthIn('utf8'),
    }
  }

  /** How long the text is, in `unit`. */
  lengthIn(unit: OffsetUnit): number {
    return this.#lengths[unit]
  }

  /** The offset in `unit`. An offset inside a character counts up to the character's start. */
  toUnit(offsetUtf16: number, unit: OffsetUnit): number {
    return offsetUtf16 >= this.#text.length
      ? this.#lengths[unit]
      : this.#countFromCheckpoint(Math.max(0, offsetUtf16), unit)
  }

  /** The offset in UTF-16 units, or `undefined` where it lies outside the text or in a character. */
  fromUnit(offset: number, unit: OffsetUnit): number | undefined {
    if (!Number.isInteger(offset) || offset < 0 || offset > this.#lengths[unit]) return undefined
    const places = this.#checkpoints[unit]
    if (!places) return this.#splits(offset) ? undefined : offset
    const index = lastAtMost(places, offset)
    return this.#walk(index * strideUtf16, places[index] ?? 0, offset, unit)
  }

  #countFromCheckpoint(offsetUtf16: number, unit: OffsetUnit): number {
    const places = this.#checkpoints[unit]
    if (!places) return offsetUtf16
    const index = Math.floor(offsetUtf16 / strideUtf16)
    let count = places[index] ?? 0
    let at = index * strideUtf16
    if (splitsCharacter(this.#text, at)) at += 1 // its character was counted before this place
    for (;;) {
      const width = widthAt(this.#text, at)
      if (at + width.utf16 > offsetUtf16 || at >= this.#text.length) return count
      count += width[unit]
      at += width.utf16
    }
  }

  #walk(fromUtf16: number, counted: number, offset: number, unit: OffsetUnit): number | undefined {
    let at = splitsCharacter(this.#text, fromUtf16) ? fromUtf16 + 1 : fromUtf16
    let count = counted
    while (count < offset) {
      const width = widthAt(this.#text, at)
      count += width[unit]
      at += width.utf16
    }
    return count === offset ? at : undefined
  }

  #splits(offsetUtf16: number): boolean {
    return splitsCharacter(this.#text, offsetUtf16)
  }
}

type Width = { readonly [U in OffsetUnit]: number }
const narrow: readonly Width[] = [1, 2, 3].map((utf8) => ({ utf16: 1, 'code-points': 1, utf8 }))
const astral: Width = { utf16: 2, 'code-points': 1, utf8: 4 }

function widthAt(text: string, at: number): Width {
  const code = text.codePointAt(at) ?? 0
  if (code >= 0x10000) return astral
  const bytes = code < 0x80 ? 0 : code < 0x800 ? 1 : 2
  return narrow[bytes] ?? astral
}

function splitsCharacter(text: string, at: number): boolean {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) >= 0x10000
}

function checkpointsOf(text: string): Checkpoints {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is asked is whether all is ASCII.
  const isAscii = /^[\u0000-\u007f]*$/.test(text)
  if (isAscii) return {}
  const places = Math.floor(text.length / strideUtf16) + 1
  const counts = { 'code-points': new Uint32Array(places), utf8: new Uint32Array(places) }
  let at = 0
  let [codePoints, utf8] = [0, 0]
  for (let index = 0; index < places; index += 1) {
    while (at < index * strideUtf16) {
      const width = widthAt(text, at)
      at += width.utf16
      codePoints += width['code-points']
      utf8 += width.utf8
    }
    counts['code-points'][index] = codePoints
    counts.utf8[index] = utf8
  }
  const isBasic = codePoints === at && !/\p{Surrogate}|[\u{10000}-\u{10ffff}]/u.test(text)
  return isBasic ? { utf8: counts.utf8 } : counts
}

/** The last index whose count is not beyond `offset`. */
function lastAtMost(counts: Uint32Array, offset: number): number {
  let [low, high] = [0, counts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((counts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
