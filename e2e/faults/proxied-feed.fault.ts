import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../journeys/journey-server.ts'
import type { RealClient } from './real-client.ts'
import { isFullRun } from './rounds.ts'
import { openStage, type Round, type Stage } from './stage.ts'

/** From one page to another; a proxy that buffers would take until its buffer is full. */
const longestWayMs = 10_000

const hasNginx = spawnSync('nginx', ['-v']).status === 0
if (isFullRun && !hasNginx)
  process.stderr.write('F13 was not played: there is no nginx on this machine.\n')

/** Started by root, its workers would be somebody who may not look into the folder. */
const asWhoeverStarts = process.getuid?.() === 0 ? 'user root;' : ''

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
  let stage: Stage
  let folder: string
  let origin: string
  let nginx: ReturnType<typeof spawn>

  beforeAll(async () => {
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    stage = await openStage('pglite', 'the feed behind nginx', 1, { PARALLAX_URL: origin })
    folder = mkdtempSync(path.join(tmpdir(), 'parallax-nginx-'))
    const upstreamPort = Number(new URL(stage.server.baseUrl).port)
    writeFileSync(path.join(folder, 'site.conf'), siteFor(upstreamPort, port, isBuffering))
    writeFileSync(
      path.join(folder, 'nginx.conf'),
      `${asWhoeverStarts} daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
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
    await stage.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('what one edits the other has at once, in both directions, not when a buffer is full', async () => {
    const round = await stage.setUp(0)
    const [ada, ben] = [
      await round.join('ada', { site: origin }),
      await round.join('ben', { site: origin }),
    ]
    for (const [from, to] of [
      [ada, ben],
      [ben, ada],
    ] as const) {
      const answered = from.answered
      while (from.answered === answered) await round.work([from], 1, 50)
      const editedMs = performance.now()
      await expect
        .poll(() => hasAllOf(round, from, to), { interval: 10, timeout: 20_000 })
        .toBe(true)
      expect(performance.now() - editedMs).toBeLessThan(longestWayMs)
    }
    await round.work([ada, ben], 40)
    expect(await round.findings()).toEqual([])
    expect([ada, ben].map(({ ended }) => ended)).toEqual([[], []])
    await round.close()
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

/** Everything that was acknowledged to one page, the other has. */
function hasAllOf({ history }: Round, one: RealClient, other: RealClient): boolean {
  const streams = new Map(history.flatMap((e) => (e.kind === 'invoke' ? [[e.op, e.stream]] : [])))
  const seqs = new Map<string | undefined, number>(
    other.session?.store.heads().map(({ id, seq }) => [id, seq]),
  )
  return history.every(
    (event) =>
      event.kind !== 'ok' ||
      event.client !== one.client ||
      (seqs.get(streams.get(event.op)) ?? 0) >= event.seq,
  )
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
