import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { repositoryFolder, runProgram } from './processes.mjs'

const stampFile = path.join(repositoryFolder, 'node_modules', '.parallax-installed')

/** Installs what the lockfile names. Returns at once when nothing changed since the last time. */
export async function installDependencies() {
  const wanted = dependencyFingerprint()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  console.log('Installing dependencies (only needed when they changed).')
  const code = await runPnpm(['install', '--frozen-lockfile'])
  if (code !== 0) throw new Error(`installing the dependencies ended with code ${code}`)
  writeFileSync(stampFile, wanted)
}

/**
 * Runs the pinned pnpm, fetched by npm when it is not there yet. Corepack is not needed.
 * @param {readonly string[]} args
 */
export function runPnpm(args) {
  return runProgram('npx', ['--yes', `pnpm@${pinnedPnpmVersion()}`, ...args])
}

/**
 * Runs a task of every package that has it. Turborepo looks for pnpm on the PATH; the pinned one
 * puts itself there.
 * @param {readonly string[]} args
 */
export function runTurbo(args) {
  return runPnpm(['exec', 'turbo', 'run', ...args])
}

/** The version of `packageManager` in package.json, without its checksum. */
function pinnedPnpmVersion() {
  const manifest = JSON.parse(readFileSync(path.join(repositoryFolder, 'package.json'), 'utf8'))
  const version = /^pnpm@([\d.]+)/.exec(manifest.packageManager)?.[1]
  if (version === undefined) throw new Error('package.json must pin pnpm in "packageManager"')
  return version
}

/** Changes whenever an install could give something else: the lockfile, a manifest, the platform. */
function dependencyFingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  for (const file of dependencyFiles()) hash.update(readFileSync(file))
  return hash.digest('hex')
}

function dependencyFiles() {
  const rooms = ['apps', 'packages'].flatMap((folder) =>
    readdirSync(path.join(repositoryFolder, folder)).map((name) => `${folder}/${name}`),
  )
  return ['.', 'e2e', ...rooms.sort()]
    .map((folder) => path.join(repositoryFolder, folder, 'package.json'))
    .concat(
      ['pnpm-lock.yaml', 'pnpm-workspace.yaml'].map((name) => path.join(repositoryFolder, name)),
    )
    .filter((file) => existsSync(file))
}
