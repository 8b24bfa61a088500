import type { TextRange } from '@parallax/domain'

/** A text made of words, and where in it each word of each sentence stands. */
export type JoinedWords = {
  readonly text: string
  readonly places: readonly (readonly TextRange[])[]
}

/**
 * A text from words whose spaces are lost: a sentence is a line; words are separated by a space, but
 * not before signs that close or after signs that open, nor within scripts without spaces.
 */
export function joinWords(sentences: readonly (readonly string[])[]): JoinedWords {
  const pieces: string[] = []
  let at = 0
  const places = sentences.map((words, index) => {
    if (index > 0) {
      pieces.push('\n')
      at += 1
    }
    const spacing = new Spacing()
    return words.map((word): TextRange => {
      const space = spacing.before(word)
      pieces.push(space, word)
      const startUtf16 = at + space.length
      at = startUtf16 + word.length
      return { startUtf16, endUtf16: at }
    })
  })
  return { text: pieces.join(''), places }
}

const closing =
  /^(?:[.,;:!?%…)\]}»”’、。，！？：；）」』】]+|''|-R[RSC]B-|['’](?:s|S|re|ve|ll|d|m)|n['’]t)$/u
const opening = /^(?:[([{«„‘¿¡$£€（「『【]|``|-L[RSC]B-)$/u
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u

/** Decides in one sentence, from its start on, whether a space stands before the next word. */
class Spacing {
  #last: string | undefined
  /** Whether the word before must stand close to the next one. */
  #isOpening = false
  #isQuoted = false
  #isLow = false

  before(word: string): string {
    const last = this.#last
    const isClosing = this.#closes(word)
    const isClose = last === undefined || this.#isOpening || isClosing || areSpaceless(last, word)
    this.#isOpening = !isClosing && this.#opens(word)
    this.#last = word
    return isClose ? '' : ' '
  }

  #closes(word: string): boolean {
    if (word === '"') return this.#isQuoted
    return word === '“' ? this.#isLow : closing.test(word)
  }

  /** Marks that open or close by turns are remembered. */
  #opens(word: string): boolean {
    if (word === '"') this.#isQuoted = !this.#isQuoted
    if (word === '„') this.#isLow = true
    if (word === '“') this.#isLow = false
    return word === '"' || word === '“' || opening.test(word)
  }
}

function areSpaceless(left: string, right: string): boolean {
  const [last = '', first = ''] = [[...left].at(-1), [...right][0]]
  return spaceless.test(last) && spaceless.test(first)
}
