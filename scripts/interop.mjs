import path from 'node:path'
import { bundleFor } from './bench.mjs'
import { cacheFolder, repositoryFolder, runProgram } from './processes.mjs'

/**
 * Reads the real files of other tools that stand in INTEROP_FIXTURES (or in `../shared/fixtures`) and
 * prints, folder by folder, what is read as its source asserts and what is not, with the reason.
 */
export async function run() {
  const source = path.join(repositoryFolder, 'e2e', 'interop', 'interop.ts')
  const bundle = path.join(cacheFolder, 'interop.mjs')
  await bundleFor(source, bundle)
  return await runProgram(process.execPath, [bundle])
}
