import path from 'node:path'
import { findBrowser } from '../e2e/browser/find-browser.mjs'
import { freshReportFile, runStaticChecks, runUnitTests, runVitest } from './checks.mjs'
import { startPostgres } from './postgres.mjs'
import { repositoryFolder, runTool } from './processes.mjs'
import { countCheck, countPlaywright } from './reports.mjs'
import { runStages } from './stages.mjs'
import { runTurbo } from './toolchain.mjs'

/**
 * Everything, cheapest first. The last line of output is `N passed, N failed`.
 * @param {string[]} _args
 */
export function run(_args) {
  return runStages([
    { name: 'static', run: runStaticChecks },
    { name: 'unit and laws', run: runUnitTests },
    { name: 'database, both engines', run: () => withPostgres(runDatabaseTests) },
    { name: 'build', run: runBuild },
    { name: 'journeys, both engines', run: () => withPostgres(runJourneys) },
  ])
}

/**
 * Lends a PostgreSQL to a stage and takes it away afterwards.
 * @param {(url: string) => Promise<import('./reports.mjs').Count>} stage
 */
async function withPostgres(stage) {
  const server = await startPostgres()
  console.log(`PostgreSQL: ${server.origin}`)
  try {
    return await stage(server.url)
  } finally {
    server.stop()
  }
}

/** @param {string} url */
function runDatabaseTests(url) {
  return runVitest(['database'], { TEST_DATABASE_URL: url })
}

async function runBuild() {
  return countCheck(await runTurbo(['build', '--output-logs=new-only']))
}

/** @param {string} url */
async function runJourneys(url) {
  const browser = await findBrowser()
  console.log(`Browser: ${browser.origin}`)
  const report = freshReportFile('playwright.json')
  const exitCode = await runTool('playwright', ['test'], {
    cwd: path.join(repositoryFolder, 'e2e'),
    env: {
      ...browser.env,
      CHROMIUM_PATH: browser.executablePath,
      JOURNEY_REPORT: report,
      TEST_DATABASE_URL: url,
    },
  })
  return countPlaywright(report, exitCode)
}
