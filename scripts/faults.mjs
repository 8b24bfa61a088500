import {
  runBrowserFaults,
  runDatabaseFaults,
  runNodeFaults,
  withPostgres,
} from './both-engines.mjs'
import { countCheck } from './reports.mjs'
import { runStages } from './stages.mjs'
import { runTurbo } from './toolchain.mjs'

/**
 * Every fault of docs/reliability.md with all its rounds. `npm run faults -- F10` plays those of that
 * number, and fails where there are none.
 * @param {string[]} args
 */
export function run([named = '']) {
  const played = { named, env: { PARALLAX_FAULTS: 'full' } }
  let count = 0
  /** @param {(url: string) => Promise<import('./reports.mjs').Count>} stage */
  const counted = (stage) => async () => {
    const found = await withPostgres(stage)
    count += found.passed + found.failed
    return found
  }
  return runStages([
    {
      name: 'build',
      run: async () => countCheck(await runTurbo(['build', '--output-logs=new-only'])),
    },
    { name: 'faults, in Node', run: counted((url) => runNodeFaults(url, played)) },
    { name: 'faults, in the database', run: counted((url) => runDatabaseFaults(url, played)) },
    { name: 'faults, in browsers', run: counted((url) => runBrowserFaults(url, played)) },
    { name: `faults were found`, run: async () => countCheck(count > 0 ? 0 : 1) },
  ])
}
