import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder, runTool } from './processes.mjs'
import { addCounts, countCheck, countVitest, nothing } from './reports.mjs'
import { runTurbo } from './toolchain.mjs'

/** Where nobody looks on, colours are only noise in the log. */
const plain = process.stdout.isTTY ? [] : ['--colors=off']

/**
 * What can be said without running the product. All of it runs even if one part fails, so that one
 * round of fixing is enough.
 */
export async function runStaticChecks() {
  /** @type {[name: string, run: () => Promise<number>][]} */
  const checks = [
    ['Biome: format and lint', () => runTool('biome', ['ci', '.', ...plain])],
    ['TypeScript: scripts and architecture', () => runTool('tsc', ['--noEmit'])],
    ['TypeScript: every package', () => runTurbo(['typecheck', '--output-logs=errors-only'])],
    ['knip: nothing unused, nothing undeclared', () => runTool('knip', [])],
  ]
  let count = nothing
  for (const [name, run] of checks) {
    console.log(`\n- ${name}`)
    count = addCounts(count, countCheck(await run()))
  }
  return count
}

/** The rules and laws of the packages, and the architecture. Needs no database and no browser. */
export function runUnitTests() {
  return runVitest(['packages', 'architecture'])
}

/**
 * The count of the tests of some Vitest projects.
 * @param {readonly string[]} projects @param {NodeJS.ProcessEnv} [env]
 * @param {readonly string[]} [filter]
 */
export async function runVitest(projects, env = {}, filter = []) {
  const report = freshReportFile(`vitest-${projects.join('-')}.json`)
  const args = [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...filter,
  ]
  for (const project of projects) args.push('--project', project)
  return countVitest(report, await runTool('vitest', args, { env }))
}

/** The path of a report that does not exist yet: an old one must never be counted. @param {string} name */
export function freshReportFile(name) {
  mkdirSync(cacheFolder, { recursive: true })
  const file = path.join(cacheFolder, name)
  rmSync(file, { force: true })
  return file
}
