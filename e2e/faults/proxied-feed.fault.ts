import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort, type JourneyServer, startJourneyServer } from '../journeys/journey-server.ts'
import { isFullRun } from './rounds.ts'

const hasNginx = spawnSync('nginx', ['-v']).status === 0
if (isFullRun && !hasNginx)
  process.stderr.write('F13 was not played: there is no nginx on this machine.\n')

/** The sample that docs/operations.md hands out, made to run here: another name, port and no TLS. */
function siteFor(upstreamPort: number, port: number, isBuffering: boolean): string {
  const sample = readFileSync(
    fileURLToPath(new URL('../../deploy/nginx.conf', import.meta.url)),
    'utf8',
  )
  const site = sample
    .replace(/server \{\s+listen 80;[\s\S]*?\n\}\n/, '')
    .replace('server 127.0.0.1:3000;', `server 127.0.0.1:${upstreamPort};`)
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port};`)
    .replace(/\n.*ssl_certificate.*;/g, '')
    .replaceAll('proxy_set_header Host $host;', 'proxy_set_header Host $http_host;')
  return isBuffering ? site.replaceAll('proxy_buffering off;', 'proxy_buffering on;') : site
}

describe.runIf(isFullRun && hasNginx).each([
  ['the sample of ours', false],
  ['the sample, buffering switched on', true],
])('F13: behind nginx with %s', (_, isBuffering) => {
  let server: JourneyServer
  let folder: string
  let origin: string
  let nginx: ReturnType<typeof spawn>

  beforeAll(async () => {
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    server = await startJourneyServer('pglite', 'the feed behind nginx', { PARALLAX_URL: origin })
    folder = mkdtempSync(path.join(tmpdir(), 'parallax-nginx-'))
    const upstreamPort = Number(new URL(server.baseUrl).port)
    writeFileSync(path.join(folder, 'site.conf'), siteFor(upstreamPort, port, isBuffering))
    writeFileSync(
      path.join(folder, 'nginx.conf'),
      `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
       events {}
       http { access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
         fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
         include ${folder}/site.conf; }`,
    )
    nginx = spawn('nginx', ['-c', path.join(folder, 'nginx.conf')], { stdio: 'ignore' })
    await untilAnswers(`${origin}/healthz`)
  })
  afterAll(async () => {
    nginx.kill('SIGQUIT')
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a change reaches who follows it at once, not when a buffer is full', async () => {
    const { cookie, project } = await firstProject(origin)
    const asked = { feed: crypto.randomUUID(), projects: [{ project, streams: [] }] }
    const address = `${origin}/api/feed?follow=${encodeURIComponent(JSON.stringify(asked))}`
    const stop = new AbortController()
    const feed = await fetch(address, { headers: { cookie }, signal: stop.signal })
    expect(feed.headers.get('content-type')).toContain('text/event-stream')
    const reader = feed.body?.getReader()
    // The server gives a sign of life at once; a buffering proxy would keep it.
    const first = await Promise.race([reader?.read(), wait(10_000, 'nothing came')])
    expect(first).toMatchObject({ done: false })
    stop.abort()
  })

  test('nothing beside the site is served', async () => {
    for (const address of [
      '/static../etc/passwd',
      '/..%2f..%2fetc/passwd',
      '/_next/static../server.mjs',
    ])
      expect((await fetch(`${origin}${address}`, { redirect: 'manual' })).status).not.toBe(200)
  })
})

async function firstProject(origin: string): Promise<{ cookie: string; project: string }> {
  const headers = { origin, 'content-type': 'application/json' }
  const post = (address: string, body: object, cookie = '') =>
    fetch(`${origin}${address}`, {
      method: 'POST',
      headers: { ...headers, cookie },
      body: JSON.stringify(body),
    })
  const person = { name: 'Olga', email: 'olga@example.org', password: 'reads the news' }
  const signedUp = await post('/api/auth/sign-up/email', person)
  expect(signedUp.status).toBe(200)
  const cookie = signedUp.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const project = crypto.randomUUID()
  const made = await post(
    '/api/trpc/projects.create',
    { id: project, name: 'News', mode: 'together' },
    cookie,
  )
  expect(made.status).toBe(200)
  return { cookie, project }
}

async function untilAnswers(address: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (
      await fetch(address).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return
    await wait(100)
  }
  throw new Error(`${address} does not answer`)
}
