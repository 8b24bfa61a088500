import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearDuplicates } from './near-duplicates.ts'
import { sketchText } from './text-sketch.ts'

const setOf = (values: readonly number[]) => Uint32Array.from(new Set(values)).sort()
/** Small alphabets, so that sets meet often. */
const sketches = fc.array(fc.array(fc.nat(30), { maxLength: 15 }).map(setOf), { maxLength: 12 })
const ratios = fc.constantFrom(0.2, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1)

function shareOf(a: Uint32Array, b: Uint32Array): number {
  const common = [...a].filter((each) => b.includes(each)).length
  return common / (a.length + b.length - common)
}

const pairsIn = (given: readonly Uint32Array[], ratio?: number) =>
  [...nearDuplicates(given, ratio)].filter((pair) => pair !== undefined)
const pairName = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`)

test('near-duplicates are exactly the pairs whose common share reaches the ratio', () => {
  fc.assert(
    fc.property(sketches, ratios, (given, ratio) => {
      const found = pairsIn(given, ratio).map(([a, b]) => pairName(a, b))
      const expected = given.flatMap((a, i) =>
        given.flatMap((b, j) =>
          i < j && a.length > 0 && b.length > 0 && shareOf(a, b) >= ratio - 1e-12
            ? [pairName(i, j)]
            : [],
        ),
      )
      expect(found.sort()).toEqual(expected.sort())
    }),
  )
})

test('a text is equal to itself in other case, punctuation and white space', () => {
  const plain = 'The bridge at Nordhaven was closed on Monday, said Mayor Ada Quill.'
  const other = 'THE BRIDGE — at  Nordhaven — was closed on\nMonday said mayor Ada Quill'
  expect(sketchText(other)).toEqual(sketchText(plain))
})

test('what is marked as boilerplate does not make two articles one', () => {
  const footer = 'Sign up for the morning letter and read what the river towns talk about today.'
  const zone = (text: string) => ({
    kind: 'boilerplate' as const,
    startUtf16: text.indexOf(footer),
    endUtf16: text.length,
    note: '',
  })
  const texts = ['Sheep were sold.', 'It rained 🌧️ again.'].map((text) => `${text}\n${footer}`)
  expect(pairsIn(texts.map((text) => sketchText(text)))).toHaveLength(1)
  expect(pairsIn(texts.map((text) => sketchText(text, [zone(text)])))).toEqual([])
})

test.each([
  ['Chinese', '市长周一表示大桥是安全的居民们表示怀疑', '市长周一表示大桥是安全的居民们并不相信'],
  [
    'Japanese',
    '市長は月曜日に橋は安全だと述べた住民は疑う',
    '市長は月曜日に橋は安全だと述べた住民は信じない',
  ],
  ['Thai', 'นายกเทศมนตรีกล่าวว่าสะพานปลอดภัย', 'นายกเทศมนตรีกล่าวว่าสะพานปลอดภัยดี'],
])('a changed ending is recognised in %s, which sets no spaces', (_, a, b) => {
  expect(pairsIn([sketchText(a), sketchText(b)])).toHaveLength(1)
})

test('texts without a word are near nothing', () => {
  expect(pairsIn([sketchText(''), sketchText('… — !'), sketchText('')])).toEqual([])
})
