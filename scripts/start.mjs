import { runProgram } from './processes.mjs'
import { runTurbo } from './toolchain.mjs'

/**
 * Builds what changed and serves it until it is told to stop. The server prints its own address.
 * @param {string[]} _args
 */
export async function run(_args) {
  const built = await runTurbo(['build', '--output-logs=new-only'])
  if (built !== 0) return built
  return runProgram(process.execPath, ['apps/web/dist/server.mjs'], {
    // Whoever looks at a terminal wants to read what the server says, not every request.
    env: { NODE_ENV: 'production', LOG_LEVEL: process.env.LOG_LEVEL || 'warn' },
  })
}
