#!/usr/bin/env node
/**
 * The one door for people and machines: `node scripts/run.mjs start|build|dev|test|check|bench|faults|interop`.
 * It needs Node and npm, finds or installs everything else, and says what it found.
 */
import { assertNodeVersion } from './node-version.mjs'
import { onInterrupt } from './processes.mjs'
import { installDependencies } from './toolchain.mjs'

/** @type {Record<string, () => Promise<{ run: (args: string[]) => Promise<number> }>>} */
const commands = {
  start: () => import('./start.mjs'),
  build: () => import('./build.mjs'),
  dev: () => import('./dev.mjs'),
  test: () => import('./test.mjs'),
  check: () => import('./check.mjs'),
  bench: () => import('./bench.mjs'),
  faults: () => import('./faults.mjs'),
  interop: () => import('./interop.mjs'),
}

const [name = '', ...args] = process.argv.slice(2)
const load = commands[name]

if (load === undefined) {
  console.error(`Usage: node scripts/run.mjs ${Object.keys(commands).join('|')}`)
  process.exitCode = 2
} else {
  process.exitCode = await runCommand(load)
}

/**
 * The exit code of the command. A fault on the way is printed as one sentence.
 * @param {() => Promise<{ run: (args: string[]) => Promise<number> }>} load
 */
async function runCommand(load) {
  try {
    assertNodeVersion(process.versions.node)
    onInterrupt()
    await installDependencies()
    const command = await load()
    return await command.run(args)
  } catch (fault) {
    console.error(`\n${name} stopped: ${fault instanceof Error ? fault.message : String(fault)}`)
    return 1
  }
}
