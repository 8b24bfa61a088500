import fc from 'fast-check'
import { plainQuestion, type Question } from '../src/question.ts'

/** Letters that folding, joining and cutting go wrong with. */
const letters = [
  ...'aeinosAEINOSkKfbc',
  'é',
  'e\u0301',
  'É',
  'ñ',
  'ß',
  'ẞ',
  'İ',
  'ı',
  'ø',
  'æ',
  'ﬁ',
  'fi',
  'K',
  'ſ',
  'σ',
  'ς',
  '\u0301',
  '½',
  ...' \n\t.,-\'’"“()',
  '\r\n',
  '\u00a0',
  '👍🏽',
  '👍',
  '👨‍👩‍👧',
  '🇩🇪',
  '🇫🇷',
  '\u200d',
  'س',
  'سَ',
  'ـ',
  'ل',
  '\u0600',
  'か',
  'が',
  'か\u3099',
  '中',
  '文',
  '中文',
  'क्षि',
  'क',
  '한',
  '\u1112\u1161\u11ab',
  '\u1112',
  'ก',
  'กำ',
]

const wellFormed = (text: string) => !/\p{Surrogate}/u.test(text)

export const sampleText = fc
  .array(fc.constantFrom(...letters), { maxLength: 40 })
  .map((parts) => parts.join(''))
  .filter(wellFormed)

const switches = {
  matchCase: fc.boolean(),
  matchAccents: fc.boolean(),
  wholeWord: fc.boolean(),
}

/** A text, and words that are often in it. */
export const sampleSearch = fc
  .record({
    text: sampleText,
    other: sampleText,
    start: fc.nat(40),
    length: fc.integer({ min: 1, max: 4 }),
    isInside: fc.integer({ min: 0, max: 3 }).map((chance) => chance > 0),
    ...switches,
  })
  .map(({ text, other, start, length, isInside, ...rest }) => {
    const from = [...(isInside ? text : other)]
    const words = from
      .slice(start % Math.max(1, from.length))
      .slice(0, length)
      .join('')
    return { text, question: { ...plainQuestion(words), ...rest } }
  })

const atom = fc.constantFrom(
  ...['a', 'e', 'é', 'n', 'ss', 'no', 'K', ' ', '.', '\\w', '\\s', '\\b', '[ae]', '[^a]', '[]a]'],
  ...['^', '$', '(a)', '(?:e)', '(?i)', '\\.', '\\p{L}', '[[:alpha:]]', 'a|e', '\\x61', '’'],
)
const repeat = fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{0,2}', '+?')

/** A text and a pattern of which most can be read. */
export const samplePatternSearch: fc.Arbitrary<{ text: string; question: Question }> = fc
  .record({
    text: sampleText,
    atoms: fc.array(fc.tuple(atom, repeat), { minLength: 1, maxLength: 5 }),
    ...switches,
  })
  .map(({ text, atoms, ...rest }) => ({
    text,
    question: { ...plainQuestion(atoms.flat().join('')), ...rest, isPattern: true },
  }))
