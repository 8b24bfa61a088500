import { runStaticChecks, runUnitTests } from './checks.mjs'
import { runStages } from './stages.mjs'

/**
 * What to run before every commit: everything that needs no database, no build and no browser.
 * @param {string[]} _args
 */
export function run(_args) {
  return runStages([
    { name: 'static', run: runStaticChecks },
    { name: 'unit and laws', run: runUnitTests },
  ])
}
