import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository, whatever folder the command was called from. */
export const repositoryFolder = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** Where scripts may keep what can be made again. */
export const cacheFolder = path.join(repositoryFolder, 'node_modules', '.cache', 'parallax')

/** What a machine behind a mirror or a proxy needs to reach its packages at all. */
const mirrorSettings = /^npm_config_(registry|userconfig|cafile|cache)$/i

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
/** @type {Set<() => void>} */
const cleanups = new Set()
let isInterrupted = false

/**
 * Runs a program to its end and gives its exit code; its output goes to this terminal.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export function runProgram(program, args, options = {}) {
  if (isInterrupted) return Promise.resolve(130)
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? repositoryFolder,
      env: cleanEnvironment(options.env),
      stdio: 'inherit',
    })
    running.add(child)
    child.once('error', (error) => {
      running.delete(child)
      reject(new Error(`${program} could not be started: ${error.message}`))
    })
    child.once('exit', (code, signal) => {
      running.delete(child)
      resolve(code ?? exitCodeOf(signal))
    })
  })
}

/**
 * Runs one of the programs that the repository's dependencies bring.
 * @param {string} name such as `biome`
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export function runTool(name, args, options = {}) {
  const folder = options.cwd ?? repositoryFolder
  return runProgram(path.join(folder, 'node_modules', '.bin', name), args, options)
}

/**
 * From now on a signal to this process reaches the programs it started, and the process ends with
 * them. Ctrl+C in a terminal reaches them by itself, so it is not sent twice.
 */
export function onInterrupt() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      isInterrupted = true
      const reachesThemAnyway = signal === 'SIGINT' && process.stdin.isTTY
      for (const child of running) if (!reachesThemAnyway) child.kill(signal)
      if (running.size === 0) process.exit(exitCodeOf(signal))
    })
  }
}

/**
 * Something that must be undone even if the process ends early. It has to work synchronously.
 * Gives the function that takes it back.
 * @param {() => void} cleanup
 */
export function beforeExit(cleanup) {
  if (cleanups.size === 0) process.once('exit', cleanUp)
  cleanups.add(cleanup)
  return () => {
    cleanups.delete(cleanup)
    if (cleanups.size === 0) process.off('exit', cleanUp)
  }
}

function cleanUp() {
  for (const cleanup of cleanups) cleanup()
}

/**
 * The environment for a program: ours without what npm adds (another package manager would take it
 * for its own settings), with telemetry off.
 * @param {NodeJS.ProcessEnv} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
export function cleanEnvironment(extra = {}) {
  const kept = Object.entries({ ...process.env, ...extra }).filter(
    ([name]) => mirrorSettings.test(name) || !/^npm_|^INIT_CWD$/i.test(name),
  )
  return {
    ...Object.fromEntries(kept),
    NEXT_TELEMETRY_DISABLED: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
  }
}

/** @param {NodeJS.Signals | null} signal */
function exitCodeOf(signal) {
  const numbers = { SIGHUP: 129, SIGINT: 130, SIGKILL: 137, SIGTERM: 143 }
  return signal !== null && signal in numbers ? numbers[/** @type {'SIGINT'} */ (signal)] : 1
}
