import { execFileSync } from 'node:child_process'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'

/**
 * @typedef {object} Browser a Chromium that can be started
 * @property {string} executablePath
 * @property {string} origin where it was found, for the log
 * @property {Record<string, string>} env what it needs in its environment beyond ours
 */

const require = createRequire(import.meta.url)
const nodeModules = path.join(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
  '..',
  'node_modules',
)

/**
 * A Chromium to test with: CHROMIUM_PATH, then one installed on this machine, then Playwright's own
 * download, then the one an npm package carries (Linux on x64). Throws, naming what to install, when
 * there is none.
 * @returns {Promise<Browser>}
 */
export async function findBrowser() {
  return namedBrowser() ?? installedBrowser() ?? downloadedBrowser() ?? (await packagedBrowser())
}

/** @returns {Browser | undefined} */
function namedBrowser() {
  const executablePath = process.env.CHROMIUM_PATH
  if (executablePath === undefined || executablePath === '') return undefined
  if (!existsSync(executablePath)) {
    throw new Error(`CHROMIUM_PATH names ${executablePath}, which is not there`)
  }
  return { executablePath, origin: 'CHROMIUM_PATH', env: {} }
}

const programNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
]
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** @returns {Browser | undefined} */
function installedBrowser() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '')
  const onPath = programNames.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  const executablePath = [...onPath, ...applications].filter(existsSync).find(startsUp)
  return executablePath === undefined
    ? undefined
    : { executablePath, origin: executablePath, env: {} }
}

/** Some systems put a note in the place of a browser: what cannot say its version is none. */
function startsUp(/** @type {string} */ executablePath) {
  try {
    execFileSync(executablePath, ['--version'], { stdio: 'ignore', timeout: 20_000 })
    return true
  } catch (failure) {
    console.log(`${executablePath} does not start and is passed over: ${String(failure)}`)
    return false
  }
}

/** @returns {Browser | undefined} */
function downloadedBrowser() {
  const executablePath = require('@playwright/test').chromium.executablePath()
  if (!existsSync(executablePath)) return undefined
  return { executablePath, origin: "Playwright's own download", env: {} }
}

/** @returns {Promise<Browser>} */
async function packagedBrowser() {
  const entry = resolveCarrier()
  if (entry === undefined) throw new Error(nothingFound)
  const packageFolder = path.join(path.dirname(entry), '..', '..')
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'))
  const folder = path.join(nodeModules, '.cache', 'chromium', version)
  if (!existsSync(folder)) await unpack(packageFolder, folder)
  writeFileSync(path.join(folder, 'fonts', 'fonts.conf'), fontSettings(folder))
  return {
    executablePath: path.join(folder, 'chromium'),
    origin: `the package @sparticuz/chromium ${version}`,
    env: {
      LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: path.join(folder, 'fonts'),
    },
  }
}

const nothingFound =
  'no browser to test with. Install one (`apt-get install chromium`, or Google Chrome), ' +
  'or set CHROMIUM_PATH to a Chromium.'

function resolveCarrier() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  try {
    return realpathSync(require.resolve('@sparticuz/chromium'))
  } catch (missing) {
    if (missing instanceof Error && 'code' in missing && missing.code === 'MODULE_NOT_FOUND') {
      return undefined
    }
    throw missing
  }
}

/**
 * Unpacks the browser, its libraries and its font into our own cache. The package would use the
 * system's temporary folder, a path that anyone on the machine could have filled before.
 * @param {string} packageFolder @param {string} folder
 */
async function unpack(packageFolder, folder) {
  console.log('Unpacking the browser that an npm package carries (once).')
  const unfinished = `${folder}.${process.pid}`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true })
  const { extract } = createRequire(path.join(packageFolder, 'package.json'))('tar-fs')
  const packed = (/** @type {string} */ name) =>
    createReadStream(path.join(packageFolder, 'bin', name))
  const program = createWriteStream(path.join(unfinished, 'chromium'), { mode: 0o755 })
  await pipeline(packed('chromium.br'), createBrotliDecompress(), program)
  for (const name of ['al2023', 'fonts']) {
    const target = path.join(unfinished, name)
    await pipeline(packed(`${name}.tar.br`), createBrotliDecompress(), extract(target))
  }
  if (existsSync(folder)) rmSync(unfinished, { recursive: true, force: true })
  else renameSync(unfinished, folder)
}

/**
 * Where the browser's font lies. The settings in the package name folders of the place it was made
 * for, and a browser without any font ends as soon as a letter is missing in those of the page.
 * @param {string} folder
 */
function fontSettings(folder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(folder, 'fonts', 'fonts')}</dir>
  <cachedir>${path.join(folder, 'fonts', 'cache')}</cachedir>
</fontconfig>
`
}

/**
 * What Chromium leaves away in tests. Of several lists it takes the last, which is this one: so what
 * Playwright leaves away stands here too. What comes after the empty line is ours, two pages that
 * every window would load, in a process of their own, for an address line that nobody sees.
 */
const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',

  'WebUIOmniboxPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxAimPopup',
]

/**
 * How Chromium is started for tests: quiet, without a network of its own. It visits nothing but our
 * own server on this machine.
 */
export const browserArguments = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${disabledFeatures.join(',')}`,
]
