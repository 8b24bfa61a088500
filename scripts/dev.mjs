import { runProgram } from './processes.mjs'

/**
 * The server with Next.js in development mode: a saved file is on the screen without a build.
 * @param {string[]} _args
 */
export function run(_args) {
  return runProgram(process.execPath, ['apps/web/dev.mjs'], { env: { NODE_ENV: 'development' } })
}
