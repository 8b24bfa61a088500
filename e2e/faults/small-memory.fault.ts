import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as passing } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../bench/new-id.ts'
import { mutate, query, signUp, type Visitor } from '../bench/visitor.ts'
import {
  capitalisedWords,
  mentionRequest,
  newProject,
  newWorkplace,
  type Workplace,
} from '../bench/workplace.ts'
import { type JourneyServer, startJourneyServer } from '../journeys/journey-server.ts'
import { isFullRun } from './rounds.ts'
import { Acknowledged } from './sound-data.ts'

/** What the server may hold in JavaScript. */
const heapMb = 128
const articleCount = 5_000
const sentence = 'The river rose again on Monday, said the ministry of Norvia in Halden. '

describe.runIf(isFullRun).each(['postgresql', 'pglite'] as const)('on %s', (engine) => {
  let server: JourneyServer
  let owner: Visitor
  let place: Workplace
  let folder: string
  let pid: number | undefined
  const acknowledged = new Acknowledged()

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'parallax-memory-'))
    const settings = { NODE_OPTIONS: `--max-old-space-size=${heapMb}` }
    server = await startJourneyServer(engine, 'little memory', settings)
    pid = server.pid
    owner = await signUp(server.baseUrl, 'Olga Owner')
    place = await newWorkplace(owner, await newProject(owner), sentence.repeat(50))
  })
  afterAll(async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('F18: a file larger than the memory is taken in, and others go on', async () => {
    const file = path.join(folder, 'articles.jsonl')
    await write(file, articles())
    const project = await newTogether()
    const { jobId } = await bring(project, 'name=articles.jsonl&format=doccano', file)
    await workUntil(project, jobId, 'done')
    const choices = {}
    const { job } = await mutate<{ job: string }>(owner, 'imports.start', {
      project,
      preview: jobId,
      choices,
    })
    await workUntil(project, job, 'done')
    expect(server.pid).toBe(pid)
    expect((await manifestOf(project)).counts.documents).toBe(articleCount)
    await expectSound()
  })

  test('F18: a line that fills the memory is refused with its number, and others go on', async () => {
    const file = path.join(folder, 'endless.jsonl')
    await write(file, endless())
    const project = await newTogether()
    const { jobId } = await bring(project, 'name=endless.jsonl&format=parallax', file)
    const job = await workUntil(project, jobId, 'done')
    expect(JSON.stringify(job)).toMatch(/has no end/)
    expect(server.pid).toBe(pid)
    await expectSound()
  })

  test('F18: one document as long as there is room for is taken in, and others go on', async () => {
    const file = path.join(folder, 'long.jsonl')
    await write(file, long())
    const project = await newTogether()
    const { jobId } = await bring(project, 'name=long.jsonl&format=doccano', file)
    await workUntil(project, jobId, 'done')
    const asked = { project, preview: jobId, choices: {} }
    const { job } = await mutate<{ job: string }>(owner, 'imports.start', asked)
    await workUntil(project, job, 'done')
    expect(server.pid).toBe(pid)
    expect((await manifestOf(project)).counts.documents).toBe(1)
    await expectSound()
  })

  async function expectSound(): Promise<void> {
    await acknowledged.expectSound(server)
    // To look at the embedded database it was stopped.
    pid = server.pid
  }

  type Job = { readonly state: string; readonly error: string | null }

  /** Somebody annotates until the job has come to this end. */
  async function workUntil(project: string, id: string, end: string): Promise<Job> {
    const words = capitalisedWords(place)
    for (let at = 0; ; at += 1) {
      const word = words[at % words.length]
      if (word) await acknowledged.submit(owner, mentionRequest(place, word))
      const job = await query<Job>(owner, 'jobs.get', { project, job: id })
      if (job.state === end) return job
      expect(['waiting', 'running'], JSON.stringify(job)).toContain(job.state)
      await passing(250)
    }
  }

  /** The first line of an export. */
  async function manifestOf(project: string): Promise<{ counts: { documents: number } }> {
    const { origin, cookie } = owner
    const response = await fetch(`${origin}/api/exports/${project}/parallax`, {
      headers: { cookie },
    })
    let text = ''
    for await (const piece of response.body ?? []) {
      text += Buffer.from(piece).toString('utf8')
      if (text.includes('\n')) break
    }
    return JSON.parse(text.slice(0, text.indexOf('\n')))
  }

  async function newTogether(): Promise<string> {
    const id = newId()
    await mutate(owner, 'projects.create', { id, name: 'Taken in', mode: 'together' })
    return id
  }

  async function bring(project: string, search: string, file: string): Promise<{ jobId: string }> {
    const { origin, cookie } = owner
    const response = await fetch(`${origin}/api/imports/${project}?${search}`, {
      method: 'POST',
      headers: { origin, cookie, 'content-type': 'application/octet-stream' },
      body: Readable.toWeb(createReadStream(file)) as ReadableStream, // the same, in two lists of types
      duplex: 'half',
    } as RequestInit)
    expect(response.status).toBe(202)
    return (await response.json()) as { jobId: string } // what this door answers with
  }
})

async function write(file: string, pieces: Iterable<string>): Promise<void> {
  const out = createWriteStream(file)
  for (const piece of pieces) if (!out.write(piece)) await once(out, 'drain')
  out.end()
  await once(out, 'close')
}

function* articles(): Generator<string> {
  // All in all 150 MB.
  const body = sentence.repeat(420)
  for (let index = 0; index < articleCount; index += 1) {
    const text = `${index}: ${body}`
    const start = text.indexOf('ministry')
    yield `${JSON.stringify({ id: index, text, label: [[start, start + 8, 'Organisation']] })}\n`
  }
}

/** A document that takes the most memory: near the longest line, and two bytes for each of its letters. */
function* long(): Generator<string> {
  const text = sentence.replace('river', 'река').repeat(Math.floor((heapMb * 2 ** 20) / 32 / 75))
  yield `${JSON.stringify({ id: 1, text, label: [[0, 3, 'Place']] })}\n`
}

/** A native file whose second line goes on and on, past what the server may hold. */
function* endless(): Generator<string> {
  const head = {
    kind: 'manifest',
    format: 'parallax',
    version: 1,
    project: { name: 'X', mode: 'together' },
  }
  const rest = {
    exportedAt: '2030-01-31T12:00:00.000Z',
    codebook: null,
    counts: { documents: 1, layers: 0 },
  }
  yield `${JSON.stringify({ ...head, ...rest })}\n{"kind":"`
  const piece = 'x'.repeat(1_000_000)
  for (let index = 0; index < heapMb * 2; index += 1) yield piece
}
