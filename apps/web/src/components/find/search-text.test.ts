import { plainQuestion } from '@parallax/find'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hitFrom, searchText, type TextSearch } from './search-text.ts'

const text = 'Café, cafe and CAFÉ. '.repeat(2_000)

/** A clock that says that every look at it took long: the search rests at every chance. */
function slowClock() {
  let now = 0
  return () => {
    now += 50
    return now
  }
}

test('a search that rests often finds the same as one that never rests', async () => {
  const reports: TextSearch[] = []
  const question = plainQuestion('cafe')
  const signal = new AbortController().signal
  const onProgress = (search: TextSearch) => reports.push(search)
  const short = text.slice(0, 21 * 40)
  await searchText(short, question, { memory: new Map(), signal, onProgress, nowMs: slowClock() })
  expect(reports.length).toBeGreaterThan(2)
  expect(reports.map(({ isDone }) => isDone).lastIndexOf(false)).toBe(reports.length - 2)
  const counts = reports.map(({ ranges }) => ranges.length)
  expect(counts).toEqual([...counts].sort((a, b) => a - b))
  await searchText(short, question, { memory: new Map(), signal, onProgress, nowMs: () => 0 })
  expect(reports.at(-1)).toEqual(reports.at(-2))
  expect(counts.at(-1)).toBe(120)
})

test('a search that is called off says nothing more', async () => {
  const controller = new AbortController()
  let reports = 0
  const onProgress = () => {
    reports++
    controller.abort()
  }
  await searchText(text, plainQuestion('cafe'), {
    memory: new Map(),
    signal: controller.signal,
    onProgress,
    nowMs: slowClock(),
  })
  expect(reports).toBe(1)
})

test('a pattern that cannot be read is said to be so', async () => {
  const reports: TextSearch[] = []
  await searchText(
    text,
    { ...plainQuestion('('), isPattern: true },
    {
      memory: new Map(),
      signal: new AbortController().signal,
      onProgress: (search) => reports.push(search),
    },
  )
  expect(reports).toEqual([{ ranges: [], isDone: true, problem: 'open-bracket' }])
})

test('the next hit is the first at or behind a place, and the first of all after the last', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(100)), fc.nat(110), (starts, from) => {
      const sorted = [...starts].sort((a, b) => a - b)
      const ranges = sorted.map((start) => ({ startUtf16: start, endUtf16: start + 1 }))
      const next = sorted.findIndex((start) => start >= from)
      const first = sorted.length === 0 ? null : 0
      expect(hitFrom({ ranges, isDone: true }, from)).toBe(next < 0 ? first : next)
      expect(hitFrom({ ranges, isDone: false }, from)).toBe(next < 0 ? null : next)
    }),
  )
})
