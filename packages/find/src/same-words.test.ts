import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleText } from '../test/find-samples.ts'
import { seekSameWords } from './same-words.ts'

const found = (text: string, wanted: string, matchCase = true) =>
  [...seekSameWords(wanted, { matchCase })(text)].filter((hit) => hit !== undefined)
const starts = (text: string, wanted: string, matchCase = true) =>
  found(text, wanted, matchCase).map(({ startUtf16 }) => startUtf16)

const someText = fc
  .array(fc.constantFrom('Toll', 'toll', 'tolls', 'the Toll', '🙂', 'é', '(Toll)', '\n', 'x'), {
    maxLength: 30,
  })
  .map((parts) => parts.join(' '))

test('P28: what is found are the words, whole, in order, and all of them', () => {
  fc.assert(
    fc.property(someText, fc.constantFrom('Toll', 'the Toll', 'é', '🙂'), (text, wanted) => {
      const hits = found(text, wanted)
      for (const { startUtf16, endUtf16 } of hits)
        expect(text.slice(startUtf16, endUtf16)).toBe(wanted)
      const order = hits.map(({ startUtf16 }) => startUtf16)
      expect(order).toEqual([...order].sort((a, b) => a - b))
      // One space lies between the parts, so cutting at spaces finds the whole words another way.
      const byParts = [...text.matchAll(/[^\s()]+/gu)].map((part) => part[0])
      const wantedParts = wanted.split(' ')
      const many = byParts.filter((_, at) => wantedParts.every((w, i) => byParts[at + i] === w))
      if (!text.includes('\n')) expect(hits).toHaveLength(many.length)
    }),
  )
})

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
const lettersOf = (text: string) => [...graphemes.segment(text)]

test('P28: no hit splits a letter, whatever it is made of', () => {
  fc.assert(
    fc.property(sampleText, fc.nat(40), fc.integer({ min: 1, max: 3 }), (text, from, length) => {
      const letters = lettersOf(text)
      const wanted = letters
        .slice(from % Math.max(1, letters.length))
        .slice(0, length)
        .map(({ segment }) => segment)
        .join('')
      const edges = new Set([...letters.map(({ index }) => index), text.length])
      for (const matchCase of [true, false])
        for (const { startUtf16, endUtf16 } of found(text, wanted, matchCase))
          expect([edges.has(startUtf16), edges.has(endUtf16)]).toEqual([true, true])
    }),
    { numRuns: 1_000 },
  )
})

test('P28: where the words stand alone on a line they are found, however they are stored', () => {
  const forms = ['NFC', 'NFD'] as const
  fc.assert(
    fc.property(sampleText, fc.constantFrom(...forms), fc.constantFrom(...forms), (text, a, b) => {
      const words = text.trim()
      if (words === '' || /[\n\r\u2028\u2029]/.test(words)) return
      // Marks at the edge would join what stands around.
      const line = `,\n${words.normalize(a)}\n,`
      if (lettersOf(line).length !== lettersOf(words.normalize(a)).length + 4) return
      // The signs around may be the words themselves.
      expect(starts(line, words.normalize(b))).toContain(2)
    }),
    { numRuns: 1_000 },
  )
})

describe('the same words', () => {
  test('are whole words, also beside signs, emoji and letters beyond Latin', () => {
    expect(starts('toll tolls extoll (toll) toll’s toll-free', 'toll')).toEqual([0, 19, 25, 32])
    expect(starts('🙂toll🙂 étoll tollé ❤️toll', 'toll')).toEqual([2, 23])
    expect(starts('a_toll toll_b toll', 'toll')).toEqual([14])
    expect(starts('Москва, Москвы', 'Москва')).toEqual([0])
  })

  test('are not parts of letters that several signs make up', () => {
    expect(starts('👍🏽 👍', '👍')).toEqual([5])
    expect(starts('👩‍👩‍👧 👩', '👩')).toEqual([9])
    expect(starts('👩‍👩‍👧 👧', '👧')).toEqual([9])
    expect(starts('🇩🇪🇫🇷 🇪🇫', '🇪🇫')).toEqual([9])
    expect(starts('tole\u0301 tole', 'tole')).toEqual([6])
  })

  test('are the same composed or not, with curly or straight quotes', () => {
    expect(starts('Café cafe\u0301 Cafe\u0301 Cafe', 'Café')).toEqual([0, 11])
    expect(starts('Café cafe\u0301 Cafe\u0301 Cafe', 'Cafe\u0301')).toEqual([0, 11])
    expect(starts("O’Neill, O'Neill", "O'Neill")).toEqual([0, 9])
    expect(starts('the “Plan”, the "Plan"', 'the “Plan”')).toEqual([0, 12])
    expect(starts('Anglo–French Anglo-French', 'Anglo-French')).toEqual([0, 13])
  })

  test('in scripts without spaces need none', () => {
    expect(starts('他在北京大学，不在北京。', '北京')).toEqual([2, 9])
  })

  test('have capital letters or not, as one chooses', () => {
    expect(starts('Apple apple APPLE', 'apple')).toEqual([6])
    expect(starts('Apple apple APPLE', 'apple', false)).toEqual([0, 6, 12])
    expect(starts('İstanbul ISTANBUL', 'istanbul', false)).toEqual([9])
  })

  test('mean themselves, and stay on their line', () => {
    expect(starts('a.c abc a.c', 'a.c')).toEqual([0, 8])
    expect(starts('U-turn and/or (so)', 'U-turn')).toEqual([0])
    expect(starts('U-turn and/or (so)', 'and/or (so)')).toEqual([7])
    expect(starts('New  York New\nYork New York', 'New York')).toEqual([0, 19])
    expect(starts('New\u00a0York, New\u2028York, New\r\nYork', 'New York')).toEqual([0])
    expect(starts('anything', '  ')).toEqual([])
  })

  test('are found across the seams of a long text, and none over another', () => {
    const text = 'New   York is not New Jersey; '.repeat(4_000)
    expect(found(text, 'New York')).toHaveLength(4_000)
    expect(starts('no no no no', 'no no')).toEqual([0, 6])
    expect(found(`New${' '.repeat(20_000)}York`, 'New York')).toHaveLength(1)
  })

  test('are sought in steps, between which others get their turn', () => {
    const text = 'The toll is a toll. '.repeat(50_000)
    let sinceRest = 0
    let mostHits = 0
    let rests = 0
    for (const hit of seekSameWords('toll', { matchCase: true })(text)) {
      if (hit === undefined) rests += 1
      sinceRest = hit === undefined ? 0 : sinceRest + 1
      mostHits = Math.max(mostHits, sinceRest)
    }
    expect(rests).toBeGreaterThan(text.length / 10_000)
    expect(mostHits).toBeLessThan(1_000)
  })
})
