import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BlockIndex } from './interval-index.ts'

type Held = { startUtf16: number; endUtf16: number; value: number }

const rangeArbitrary = fc
  .tuple(fc.nat(400), fc.integer({ min: 1, max: 60 }))
  .map(([startUtf16, length]) => ({ startUtf16, endUtf16: startUtf16 + length }))

const stepArbitrary = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('add' as const), range: rangeArbitrary }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), at: fc.nat() }) },
)

const byNumber = (a: number, b: number) => a - b

function expectSameAnswers(index: BlockIndex<number>, model: readonly Held[]): void {
  for (let fromUtf16 = 0; fromUtf16 < 470; fromUtf16 += 13)
    for (const length of [1, 7, 90]) {
      const wanted = model
        .filter((held) => held.startUtf16 < fromUtf16 + length && held.endUtf16 > fromUtf16)
        .map(({ value }) => value)
      expect(index.query(fromUtf16, fromUtf16 + length).sort(byNumber)).toEqual(
        wanted.sort(byNumber),
      )
    }
}

test('answers as a plain list does, after any adding and removing', () => {
  fc.assert(
    fc.property(
      fc.array(rangeArbitrary, { maxLength: 300 }),
      fc.array(stepArbitrary, { maxLength: 300 }),
      (initial, steps) => {
        const model: Held[] = initial.map((range, value) => ({ ...range, value }))
        const index = new BlockIndex<number>()
        index.addAll(model)
        let nextValue = initial.length
        for (const step of steps) {
          if (step.do === 'add') {
            const held = { ...step.range, value: nextValue++ }
            model.push(held)
            index.add(held.startUtf16, held.endUtf16, held.value)
          } else if (model.length > 0) {
            const [held] = model.splice(step.at % model.length, 1)
            expect(index.remove(held!.startUtf16, held!.endUtf16, held!.value)).toBe(true)
          }
        }
        expect(index.size).toBe(model.length)
        expectSameAnswers(index, model)
      },
    ),
    { numRuns: 60 },
  )
})

test('answers as a plain list does when blocks split and empty many times', () => {
  const index = new BlockIndex<number>()
  const model: Held[] = []
  for (let value = 0; value < 12_000; value++) {
    const startUtf16 = (value * 7919) % 400
    const held = { startUtf16, endUtf16: startUtf16 + 1 + (value % 50), value }
    model.push(held)
    index.add(held.startUtf16, held.endUtf16, value)
  }
  expectSameAnswers(index, model)
  for (const held of model.splice(0, 11_900))
    expect(index.remove(held.startUtf16, held.endUtf16, held.value)).toBe(true)
  expect(index.size).toBe(100)
  expectSameAnswers(index, model)
})

test('removing what is not held changes nothing', () => {
  const index = new BlockIndex<string>()
  index.add(3, 9, 'a')
  expect(index.remove(3, 9, 'b')).toBe(false)
  expect(index.remove(3, 8, 'a')).toBe(false)
  expect(index.remove(4, 9, 'a')).toBe(false)
  expect(index.stab(8)).toEqual(['a'])
  expect(index.stab(9)).toEqual([])
})
