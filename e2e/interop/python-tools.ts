import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Names that Python goes by, the plain one first: it is the one that somebody chose. */
const pythonNames = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python']
const oldestMinor = 11
/** How long one package and all that it needs may take. */
const installLimitMs = 300_000

/** Programs in a folder of their own, and the packages that could not be brought into it. */
export type PythonRoom = { readonly python: string; readonly missing: readonly string[] }
/** Why there is none. */
export type NoPython = { readonly why: string }

/** Whether what `python --version` said is Python 3.11 or later. */
export function isRecentEnough(said: string): boolean {
  const [, major, minor] = /^Python (\d+)\.(\d+)\b/.exec(said.trim()) ?? []
  return Number(major) === 3 && Number(minor) >= oldestMinor
}

/** The packages of a list of requirements, each as it stands there: `pandas==3.1.1`. */
export function requirementsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '')
}

/**
 * Whether what an installer said means that no registry was reached: then every further try would
 * only wait in vain.
 */
export function isUnreached(said: string): boolean {
  return /connection|name resolution|timed? ?out|proxy|network is unreachable/i.test(said)
}

/**
 * A folder with Python and the packages of a list. One that holds the same list already is taken as
 * it is; a package that cannot be had is told and the others are there all the same.
 */
export async function preparePython(
  folder: string,
  requirements: string,
): Promise<PythonRoom | NoPython> {
  const python = path.join(folder, 'bin', 'python')
  const [marker, mark] = [path.join(folder, 'requirements.sha256'), sha256(requirements)]
  if (existsSync(marker) && readFileSync(marker, 'utf8') === mark && (await works(python)))
    return { python, missing: [] }
  const found = await findPython()
  if (found === undefined) return { why: 'there is no Python 3.11 or later here' }
  rmSync(folder, { recursive: true, force: true })
  const made = await runQuietly(found, ['-m', 'venv', folder], installLimitMs)
  if (made.code !== 0) return { why: `no virtual environment could be made: ${lastLine(made)}` }
  const installed = await installAll(python, requirementsOf(requirements))
  if ('missing' in installed && installed.missing.length === 0) writeFileSync(marker, mark)
  return installed
}

async function installAll(
  python: string,
  packages: readonly string[],
): Promise<PythonRoom | NoPython> {
  const together = await install(python, packages)
  if (together.code === 0) return { python, missing: [] }
  if (isUnreached(together.said))
    return { why: `the package registry cannot be reached: ${lastLine(together)}` }
  const missing: string[] = []
  for (const each of packages) {
    const alone = await install(python, [each])
    if (alone.code !== 0) missing.push(`${each} (${lastLine(alone)})`)
  }
  return { python, missing }
}

/** Only wheels: nothing is built here, and no package's own code runs while it is brought in. */
function install(python: string, packages: readonly string[]): Promise<Outcome> {
  const patience = ['--retries', '1', '--timeout', '20']
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input']
  const args = ['-m', 'pip', 'install', '--only-binary', ':all:', ...quiet, ...patience]
  return runQuietly(python, [...args, ...packages], installLimitMs)
}

async function findPython(): Promise<string | undefined> {
  for (const name of pythonNames) if (await works(name)) return name
  return undefined
}

async function works(python: string): Promise<boolean> {
  const { code, written } = await runQuietly(python, ['--version'], 20_000)
  return code === 0 && isRecentEnough(written)
}

/** How a program ended, what it wrote, and all that it said besides. */
type Outcome = { readonly code: number; readonly written: string; readonly said: string }

/** Runs a program to its end, or until its time is over. */
export function runQuietly(
  program: string,
  args: readonly string[],
  limitMs: number,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs })
    let [written, said] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      written += piece
    })
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      said += piece
    })
    child.once('error', (error) => resolve({ code: 127, written, said: error.message }))
    child.once('close', (code) => {
      if (code === null) resolve({ code: 124, written, said: `${said}\nIts time was over.` })
      else resolve({ code, written, said })
    })
  })
}

function lastLine({ said }: Outcome): string {
  return said.trim().split('\n').at(-1) ?? ''
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
