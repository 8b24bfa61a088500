import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { paceMs, RemotePace } from './remote-pace.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('everything is shown once and in order, at most once in a hundred milliseconds, never later', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(150)), { maxLength: 40 }), (brought) => {
      const shown: { atMs: number; stream: number; entry: { at: number; broughtMs: number } }[] = []
      const pace = new RemotePace<number, { at: number; broughtMs: number }>((together) => {
        for (const [stream, entries] of together)
          for (const entry of entries) shown.push({ atMs: Date.now(), stream, entry })
      })
      for (const [at, [stream, pauseMs]] of brought.entries()) {
        vi.advanceTimersByTime(pauseMs)
        pace.bring(stream, [{ at, broughtMs: Date.now() }])
      }
      vi.advanceTimersByTime(1_000)
      expect(shown.length).toBe(brought.length)
      for (const stream of [0, 1, 2, 3]) {
        const ofOne = shown.filter((each) => each.stream === stream).map(({ entry }) => entry.at)
        expect(ofOne).toEqual([...ofOne].sort((a, b) => a - b))
      }
      const timesMs = [...new Set(shown.map(({ atMs }) => atMs))]
      for (const [at, timeMs] of timesMs.entries())
        if (at > 0) expect(timeMs - (timesMs[at - 1] ?? 0)).toBeGreaterThanOrEqual(paceMs)
      for (const { atMs, entry } of shown)
        expect(atMs - entry.broughtMs).toBeLessThanOrEqual(paceMs)
    }),
  )
})

test('the first change after a quiet while is shown at once', () => {
  const shown: string[] = []
  const pace = new RemotePace<string, string>((together) => {
    for (const entries of together.values()) shown.push(...entries)
  })
  pace.bring('a', ['first'])
  expect(shown).toEqual(['first'])
  pace.bring('a', ['second'])
  expect(shown).toEqual(['first'])
  vi.advanceTimersByTime(paceMs)
  expect(shown).toEqual(['first', 'second'])
  vi.advanceTimersByTime(2 * paceMs)
  pace.bring('b', ['third'])
  expect(shown).toEqual(['first', 'second', 'third'])
})
