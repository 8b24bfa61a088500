import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Api, mintToken, openApi } from '@parallax/api'
import next from 'next'
import { type Logger, pino } from 'pino'
import { requestListener } from './answer-request.ts'
import { isReachable, readSettings, type Settings } from './env.ts'
import { watchForUncaught } from './last-resort.ts'
import { serveMetrics } from './metrics-port.ts'
import { leaveServerNote, removeServerNote } from './server-note.ts'
import { connectionsOf, stopServer } from './stop-server.ts'

/** The bundle stands in `dist`, one below the folder that Next.js builds in. */
const webFolder = fileURLToPath(new URL('..', import.meta.url))

const settings = readSettings()
if ('errors' in settings) {
  say(['Parallax cannot start. Its settings are wrong:', ...settings.errors.map((e) => `  ${e}`)])
  process.exitCode = 1
} else {
  await start(settings)
}

async function start(settings: Settings): Promise<void> {
  const log = pino({ level: settings.logLevel, base: null, redact: ['*.password', '*.token'] })
  const setupToken = isReachable(settings) ? mintToken() : undefined
  const { isDevelopment: dev, port, host: hostname } = settings
  const pages = next({ dev, dir: webFolder, quiet: true, port, hostname })
  const api = await openOrSay(settings, setupToken, log)
  if (api === undefined) return
  await pages.prepare()
  watchForUncaught(api)
  let isReady = true
  // A feed names its streams in its address; five hundred of them take 32 kB.
  const server = createServer({ maxHeaderSize: 64 * 1024 })
  const connections = connectionsOf(server)
  const answer = requestListener({
    api,
    page: pages.getRequestHandler(),
    isDevelopment: settings.isDevelopment,
    isHttps: settings.publicUrl?.startsWith('https:') ?? false,
    build: await readBuild(settings.isDevelopment),
    isReady: () => isReady,
  })
  server.on('request', (request, response) => void answer(request, response))
  server.on('upgrade', (request, socket, head) => {
    // Only the development server of Next.js speaks anything but HTTP.
    if (settings.isDevelopment) void pages.getUpgradeHandler()(request, socket, head)
    else socket.destroy()
  })
  // Longer than proxies keep an idle connection: who closes first must not be who is written to.
  server.keepAliveTimeout = 75_000
  server.headersTimeout = 20_000
  // A file of two gigabytes over a slow line takes its time, but something of it must come.
  server.requestTimeout = 3_600_000
  server.setTimeout(120_000)
  let metrics: Server | undefined
  const stop = onceSignalled(async () => {
    isReady = false
    removeServerNote(settings.dataFolder)
    await stopServer({ server, connections, api, closePages: () => pages.close() })
    metrics?.close()
  })
  if (!(await listen(server, settings))) return stop()
  if (settings.metricsPort !== undefined) metrics = await serveMetrics(api, settings.metricsPort)
  leaveServerNote(settings.dataFolder, settings)
  await greet(api, settings, setupToken)
}

/** The id that Next.js gave to the pages when they were built. */
async function readBuild(isDevelopment: boolean): Promise<string> {
  if (isDevelopment) return 'development'
  return (await readFile(path.join(webFolder, '.next/BUILD_ID'), 'utf8')).trim()
}

async function openOrSay(
  settings: Settings,
  setupToken: string | undefined,
  log: Logger,
): Promise<Api | undefined> {
  const { port, publicUrl, ...rest } = settings
  try {
    return await openApi({ ...rest, address: { port, publicUrl }, setupToken, log })
  } catch (fault) {
    say([`Parallax cannot start: ${fault instanceof Error ? fault.message : String(fault)}`])
    process.exitCode = 1
    return undefined
  }
}

/**
 * Ends by itself on the first signal. A second SIGTERM changes nothing: ending a group of processes
 * delivers it twice. A second Ctrl+C is a person who will not wait.
 */
function onceSignalled(stop: () => Promise<void>): () => Promise<void> {
  let isStopping = false
  const end = async () => {
    if (isStopping) return
    isStopping = true
    await stop()
    process.exit()
  }
  process.on('SIGTERM', () => void end())
  process.on('SIGINT', () => (isStopping ? process.exit(1) : void end()))
  return end
}

function listen(server: Server, { port, host }: Settings): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', (error) => {
      say([`Parallax cannot listen on ${host}:${port}: ${error.message}. Set PORT to a free one.`])
      process.exitCode = 1
      resolve(false)
    })
    server.listen(port, host, () => resolve(true))
  })
}

async function greet(api: Api, settings: Settings, setupToken: string | undefined) {
  const { port, publicUrl } = settings
  const address = publicUrl ?? `http://localhost:${port}`
  const lines = ['', `Parallax is ready at ${address}`]
  if (await api.isFirstRun()) {
    lines.push(
      'Nobody has an account yet: open it and create the first one, which owns this instance.',
    )
    if (setupToken !== undefined) lines.push(`Setup token for the first account: ${setupToken}`)
  }
  say([...lines, ''])
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
