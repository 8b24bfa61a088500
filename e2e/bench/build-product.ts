import { runTurbo } from '../../scripts/toolchain.mjs'

/** Builds what has changed since the last build, which may be nothing. */
export async function buildProduct(): Promise<void> {
  console.log('Building the product first, where it has changed since the last build.')
  const code = await runTurbo(['build', '--output-logs=errors-only'])
  if (code !== 0) throw new Error(`The build ended with code ${code}.`)
}
