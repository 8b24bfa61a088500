import { setTimeout as passing } from 'node:timers/promises'
import { chooser } from '@parallax/domain/test'
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
import { rounds } from './rounds.ts'
import { Acknowledged } from './sound-data.ts'

const count = rounds(2, 50)
const documentCount = 12
const text = 'The ferry stays in harbour, Tomas Reel said on Tuesday.\n'

describe.each(['postgresql', 'pglite'] as const)('on %s', (engine) => {
  let server: JourneyServer
  let owner: Visitor
  let file: string
  let place: Workplace
  const acknowledged = new Acknowledged()

  beforeAll(async () => {
    server = await startJourneyServer(engine, 'a killed import')
    owner = await signUp(server.baseUrl, 'Olga Owner')
    const project = await newProject(owner)
    for (let at = 0; at < documentCount; at++)
      place = await newWorkplace(owner, project, `${text.repeat(200)}${at}\n`)
    file = await exported(project)
  })
  afterAll(() => server.stop())

  test('F31: an import whose server is killed is there whole or not at all, and can be done again', async () => {
    for (let number = 0; number < count; number++) {
      const project = newId()
      await mutate(owner, 'projects.create', { id: project, name: 'Taken in', mode: 'together' })
      const { jobId } = await startImport(project)
      const writing = untilKilled()
      await passing(chooser(number).below(400))
      await server.kill()
      await writing
      await server.start()
      const size = documentsIn(await exported(project))
      expect([0, documentCount]).toContain(size)
      const { state } = await query<Job>(owner, 'jobs.get', { project, job: jobId })
      // Another process tells it after a while; the one that has the database alone at its start.
      if (engine === 'pglite') expect(state).toBe(size === 0 ? 'failed' : 'done')
      else expect(state === 'done').toBe(size > 0)
      if (size === 0) await untilDone(project, (await startImport(project)).jobId)
      expect(documentsIn(await exported(project))).toBe(documentCount)
    }
    expect(acknowledged.count).toBeGreaterThan(0)
    await acknowledged.expectSound(server)
  })

  /** Somebody annotates where the file came from, until the server is gone. */
  async function untilKilled(): Promise<void> {
    const words = capitalisedWords(place)
    try {
      for (;;)
        for (const word of words) await acknowledged.submit(owner, mentionRequest(place, word))
    } catch (fault) {
      // What was not answered need not be there.
      if (!(fault instanceof TypeError)) throw fault
    }
  }

  type Job = { readonly state: string }

  async function untilDone(project: string, id: string): Promise<void> {
    const ask = async () => (await query<Job>(owner, 'jobs.get', { project, job: id })).state
    await expect.poll(ask, { timeout: 60_000 }).toBe('done')
  }

  async function startImport(project: string): Promise<{ readonly jobId: string }> {
    const { origin, cookie } = owner
    const response = await fetch(`${origin}/api/imports/${project}/parallax`, {
      method: 'POST',
      headers: { origin, cookie, 'content-type': 'application/octet-stream' },
      body: file,
    })
    expect(response.status).toBe(202)
    // What this door answers with.
    return (await response.json()) as { jobId: string }
  }

  async function exported(project: string): Promise<string> {
    const { origin, cookie } = owner
    const response = await fetch(`${origin}/api/exports/${project}/parallax`, {
      headers: { cookie },
    })
    expect(response.status).toBe(200)
    return await response.text()
  }
})

function documentsIn(file: string): number {
  return file.split('\n').filter((line) => line.includes('"textSha256"')).length
}
