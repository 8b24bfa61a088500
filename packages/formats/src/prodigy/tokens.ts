import type { TextRange } from '@parallax/domain'

/** The words of a text, and which of them a span lies on. */
export class Tokens {
  readonly #words: readonly TextRange[]

  constructor(words: readonly TextRange[]) {
    this.#words = words
  }

  get words(): readonly TextRange[] {
    return this.#words
  }

  /** The first and the last word that a span touches, or `undefined` where it touches none. */
  under({ startUtf16, endUtf16 }: TextRange): readonly [number, number] | undefined {
    const first = this.#firstEndingAfter(startUtf16)
    const last = this.#firstEndingAfter(endUtf16 - 1)
    const word = this.#words[first]
    if (!word || word.startUtf16 >= endUtf16) return undefined
    const isLast = (this.#words[last]?.startUtf16 ?? endUtf16) < endUtf16
    return [first, isLast ? last : last - 1]
  }

  #firstEndingAfter(offsetUtf16: number): number {
    let [low, high] = [0, this.#words.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#words[middle]?.endUtf16 ?? 0) > offsetUtf16) high = middle
      else low = middle + 1
    }
    return low
  }
}
