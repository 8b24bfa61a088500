import { existsSync, readFileSync } from 'node:fs'

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 */

/** @type {Count} */
export const nothing = { passed: 0, failed: 0, skipped: 0 }

/** @param {Count} a @param {Count} b @returns {Count} */
export function addCounts(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }
}

/** One check that either holds or does not. @param {number} exitCode @returns {Count} */
export function countCheck(exitCode) {
  return exitCode === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 }
}

/**
 * The tests of a Vitest JSON report.
 * @param {string} file @param {number} exitCode
 */
export function countVitest(file, exitCode) {
  const report = readReport(file)
  if (report === undefined) return atLeastOneFailure(nothing, exitCode)
  const count = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
  return atLeastOneFailure(count, exitCode)
}

/**
 * The tests of a Playwright JSON report. A test that passed only when repeated has failed.
 * @param {string} file @param {number} exitCode
 */
export function countPlaywright(file, exitCode) {
  const report = readReport(file)
  if (report === undefined) return atLeastOneFailure(nothing, exitCode)
  const { expected, unexpected, flaky, skipped } = report.stats
  const count = { passed: expected, failed: unexpected + flaky + report.errors.length, skipped }
  return atLeastOneFailure(count, exitCode)
}

/**
 * A run that ended badly without a failed test, such as a file that does not load, is a failure too.
 * @param {Count} count @param {number} exitCode @returns {Count}
 */
function atLeastOneFailure(count, exitCode) {
  return exitCode === 0 ? count : { ...count, failed: Math.max(1, count.failed) }
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
