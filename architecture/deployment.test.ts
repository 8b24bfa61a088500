import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { isReachable, readSettings, type Settings } from '../apps/web/src/server/env.ts'
import {
  bytesOf,
  type Directive,
  directiveAt,
  type Instruction,
  isIgnored,
  readAssignments,
  readDirectives,
  readDockerfile,
  readUnit,
  secondsOf,
  valueAt,
  wordsOf,
} from '../scripts/deployment-files.ts'
import { listFiles } from './source-files.ts'

const textOf = (file: string) => readFileSync(file, 'utf8')
const operations = textOf('docs/operations.md')

/** A number that the product has in its source: a plain one, or a product of such. */
function numberIn(file: string, name: string): number {
  const [, found] = new RegExp(`\\b${name} ?[=:] ([\\d_ *]+)`).exec(textOf(file)) ?? []
  if (found === undefined) throw new Error(`${file} has no number ${name}.`)
  return found
    .replaceAll('_', '')
    .split('*')
    .reduce((product, factor) => product * Number(factor), 1)
}

const hardStopS = numberIn('apps/web/src/server/stop-server.ts', 'hardStopMs') / 1_000
const feedLifeS = numberIn('packages/api/src/feed/open-feed.ts', 'longestLifeS')
const pingEveryS = numberIn('packages/api/src/feed/feed.ts', 'pingEveryS')
const headerBytes = numberIn('apps/web/src/server/main.ts', 'maxHeaderSize')
const importBytes = numberIn('packages/api/src/http/receive-import.ts', 'maxImportBytes')
const oldestPostgres = numberIn('packages/db/src/postgresql/open-postgresql.ts', 'oldestServer')

/** The variables that the server reads. */
const known = new Set(
  [...textOf('apps/web/src/server/env.ts').matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name]) => name),
)

/** The settings that a server gets from these variables. Throws for one that it would not read. */
function settingsFrom(env: Readonly<Record<string, string>>): Settings {
  expect(Object.keys(env).filter((name) => !known.has(name))).toEqual([])
  const settings = readSettings(env)
  if ('errors' in settings) throw new Error(settings.errors.join(' '))
  return settings
}

/** What `npm start` runs once everything is built. */
const [, program = ''] = /\[('[^']+server\.mjs')\]/.exec(textOf('scripts/start.mjs')) ?? []
const serverProgram = program.replaceAll("'", '')

/** Whether a program is here, which is said when it is not. */
function hasProgram(name: string, argument: string, what: string): boolean {
  const isThere = spawnSync(name, [argument]).status === 0
  if (!isThere) process.stderr.write(`${what} was not verified: there is no ${name} here.\n`)
  return isThere
}

test('the server is built to where it is started', () => {
  const [, built] =
    /bundleServer\(path\.join\(folder, '([^']+)'/.exec(textOf('apps/web/build.mjs')) ?? []
  expect(`apps/web/${built}`).toBe(serverProgram)
})

describe('Dockerfile', () => {
  const instructions = readDockerfile(textOf('Dockerfile'))
  const last = Math.max(...instructions.map(({ stage }) => stage))
  const all = (name: string, stage = last) =>
    instructions.filter((each) => each.name === name && each.stage === stage)
  const only = (name: string): Instruction => {
    const [found, ...more] = all(name)
    if (!found || more.length > 0) throw new Error(`There are ${more.length} more of ${name}.`)
    return found
  }
  const env = readAssignments(only('ENV').words)
  const home = only('WORKDIR').words

  test('has instructions that Docker knows, and copies from a stage that it has', () => {
    const names = /^(FROM|WORKDIR|ENV|COPY|RUN|USER|VOLUME|EXPOSE|STOPSIGNAL|HEALTHCHECK|CMD)$/
    expect(instructions.filter(({ name }) => !names.test(name))).toEqual([])
    const stages = instructions.flatMap(({ words }) => / AS (\w+)$/.exec(words)?.[1] ?? [])
    const sources = instructions.flatMap(({ words }) => /--from=(\w+)/.exec(words)?.[1] ?? [])
    expect(sources.filter((source) => !stages.includes(source))).toEqual([])
    expect(sources).toHaveLength(1)
  })

  test('builds and runs on the same Node, one that the product asks for', () => {
    const images = instructions.flatMap(({ name, words }) =>
      name === 'FROM' ? [words.replace(/ AS \w+$/, '')] : [],
    )
    expect(new Set(images).size).toBe(1)
    const [, major] = /^node:(\d+)-/.exec(images[0] ?? '') ?? []
    const [, wanted] = /"node": ">=(\d+)/.exec(textOf('package.json')) ?? []
    expect(Number(major)).toBeGreaterThanOrEqual(Number(wanted))
  })

  test('builds with a command that there is, from files that it was given', () => {
    const [build] = all('RUN', 0)
    const [node, script = '', command = ''] = build?.words.split(' ') ?? []
    expect(node).toBe('node')
    const usage = spawnSync(process.execPath, [script], { encoding: 'utf8' }).stderr
    expect(usage.trim().split(/[ |]/)).toContain(command)
    const patterns = textOf('.dockerignore').trim().split('\n')
    const left = listFiles('.').filter((file) => isIgnored(patterns, file))
    expect(left.filter((file) => !file.startsWith('deploy/'))).toEqual([])
    const secret = ['.git/config', '.parallax/secret', 'node_modules/a', 'e2e/node_modules/a']
    const made = ['apps/web/.next/a', 'apps/web/dist/a', '.turbo/a']
    expect([...secret, ...made].filter((file) => !isIgnored(patterns, file))).toEqual([])
  })

  test('starts what was built, where it was put', () => {
    expect(only('COPY').words).toContain(` ${home} ${home}`)
    expect(wordsOf(only('CMD'))).toEqual(['node', serverProgram])
    expect(textOf('apps/web/src/server/main.ts')).toContain(`'${only('STOPSIGNAL').words}'`)
  })

  test('gives the server settings that it reads, and opens the port that it listens on', () => {
    const settings = settingsFrom(env)
    expect(String(settings.port)).toBe(only('EXPOSE').words)
    expect(settings.dataFolder).toBe(only('VOLUME').words)
    expect(settings.isDevelopment).toBe(false)
    expect(isReachable(settings)).toBe(true)
    const run = `--publish 127.0.0.1:${settings.port}:${settings.port} --volume parallax:${settings.dataFolder} `
    expect(textOf('Dockerfile')).toContain(run)
  })

  test('lets the server write to its data folder, and has the command line', () => {
    const user = only('USER').words
    expect(user).not.toMatch(/^(root|0)\b/)
    const { words } = only('RUN')
    const data = only('VOLUME').words
    const made = `mkdir ${data} && chown ${user}:${user} ${data}`
    expect(words.replaceAll(/\s+/g, ' ')).toContain(made)
    const order = ['RUN', 'USER', 'VOLUME'].map((name) => instructions.indexOf(only(name)))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    const [, target = '', name = ''] = /ln -s (\S+) \S*\/bin\/(\w+)/.exec(words) ?? []
    const file = path.posix.relative(home, target)
    expect(statSync(file).mode & 0o111, `${file} can be run by everybody`).toBe(0o111)
    const { bin } = JSON.parse(textOf('packages/cli/package.json'))
    expect(path.posix.join('packages/cli', bin[name])).toBe(file)
  })

  test('asks for the health of the server as it is answered', async () => {
    const [command = '', ...args] = wordsOf(only('HEALTHCHECK'))
    expect(command).toBe('node')
    let status = 200
    const server = createServer((request, response) => {
      response.writeHead(isAnswered(request.url) ? status : 404).end()
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const PORT = String((server.address() as AddressInfo).port) // it listens on a port
    const asked = () => endOf(args, { PORT })
    expect(await asked()).toBe(0)
    status = 503
    expect(await asked()).toBe(1)
    server.close()
    server.closeAllConnections()
    expect(await asked()).toBe(1)
    // Three programs are started, and the machine may be busy.
  }, 30_000)
})

/** Whether our server has an address of this name. */
function isAnswered(address: string | undefined): boolean {
  return textOf('apps/web/src/server/answer-request.ts').includes(`pathname === '${address}'`)
}

async function endOf(args: readonly string[], env: NodeJS.ProcessEnv): Promise<unknown> {
  const [code] = await once(spawn(process.execPath, args, { env, stdio: 'ignore' }), 'exit')
  return code
}

describe('deploy/compose.yaml', () => {
  const document = parseDocument(textOf('deploy/compose.yaml'), { uniqueKeys: true })
  const { name, services, volumes, ...rest } = document.toJS()
  const { server, database } = services
  const image = readDockerfile(textOf('Dockerfile'))
  const inImage = (instruction: string) =>
    image.findLast(({ name: each }) => each === instruction)?.words ?? ''
  /** With passwords as its head says to make them. */
  const secret = 'f00dfeedf00dfeedf00dfeedf00dfeed'
  const filled = (variables: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(variables).map(([key, value]) => [
        key,
        value.replaceAll(/\$\{\w+(:\?|:-)\}/g, (_, how) => (how === ':?' ? secret : '')),
      ]),
    )

  test('is YAML without a doubt, of two services and nothing that Compose does not know', () => {
    expect([...document.errors, ...document.warnings]).toEqual([])
    expect([name, rest]).toEqual(['parallax', {}])
    expect(Object.keys(services)).toEqual(['server', 'database'])
    const keys =
      /^(build|image|init|restart|shm_size|stop_grace_period|depends_on|environment|ports|healthcheck|volumes)$/
    const given = [server, database].flatMap((service) => Object.keys(service))
    expect(given.filter((key) => !keys.test(key))).toEqual([])
  })

  test('builds from the folder with the Dockerfile', () => {
    expect(existsSync(path.join('deploy', server.build, 'Dockerfile'))).toBe(true)
  })

  test('gives the server settings that it reads, and its database with the same name and password', () => {
    const settings = settingsFrom({
      ...readAssignments(inImage('ENV')),
      ...filled(server.environment),
    })
    const url = new URL(settings.databaseUrl ?? '')
    const own = filled(database.environment)
    expect(url.hostname).toBe('database')
    expect(url.port).toBe('5432')
    expect([url.username, url.password]).toEqual([own.POSTGRES_USER, own.POSTGRES_PASSWORD])
    expect(url.pathname).toBe(`/${own.POSTGRES_DB}`)
    const { test: asked } = database.healthcheck
    expect(asked[1]).toBe(`pg_isready --username=${own.POSTGRES_USER} --dbname=${own.POSTGRES_DB}`)
  })

  test('says in its head which values it needs', () => {
    const text = textOf('deploy/compose.yaml')
    const needed = new Set([...text.matchAll(/\$\{(\w+):\?\}/g)].map(([, each]) => each))
    const [, said = ''] = /^# +export (.*)$/m.exec(text) ?? []
    expect(new Set([...said.matchAll(/(\w+)=/g)].map(([, each]) => each))).toEqual(needed)
  })

  test('keeps what both write, and opens the port to this machine alone', () => {
    const folders = [...server.volumes, ...database.volumes].map((each: string) => each.split(':'))
    expect(folders.map(([volume]) => volume).sort()).toEqual(Object.keys(volumes).sort())
    expect(folders.map(([, folder]) => folder)).toEqual([
      inImage('VOLUME'),
      // Where images of PostgreSQL before 18 have their data.
      '/var/lib/postgresql/data',
    ])
    expect(server.ports).toEqual([`127.0.0.1:${inImage('EXPOSE')}:${inImage('EXPOSE')}`])
    expect(database.ports).toBeUndefined()
  })

  test('has a database of a version that works, and starts when it answers', () => {
    const [, major] = /^postgres:(\d+)-/.exec(database.image) ?? []
    expect(Number(major)).toBeGreaterThanOrEqual(oldestPostgres)
    expect(Number(major)).toBeLessThan(18)
    expect(server.depends_on.database).toEqual({ condition: 'service_healthy' })
  })

  test('waits longer for the end than the server takes at most', () => {
    expect(secondsOf(server.stop_grace_period)).toBeGreaterThan(hardStopS)
  })

  test('has the service that the documentation names', () => {
    const [, service = '', command] = /compose exec (\w+) (\w+) /.exec(operations) ?? []
    expect(Object.keys(services)).toContain(service)
    expect(inImage('RUN')).toContain(`/bin/${command} `)
  })
})

describe('deploy/parallax.service', () => {
  const unit = readUnit(textOf('deploy/parallax.service'))
  const value = (key: string) => unit.get(`Service.${key}`)?.join(' ') ?? ''

  test.runIf(hasProgram('systemd-analyze', '--version', 'The unit of systemd'))(
    'is a unit without a word that systemd does not know',
    () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'parallax-unit-'))
      const file = path.join(folder, 'parallax.service')
      // Which folder Node is in is a matter of the machine.
      writeFileSync(
        file,
        textOf('deploy/parallax.service').replace('/usr/bin/node', process.execPath),
      )
      const { stdout, stderr, status } = spawnSync(
        'systemd-analyze',
        ['verify', '--man=no', file],
        {
          encoding: 'utf8',
        },
      )
      rmSync(folder, { recursive: true })
      expect({ said: `${stdout}${stderr}`.trim(), status }).toEqual({ said: '', status: 0 })
    },
  )

  test('starts what was built, from the folder that its head names', () => {
    expect(value('ExecStart')).toBe(`/usr/bin/node ${serverProgram}`)
    const home = value('WorkingDirectory')
    expect(textOf('deploy/parallax.service')).toContain(`built, into ${home}, then`)
    const [, document = ''] = /^file:(.*)$/.exec(unit.get('Unit.Documentation')?.[0] ?? '') ?? []
    expect(existsSync(path.posix.relative(home, document))).toBe(true)
  })

  test('gives the server settings that it reads, and a data folder that it may write to', () => {
    const settings = settingsFrom(readAssignments(value('Environment')))
    expect(settings.dataFolder).toBe(`/var/lib/${value('StateDirectory')}`)
    expect(settings.isDevelopment).toBe(false)
    // Everything else is read-only, but for a folder of its own for what is on its way.
    expect([value('ProtectSystem'), value('PrivateTmp')]).toEqual(['strict', 'yes'])
    expect(value('User')).not.toMatch(/^(root|0)?$/)
    const [, named] = /useradd .* (\S+)$/m.exec(textOf('deploy/parallax.service')) ?? []
    expect([value('User'), value('Group')]).toEqual([named, named])
  })

  test('waits longer for the end than the server takes at most, and asks for it as the server hears', () => {
    expect(secondsOf(value('TimeoutStopSec'))).toBeGreaterThan(hardStopS)
    expect(textOf('apps/web/src/server/main.ts')).toContain(`'${value('KillSignal')}'`)
  })

  test('lets Node make code as it runs, and speak to browsers and to PostgreSQL', () => {
    expect(value('MemoryDenyWriteExecute')).not.toBe('yes')
    const families = value('RestrictAddressFamilies').split(' ').sort()
    expect(families).toEqual(['AF_INET', 'AF_INET6', 'AF_UNIX'])
  })
})

describe.each([
  ['Caddy', 'deploy/Caddyfile'],
  ['nginx', 'deploy/nginx.conf'],
] as const)('the sample of %s', (proxy, file) => {
  const all = readDirectives(textOf(file))
  const settings = proxy === 'Caddy' ? ofCaddy(all) : ofNginx(all)
  const { port } = settingsFrom({})

  test('passes requests on to where the server listens by default', () => {
    expect(settings.upstream).toBe(`127.0.0.1:${port}`)
  })

  test('passes the feed on at once, and waits longer than it is silent or lasts', () => {
    expect(settings.isAtOnce).toBe(true)
    expect(settings.readS).toBeGreaterThan(Math.max(pingEveryS, feedLifeS))
  })

  test('takes files as large, and headers as long, as the server does', () => {
    expect(settings.bodyBytes).toBeGreaterThanOrEqual(importBytes)
    expect(settings.headerBytes).toBeGreaterThanOrEqual(headerBytes)
  })

  test('says itself who asks, whatever that one has said', () => {
    expect(settings.forwardedFor).toEqual([proxy === 'Caddy' ? '{remote_host}' : '$remote_addr'])
  })
})

/** What a proxy does, in the words of both. */
type ProxySettings = {
  readonly upstream: string | undefined
  readonly isAtOnce: boolean
  readonly readS: number
  readonly bodyBytes: number
  readonly headerBytes: number
  /** What it says of who asks; the last word counts. */
  readonly forwardedFor: readonly string[]
}

function ofCaddy(all: readonly Directive[]): ProxySettings {
  const site = directiveAt(all, 'parallax.example.org').inside
  const [upstream] = valueAt(site, 'reverse_proxy')
  const [, address = ''] = valueAt(site, 'reverse_proxy', 'header_up')
  return {
    upstream,
    isAtOnce: valueAt(site, 'reverse_proxy', 'flush_interval')[0] === '-1',
    readS: secondsOf(valueAt(site, 'reverse_proxy', 'transport', 'read_timeout')[0]),
    bodyBytes: bytesOf(valueAt(site, 'request_body', 'max_size')[0]),
    // Go takes headers of a megabyte.
    headerBytes: 2 ** 20,
    forwardedFor: [address],
  }
}

function ofNginx(all: readonly Directive[]): ProxySettings {
  const site = all.filter(({ words }) => words[0] === 'server').at(-1)?.inside ?? []
  const feed = directiveAt(site, 'location /api/feed').inside
  const places = [feed, directiveAt(site, 'location /').inside]
  const [, headers] = valueAt(site, 'large_client_header_buffers')
  return {
    upstream: valueAt(all, 'upstream', 'server')[0],
    isAtOnce: ['proxy_buffering', 'proxy_cache', 'gzip'].every(
      (each) => valueAt(feed, each)[0] === 'off',
    ),
    readS: secondsOf(valueAt(feed, 'proxy_read_timeout')[0]),
    bodyBytes: bytesOf(valueAt(site, 'client_max_body_size')[0]),
    headerBytes: bytesOf(headers),
    forwardedFor: [
      ...new Set(
        places.map((place) => valueAt(place, 'proxy_set_header X-Forwarded-For')[0] ?? ''),
      ),
    ],
  }
}

test.runIf(hasProgram('caddy', 'version', 'The Caddyfile'))('Caddy takes its sample', () => {
  const args = ['validate', '--config', 'deploy/Caddyfile', '--adapter', 'caddyfile']
  const { status, stderr } = spawnSync('caddy', args, { encoding: 'utf8' })
  expect(status, stderr).toBe(0)
})
