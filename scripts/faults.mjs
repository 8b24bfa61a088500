import { runBrowserFaults, runNodeFaults, withPostgres } from './both-engines.mjs'
import { countCheck } from './reports.mjs'
import { runStages } from './stages.mjs'
import { runTurbo } from './toolchain.mjs'

/**
 * Every fault of docs/reliability.md with all its rounds. `npm run faults -- F10` plays those whose
 * name begins so.
 * @param {string[]} args
 */
export function run([named = '']) {
  const played = { named, env: { PARALLAX_FAULTS: 'full' } }
  return runStages([
    {
      name: 'build',
      run: async () => countCheck(await runTurbo(['build', '--output-logs=new-only'])),
    },
    { name: 'faults, in Node', run: () => withPostgres((url) => runNodeFaults(url, played)) },
    {
      name: 'faults, in browsers',
      run: () => withPostgres((url) => runBrowserFaults(url, played)),
    },
  ])
}
