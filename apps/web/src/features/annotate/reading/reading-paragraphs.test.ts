import { type SurfaceRecord, staticLines } from '@parallax/surface'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ReadingParagraph, readingParagraphs } from './reading-paragraphs.ts'

const sentence = fc
  .array(fc.constantFrom('river', 'Merrow', 'said.', '“no”', '🙂', 'سد', '水'), {
    minLength: 0,
    maxLength: 60,
  })
  .map((words) => words.join(' '))
const someText = fc
  .array(sentence, { minLength: 1, maxLength: 60 })
  .map((lines) => lines.join('\n'))

const someSource = someText.chain((text) =>
  fc.record({
    text: fc.constant(text),
    records: fc
      .array(fc.tuple(fc.nat(text.length), fc.nat(400), fc.nat(2)), { maxLength: 80 })
      .map((drawn) =>
        drawn
          .map(([at, length, shape], index) =>
            recordOf(index, shape, { text, startUtf16: at, endUtf16: at + length }),
          )
          .filter((record) => record !== undefined)
          .sort((a, b) => (a.parts[0]?.startUtf16 ?? 0) - (b.parts[0]?.startUtf16 ?? 0)),
      ),
  }),
)

type Covered = { readonly text: string; readonly startUtf16: number; readonly endUtf16: number }

/** Undefined where it would cover no words: such a record cannot be made. */
function recordOf(
  index: number,
  shape: number,
  { text, startUtf16, endUtf16: end }: Covered,
): SurfaceRecord | undefined {
  const endUtf16 = Math.min(end, text.length)
  if (text.slice(startUtf16, endUtf16).trim() === '') return undefined
  const id = String(index).padStart(4, '0')
  return {
    id,
    shape: (['mention', 'claim', 'stance'] as const)[shape] ?? 'mention',
    parts: [{ startUtf16, endUtf16 }],
    colour: (index % 12) + 1,
    chip: null,
    chipValue: null,
    description: `record ${id}`,
  }
}

test('block by block a text reads as it does in one go', () => {
  fc.assert(
    fc.property(someSource, ({ text, records }) => {
      const whole = [...staticLines({ text, records })]
        .filter(({ pieces }) => pieces.some((piece) => piece.text.trim() !== ''))
        .map(({ startUtf16, attributes, pieces }) => ({
          startUtf16,
          attributes,
          pieces: pieces.map(plain),
        }))
      const read = [...readingParagraphs({ text, records, zones: [] })].map(
        ({ startUtf16, attributes, pieces }) => ({
          startUtf16,
          attributes,
          pieces: pieces.map(plain),
        }),
      )
      expect(read).toEqual(whole)
    }),
  )
})

test('each record begins in exactly one paragraph', () => {
  fc.assert(
    fc.property(someSource, ({ text, records }) => {
      const read = [...readingParagraphs({ text, records, zones: [] })]
      const begun = read.flatMap(({ starting }) => starting.map(({ id }) => id))
      for (const { id } of records) expect(begun).toContain(id)
      expect(new Set(begun).size).toBe(begun.length)
    }),
  )
})

test('the first paragraph needs none of the records of the last', () => {
  const lines = Array.from({ length: 400 }, (_, index) => `Paragraph ${index} of the river story.`)
  const text = lines.join('\n')
  let asked = 0
  function* records() {
    for (let at = 0; at < 10_000; at += 10) {
      asked++
      yield* [recordOf(at, 0, { text, startUtf16: at, endUtf16: at + 5 })].filter(
        (record) => record !== undefined,
      )
    }
  }
  const first = readingParagraphs({ text, records: records(), zones: [] }).next()
  expect((first.value as ReadingParagraph).pieces.length).toBeGreaterThan(1)
  expect(asked).toBeLessThan(500)
})

test('a long paragraph that was split reads as one', () => {
  const text = `${'One river and another. '.repeat(400)}\nThe end.`
  const [long, end] = [...readingParagraphs({ text, records: [], zones: [] })]
  expect(long?.pieces.map((piece) => piece.text).join('')).toBe(text.split('\n')[0])
  expect(end?.startUtf16).toBe(text.indexOf('The end'))
})

function plain({ startUtf16, text, className, records }: ReadingParagraph['pieces'][number]) {
  return { startUtf16, text, className, ids: records.map(({ id }) => id).sort() }
}
