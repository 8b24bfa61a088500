import {
  runBrowserFaults,
  runDatabaseTests,
  runJourneys,
  runNodeFaults,
  withPostgres,
} from './both-engines.mjs'
import { runStaticChecks, runUnitTests } from './checks.mjs'
import { countCheck } from './reports.mjs'
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
    { name: 'faults, in Node', run: () => withPostgres(runNodeFaults) },
    { name: 'faults, in browsers', run: () => withPostgres(runBrowserFaults) },
    { name: 'journeys, both engines', run: () => withPostgres(runJourneys) },
  ])
}

async function runBuild() {
  return countCheck(await runTurbo(['build', '--output-logs=new-only']))
}
