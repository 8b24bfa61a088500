import { runTurbo } from './toolchain.mjs'

/**
 * Builds what changed: the pages, the server and the command line.
 * @param {string[]} _args
 */
export function run(_args) {
  return runTurbo(['build', '--output-logs=new-only'])
}
