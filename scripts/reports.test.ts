import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { addCounts, countCheck, countPlaywright, countVitest, nothing } from './reports.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'parallax-reports-'))

function reportFile(name: string, content: object): string {
  const file = path.join(folder, name)
  writeFileSync(file, JSON.stringify(content))
  return file
}

describe('the tests of a Vitest report', () => {
  const report = (numFailedTests: number) =>
    reportFile(`vitest-${numFailedTests}.json`, {
      numPassedTests: 7,
      numFailedTests,
      numPendingTests: 1,
      numTodoTests: 2,
    })

  test('are counted as they stand', () => {
    expect(countVitest(report(0), 0)).toEqual({ passed: 7, failed: 0, skipped: 3 })
    expect(countVitest(report(2), 1)).toEqual({ passed: 7, failed: 2, skipped: 3 })
  })

  test('count as one failure more than none when the run ended badly without a failed test', () => {
    expect(countVitest(report(0), 1)).toEqual({ passed: 7, failed: 1, skipped: 3 })
  })

  test('count as a failure when the run left no report', () => {
    expect(countVitest(path.join(folder, 'absent.json'), 1)).toEqual({ ...nothing, failed: 1 })
  })
})

describe('the tests of a Playwright report', () => {
  const stats = { expected: 5, unexpected: 0, flaky: 0, skipped: 0 }

  test('are counted as they stand', () => {
    const file = reportFile('green.json', { stats, errors: [] })
    expect(countPlaywright(file, 0)).toEqual({ passed: 5, failed: 0, skipped: 0 })
  })

  test('fail when they pass only at the second try, and when something failed around them', () => {
    const file = reportFile('red.json', { stats: { ...stats, flaky: 1 }, errors: [{}, {}] })
    expect(countPlaywright(file, 1)).toEqual({ passed: 5, failed: 3, skipped: 0 })
  })
})

test('a check holds or fails as one', () => {
  expect(addCounts(countCheck(0), countCheck(2))).toEqual({ passed: 1, failed: 1, skipped: 0 })
})
