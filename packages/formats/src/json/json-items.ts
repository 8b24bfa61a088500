import { ok, type Result, refuse } from '@parallax/domain'

/** One value of a file, as text, and the line on which it begins. */
export type JsonItem = { readonly line: number; readonly text: string }
export type JsonItemProblem = { readonly line: number; readonly message: string }
type Outcome = Result<JsonItem, JsonItemProblem>

/** The longest value that is taken into memory, in UTF-16 units. */
const longestItemUtf16 = 64 * 1024 * 1024

/**
 * The values of a file that arrives in pieces: the elements of its one array, or values one after
 * the other, as a file of JSON lines has them. One value is held at a time; what is wrong between
 * them, or is too long to hold, is told with its line, and the rest is read on. Whether a value is
 * JSON is not looked at here.
 */
export async function* jsonItems(
  pieces: AsyncIterable<string>,
  longestUtf16 = longestItemUtf16,
): AsyncGenerator<Outcome> {
  const splitter = new Splitter(longestUtf16)
  for await (const piece of pieces) yield* splitter.take(piece)
  yield* splitter.end()
}

/** Where in the file one is: before it, between values, within one, or behind the array's end. */
type State = 'start' | 'between' | 'within' | 'behind'

const [quote, backslash, newline, comma] = [0x22, 0x5c, 0x0a, 0x2c]
const [openArray, closeArray, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d]

/** Signs within a string after which something may be different. */
const telling = /["\\\n]/g

class Splitter {
  readonly #longestUtf16: number
  #state: State = 'start'
  #isArray = false
  #line = 1
  #depth = 0
  #isString = false
  #isEscaped = false
  #lastCode = newline
  /** Parts of the value that one is within, and where it began. */
  #parts: string[] = []
  #lengthUtf16 = 0
  #itemLine = 1
  /** Whether a comma, or the array's beginning, stands right before. */
  #isExpecting = false
  #count = 0

  constructor(longestUtf16: number) {
    this.#longestUtf16 = longestUtf16
  }

  *take(piece: string): Generator<Outcome> {
    let from = 0
    for (let at = this.#skip(piece, 0); at < piece.length; at = this.#skip(piece, at + 1)) {
      const code = piece.charCodeAt(at)
      if (this.#isWithin() && this.#endsBefore(code)) yield this.#finish(piece.slice(from, at))
      if (this.#isWithin()) this.#step(code)
      else {
        yield* this.#moveOn(code)
        from = at
      }
      if (code === newline) this.#line += 1
      this.#lastCode = code
      if (this.#isWithin() && this.#isClosed(code)) yield this.#finish(piece.slice(from, at + 1))
    }
    if (this.#isWithin()) this.#keep(piece.slice(from))
  }

  /** The next place that can change anything: within a string most of it cannot. */
  #skip(piece: string, at: number): number {
    if (!this.#isString || this.#isEscaped || this.#state !== 'within') return at
    telling.lastIndex = at
    const next = telling.exec(piece)?.index ?? piece.length
    if (next > at) this.#lastCode = piece.charCodeAt(next - 1)
    return next
  }

  *end(): Generator<Outcome> {
    if (this.#isWithin()) yield this.#finish('')
    if (this.#isArray && this.#state !== 'behind')
      yield refuse({ line: this.#line, message: 'The list does not end: the file is cut off.' })
  }

  #isWithin(): boolean {
    return this.#state === 'within'
  }

  /** Whether the value that one is within is over before this character. */
  #endsBefore(code: number): boolean {
    if (this.#isArray)
      return !this.#isString && this.#depth === 0 && (code === comma || code === closeArray)
    // In a file of lines a brace at the beginning of a line begins the next value, whatever is open.
    if (this.#lastCode === newline && code === openObject) return true
    return code === newline && this.#depth === 0
  }

  /** Whether the value was over with this character. */
  #isClosed(code: number): boolean {
    const closes = code === closeObject || code === closeArray
    return !this.#isArray && closes && this.#depth === 0 && !this.#isString
  }

  #step(code: number): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (this.#isString) {
      if (code === backslash) this.#isEscaped = true
      else if (code === quote) this.#isString = false
    } else if (code === quote) this.#isString = true
    else if (code === openArray || code === openObject) this.#depth += 1
    else if ((code === closeArray || code === closeObject) && this.#depth > 0) this.#depth -= 1
  }

  *#moveOn(code: number): Generator<Outcome> {
    const message = this.#between(code)
    if (message) yield refuse({ line: this.#line, message })
  }

  /** Moves on outside of values; in words what is wrong there. */
  #between(code: number): string | undefined {
    if (isSpace(code)) return undefined
    if (this.#state === 'behind') return this.#onlyOnce()
    if (this.#state === 'start' && code === openArray) {
      this.#isArray = true
      this.#isExpecting = true
      this.#state = 'between'
      return undefined
    }
    if (this.#isArray && code === closeArray) {
      this.#state = 'behind'
      return this.#isExpecting && this.#count > 0 ? 'The list ends with a comma.' : undefined
    }
    if (this.#isArray && code === comma) {
      const isWrong = this.#isExpecting
      this.#isExpecting = true
      return isWrong ? 'Nothing stands before this comma.' : undefined
    }
    this.#begin(code)
    return undefined
  }

  #hasToldOfMore = false
  #onlyOnce(): string | undefined {
    if (this.#hasToldOfMore) return undefined
    this.#hasToldOfMore = true
    return 'Something stands behind the end of the list.'
  }

  #begin(code: number): void {
    this.#state = 'within'
    this.#itemLine = this.#line
    this.#count += 1
    this.#isExpecting = false
    this.#depth = 0
    this.#isString = false
    this.#isEscaped = false
    this.#step(code)
  }

  #keep(part: string): void {
    this.#lengthUtf16 += part.length
    if (this.#lengthUtf16 <= this.#longestUtf16) this.#parts.push(part)
    else this.#parts = []
  }

  #finish(last: string): Outcome {
    this.#keep(last)
    const text = this.#parts.join('').trim()
    const isTooLong = this.#lengthUtf16 > this.#longestUtf16
    const line = this.#itemLine
    this.#parts = []
    this.#lengthUtf16 = 0
    this.#state = 'between'
    return isTooLong
      ? refuse({ line, message: `It is longer than ${this.#longestUtf16} characters.` })
      : ok({ line, text })
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === newline || code === 0x0d || code === 0x09
}
