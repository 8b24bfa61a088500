import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { startPostgres } from './postgres.mjs'
import { cacheFolder, repositoryFolder, runProgram } from './processes.mjs'

const benchFolder = path.join(repositoryFolder, 'e2e', 'bench')

/** Benchmarks that need no PostgreSQL. */
const withoutDatabase = ['surface']

/**
 * Bundles one benchmark and runs it, most of them against a PostgreSQL of its own, whose address it
 * finds in TEST_DATABASE_URL. The programs beside that server, such as pgbench, are first on its PATH.
 * @param {string[]} args the name of the benchmark, then what is meant for it
 */
export async function run([name, ...args]) {
  const source = path.join(benchFolder, `${name}.bench.ts`)
  if (name === undefined || !existsSync(source)) {
    console.error(
      `Usage: npm run bench -- NAME. There is: ${benchNames().join(', ') || 'none yet'}.`,
    )
    return 2
  }
  const bundle = path.join(cacheFolder, 'bench', `${name}.mjs`)
  await bundleFor(source, bundle)
  const program = ['--expose-gc', bundle, ...args]
  if (withoutDatabase.includes(name))
    return await runProgram(process.execPath, program, { env: { NODE_ENV: 'production' } })
  const server = await startPostgres()
  console.log(`PostgreSQL: ${server.origin}`)
  try {
    return await runProgram(process.execPath, program, {
      env: {
        NODE_ENV: 'production',
        TEST_DATABASE_URL: server.url,
        PATH: pathWith(server.programs),
      },
    })
  } finally {
    server.stop()
  }
}

function benchNames() {
  return readdirSync(benchFolder)
    .filter((file) => file.endsWith('.bench.ts'))
    .map((file) => file.slice(0, -'.bench.ts'.length))
}

/** @param {string | undefined} programs */
function pathWith(programs) {
  const own = process.env.PATH ?? ''
  return programs === undefined ? own : `${programs}${path.delimiter}${own}`
}

/**
 * Our packages are TypeScript and go into the bundle; everything else stays where it is installed
 * and is imported by its full path, because a file in the cache could not find it by name.
 * @param {string} source @param {string} bundle
 */
export async function bundleFor(source, bundle) {
  await build({
    entryPoints: [source],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
    plugins: [installedPackages, ownAddress],
  })
}

/** @type {import('esbuild').Plugin} */
const installedPackages = {
  name: 'installed-packages',
  setup(bundler) {
    bundler.onResolve({ filter: /^[^./]/ }, async ({ path: name, pluginData, ...from }) => {
      if (pluginData === installedPackages || /^(node:|@parallax\/)/.test(name)) return undefined
      const { resolveDir, kind } = from
      const found = await bundler.resolve(name, { resolveDir, kind, pluginData: installedPackages })
      if (found.errors.length > 0 || found.namespace !== 'file' || found.external) return found
      return { path: pathToFileURL(found.path).href, external: true }
    })
  },
}

/**
 * A file that finds its neighbours by its own address must keep that address inside the bundle.
 * @type {import('esbuild').Plugin}
 */
const ownAddress = {
  name: 'own-address',
  setup(bundler) {
    bundler.onLoad({ filter: /\.(ts|mjs)$/ }, ({ path: file }) => {
      const text = withGlobs(readFileSync(file, 'utf8'))
      if (!text.includes('import.meta.url')) return undefined
      const address = JSON.stringify(pathToFileURL(file).href)
      return {
        contents: text.replaceAll('import.meta.url', address),
        loader: file.endsWith('.ts') ? 'ts' : 'js',
      }
    })
  },
}

/**
 * Tests read texts through Vite, which a bundle does without: here they are read when it runs.
 * @param {string} text
 */
function withGlobs(text) {
  if (!text.includes('import.meta.glob')) return text
  const reader = JSON.stringify(path.join(repositoryFolder, 'scripts', 'glob-texts.mjs'))
  const called = text.replaceAll(/import\.meta\.glob(?:<\w+>)?\(/g, 'globTexts(import.meta.url, ')
  return `import { globTexts } from ${reader}\n${called}`
}
