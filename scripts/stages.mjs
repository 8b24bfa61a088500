import { addCounts, nothing } from './reports.mjs'

/**
 * @typedef {import('./reports.mjs').Count} Count
 * @typedef {{ name: string, run: () => Promise<Count> }} Stage
 * @typedef {{ name: string, count: Count | undefined, seconds: number }} StageResult
 */

/**
 * Runs stages in order until one fails, prints a summary and one last line `N passed, N failed`,
 * and gives the exit code.
 * @param {readonly Stage[]} stages
 */
export async function runStages(stages) {
  /** @type {StageResult[]} */
  const results = []
  for (const stage of stages) {
    const hasFailed = results.some((result) => (result.count?.failed ?? 0) > 0)
    results.push(
      hasFailed ? { name: stage.name, count: undefined, seconds: 0 } : await runStage(stage),
    )
  }
  const total = results.reduce((sum, result) => addCounts(sum, result.count ?? nothing), nothing)
  console.log(`\n${results.map(summaryLine).join('\n')}\n\n${lastLine(total)}`)
  return total.failed === 0 && total.passed > 0 ? 0 : 1
}

/** @param {Stage} stage @returns {Promise<StageResult>} */
async function runStage(stage) {
  console.log(`\n=== ${stage.name} ===`)
  const startedAtMs = Date.now()
  const count = await countOrFailure(stage)
  return { name: stage.name, count, seconds: (Date.now() - startedAtMs) / 1000 }
}

/** @param {Stage} stage */
async function countOrFailure(stage) {
  try {
    return await stage.run()
  } catch (fault) {
    console.error(`${stage.name}: ${fault instanceof Error ? fault.message : String(fault)}`)
    return { ...nothing, failed: 1 }
  }
}

/** @param {StageResult} result */
export function summaryLine({ name, count, seconds }) {
  if (count === undefined) return `${name.padEnd(32)} not run`
  const skipped = count.skipped === 0 ? '' : `, ${count.skipped} skipped`
  return `${name.padEnd(32)} ${lastLine(count)}${skipped}  (${seconds.toFixed(0)} s)`
}

/** @param {Count} count */
export function lastLine(count) {
  return `${count.passed} passed, ${count.failed} failed`
}
