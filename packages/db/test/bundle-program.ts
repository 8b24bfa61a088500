import { renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findPackageFolder } from '../src/package-folder.ts'

type Build = (options: {
  entryPoints: string[]
  outfile: string
  bundle: true
  platform: 'node'
  format: 'esm'
  packages: 'external'
}) => Promise<unknown>

const bundled = new Map<string, Promise<string>>()

/**
 * Bundles a program, once, so that plain Node can run it as a process of its own, and
 * answers with the file. It stands outside `src`, as the server's bundle does.
 */
export function bundleProgram(source: URL): Promise<string> {
  const file = bundled.get(source.href) ?? bundleAnew(fileURLToPath(source))
  bundled.set(source.href, file)
  return file
}

async function bundleAnew(source: string): Promise<string> {
  const cache = join(findPackageFolder(), 'node_modules/.cache')
  const program = join(cache, `${basename(source, '.ts')}.mjs`)
  // Another test process may be running the program: it is replaced in one step.
  const outfile = `${program}.${process.pid}`
  await build()({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  renameSync(outfile, program)
  return program
}

/** The bundler that drizzle-kit brings along. */
function build(): Build {
  const kit = createRequire(import.meta.url).resolve('drizzle-kit')
  // The package is not typed from here; its `build` takes these options.
  return (createRequire(kit)('esbuild') as { build: Build }).build
}
