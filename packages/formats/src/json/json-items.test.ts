import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect } from '../../test/codec-laws.ts'
import { jsonItems } from './json-items.ts'

/** The text in pieces of the given sizes, the last one as long as it takes. */
async function* cut(text: string, sizes: readonly number[]): AsyncGenerator<string> {
  let at = 0
  for (const size of sizes) {
    yield text.slice(at, at + size)
    at += size
  }
  yield text.slice(at)
}

async function itemsOf(text: string, sizes: readonly number[] = [], longest?: number) {
  const outcomes = await collect(jsonItems(cut(text, sizes), longest))
  return outcomes.map((outcome) => (outcome.ok ? outcome.value.text : outcome.reason.message))
}

const sizes = fc.array(fc.nat(7), { maxLength: 20 })

describe('the values of a file', () => {
  test('are the elements of its array, wherever its pieces are cut', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.nat(2), sizes, async (values, indent, at) => {
        const items = await itemsOf(JSON.stringify(values, null, indent), at)
        expect(items.map((item) => JSON.parse(item))).toEqual(JSON.parse(JSON.stringify(values)))
      }),
    ))

  test('are the lines of a file of JSON lines', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
        sizes,
        async (values, at) => {
          const items = await itemsOf(
            values.map((value) => `${JSON.stringify(value)}\r\n`).join(''),
            at,
          )
          expect(items.map((item) => JSON.parse(item))).toEqual(JSON.parse(JSON.stringify(values)))
        },
      ),
    ))

  test('end in bounded time for any text', () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom(...'[]{},"\\\n 1a') }),
        sizes,
        async (text, at) => {
          expect(await itemsOf(text, at)).toEqual(await itemsOf(text))
        },
      ),
    ))
})

test('P16: a broken line does not take the next one with it', async () => {
  expect(await itemsOf('{"a": 1\n{"b": 2}\n"x\n{"c": 3}\n')).toEqual([
    '{"a": 1',
    '{"b": 2}',
    '"x',
    '{"c": 3}',
  ])
})

test('one object over many lines is one value', async () => {
  expect(await itemsOf('{\n  "a": [1,\n 2]\n}\n')).toEqual(['{\n  "a": [1,\n 2]\n}'])
})

test('what is wrong between the values of an array is told, and the rest read on', async () => {
  expect(await itemsOf('[1,,2,] x y')).toEqual([
    '1',
    'Nothing stands before this comma.',
    '2',
    'The list ends with a comma.',
    'Something stands behind the end of the list.',
  ])
  expect(await itemsOf('[{"a": "]"}')).toEqual([
    '{"a": "]"}',
    'The list does not end: the file is cut off.',
  ])
})

test('a value that is too long is told and not kept', async () => {
  const items = await itemsOf(`[1, "${'x'.repeat(50)}", 2]`, [20, 20], 10)
  expect(items).toEqual(['1', 'It is longer than 10 characters.', '2'])
})

test('lines are counted from the first', async () => {
  const [first, second] = await collect(jsonItems(cut('[\n1,\n\n2]', [])))
  expect([first, second]).toMatchObject([{ value: { line: 2 } }, { value: { line: 4 } }])
})
