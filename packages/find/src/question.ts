/** What a person looks for, and how exactly. */
export type Question = {
  /** The words to find, or a regular expression when `isPattern`. */
  readonly words: string
  /** Capital and small letters differ. */
  readonly matchCase: boolean
  /** Letters with and without accents differ, and so do straight and curly quotes. */
  readonly matchAccents: boolean
  /** Only whole words, by the rules of the language's script. */
  readonly wholeWord: boolean
  readonly isPattern: boolean
}

/** The most that can be asked at once, in UTF-16 code units. */
export const maxWordsUtf16 = 200

/** A question with all switches off. */
export function plainQuestion(words: string): Question {
  return { words, matchCase: false, matchAccents: false, wholeWord: false, isPattern: false }
}
