import path from 'node:path'
import { findBrowser } from '../e2e/browser/find-browser.mjs'
import { freshReportFile, runVitest } from './checks.mjs'
import { startPostgres } from './postgres.mjs'
import { repositoryFolder, runTool } from './processes.mjs'
import { addCounts, countPlaywright } from './reports.mjs'

/**
 * Which faults are played, by the number that stands in their names, and in what surroundings.
 * @typedef {{ named?: string, env?: NodeJS.ProcessEnv }} Played
 */

/**
 * Lends a PostgreSQL to a stage and takes it away afterwards.
 * @param {(url: string) => Promise<import('./reports.mjs').Count>} stage
 */
export async function withPostgres(stage) {
  const server = await startPostgres()
  console.log(`PostgreSQL: ${server.origin}`)
  try {
    return await stage(server.url)
  } finally {
    server.stop()
  }
}

/** @param {string} url */
export function runDatabaseTests(url) {
  return runVitest(['database'], { TEST_DATABASE_URL: url })
}

/** What people do, in browsers. @param {string} url */
export function runJourneys(url) {
  return runPlaywright(url, ['pglite', 'postgresql'])
}

/** Faults between servers, clients and databases. @param {string} url @param {Played} [played] */
export async function runNodeFaults(url, { named = '', env = {} } = {}) {
  const surroundings = { TEST_DATABASE_URL: url, ...env }
  const played = named === '' ? [] : byName(named)
  const simulated = await runVitest(['faults'], surroundings, ['e2e/faults/simulation', ...played])
  const real = await runVitest(['faults'], surroundings, [...mostlyWaiting, ...played])
  return addCounts(simulated, real)
}

/** All but the simulation, which never waits for a clock: two at a time would leave a machine idle. */
const mostlyWaiting = ['--exclude', 'e2e/faults/simulation/**', '--maxWorkers', '4']

/** What is proved beside the code it is about, with all its rounds. @param {string} url @param {Played} [played] */
export function runDatabaseFaults(url, { named = '', env = {} } = {}) {
  const surroundings = { TEST_DATABASE_URL: url, ...env }
  return runVitest(['database'], surroundings, named === '' ? longInDatabase : byName(named))
}

/** Tests beside the code that are of a fault, or have more rounds when all are played. */
const longInDatabase = [
  ...['append-changes', 'migrate-database', 'embedded-server', 'pglite-worker'],
  ...['submit-operations', 'procedures/operations', 'upload-text', 'write-backup'],
  ...['run-import', 'import-corpus'],
]

/** @param {string} named */
function byName(named) {
  return ['--testNamePattern', wholeWord(named)]
}

/** F1 is not F10. @param {string} named */
function wholeWord(named) {
  return `\\b${named}\\b`
}

/** Faults that only a browser has. @param {string} url @param {Played} [played] */
export function runBrowserFaults(url, { named = '', env = {} } = {}) {
  const filter = named === '' ? [] : ['--grep', wholeWord(named)]
  const projects = ['faults-pglite', 'faults-postgresql']
  return runPlaywright(url, projects, { env, args: ['--pass-with-no-tests', ...filter] })
}

/**
 * @param {string} url @param {readonly string[]} projects
 * @param {{ env?: NodeJS.ProcessEnv, args?: readonly string[] }} [options]
 */
async function runPlaywright(url, projects, { env = {}, args = [] } = {}) {
  const browser = await findBrowser()
  console.log(`Browser: ${browser.origin}`)
  const report = freshReportFile(`playwright-${projects.join('-')}.json`)
  const named = projects.flatMap((project) => ['--project', project])
  const exitCode = await runTool('playwright', ['test', ...named, ...args], {
    cwd: path.join(repositoryFolder, 'e2e'),
    env: {
      ...browser.env,
      CHROMIUM_PATH: browser.executablePath,
      JOURNEY_REPORT: report,
      TEST_DATABASE_URL: url,
      ...env,
    },
  })
  return countPlaywright(report, exitCode)
}
