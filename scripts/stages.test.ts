import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nothing } from './reports.mjs'
import { runStages } from './stages.mjs'

const printed: string[] = []

beforeEach(() => {
  printed.length = 0
  const print = (line: string) => void printed.push(...line.split('\n'))
  vi.spyOn(console, 'log').mockImplementation(print)
  vi.spyOn(console, 'error').mockImplementation(print)
})
afterEach(() => vi.restoreAllMocks())

const passes = (passed: number) => ({
  name: `passes ${passed}`,
  run: async () => ({ ...nothing, passed }),
})
const fails = { name: 'fails', run: async () => ({ passed: 3, failed: 2, skipped: 0 }) }
const breaks = {
  name: 'breaks',
  run: () => Promise.reject(new Error('no browser to test with')),
}

test('the last line is the sum of all stages', async () => {
  expect(await runStages([passes(2), passes(40)])).toBe(0)
  expect(printed.at(-1)).toBe('42 passed, 0 failed')
})

test('what follows a failed stage is not run, and the summary says so', async () => {
  const later = vi.fn(passes(1).run)
  expect(await runStages([passes(2), fails, { name: 'later', run: later }])).toBe(1)
  expect(later).not.toHaveBeenCalled()
  expect(printed.some((line) => /^later +not run$/.test(line))).toBe(true)
  expect(printed.at(-1)).toBe('5 passed, 2 failed')
})

test('a stage that breaks is a failure with its reason', async () => {
  expect(await runStages([breaks])).toBe(1)
  expect(printed).toContain('breaks: no browser to test with')
  expect(printed.at(-1)).toBe('0 passed, 1 failed')
})

test('no test at all is not a success', async () => {
  expect(await runStages([passes(0)])).toBe(1)
})
