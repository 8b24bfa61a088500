import { isProjectGone, schema } from '@parallax/db'
import { testEngines } from '@parallax/db/test'
import { type Operation, type ProjectId, projectIdSchema } from '@parallax/domain'
import { eq, is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestPerson } from '../../test/open-test-api.ts'
import {
  entity,
  importDocument,
  mention,
  newProject,
  operation,
  registryOf,
  sampleText,
} from '../../test/sample-work.ts'
import { type ServedApi, serveApi } from '../../test/serve-api.ts'
import { mintId } from '../mint-id.ts'
import { submitOperations } from '../submit/submit-operations.ts'
import { uploadText } from '../uploads/upload-text.ts'
import { removeProject } from './remove-project.ts'

/** Every table that holds something of projects. What is done there may be told in the audit log. */
const tables = Object.values(schema)
  .filter((table) => is(table, PgTable))
  .map((table) => getTableConfig(table))
  .filter(({ name, columns }) => name !== 'audit_log' && columns.some(isOfProject))
  .map(({ name }) => name)

function isOfProject({ name }: { readonly name: string }): boolean {
  return name === 'project_id'
}

describe.each(testEngines)('removing a project on %s', (engine) => {
  const lines: string[] = []
  let api: ServedApi
  let olga: TestPerson
  beforeAll(async () => {
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
    api = await serveApi(engine, { log })
    olga = await api.person('Olga')
  })
  afterAll(() => api.remove())

  const leftOf = async (project: ProjectId) => {
    const counts: Record<string, number> = {}
    for (const name of tables) {
      const { rows } = await api.services.db.execute<{ readonly n: number }>(
        `select count(*)::int as n from ${name} where project_id = '${project}'`,
      )
      if (rows[0]?.n !== 0) counts[name] = rows[0]?.n ?? -1
    }
    return counts
  }
  const newEntity = (project: ProjectId) =>
    operation('entity.create', registryOf(project), entity(project, `Ada ${mintId()}`))
  /** As the door submits, once somebody was let in. */
  const submit = (projectId: ProjectId, ...operations: Operation[]) =>
    submitOperations(api.services, {
      projectId,
      actor: { userId: olga.userId, role: 'owner' },
      operations,
    })
  const remove = (project: ProjectId) =>
    removeProject(api.services, project, { onlySamples: false })

  test('F25: whoever writes meanwhile, nothing of it is left', async () => {
    for (let round = 0; round < 12; round += 1) {
      const project = await newProject(olga)
      const { layerStream } = await importDocument(api.services, olga, project)
      const mark = () =>
        operation('records.create', layerStream, { records: [mention(project, 'Ada Quill')] })
      const writing = [0, 1, 2, 3].map(async (writer) => {
        for (let edit = 0; edit < 6; edit += 1)
          await submit(project, writer % 2 === 0 ? mark() : newEntity(project))
      })
      const outcomes = Promise.allSettled(writing)
      for (let turn = 0; turn < round; turn += 1) await submit(project, mark())
      expect(await remove(project)).toBe(true)
      for (const outcome of await outcomes)
        if (outcome.status === 'rejected') expect(isProjectGone(outcome.reason)).toBe(true)
      expect(await leftOf(project)).toEqual({})
    }
  })

  test('who was let in a moment before writes nothing, however late it comes', async () => {
    const project = await newProject(olga)
    const { layerStream } = await importDocument(api.services, olga, project)
    await remove(project)
    const refused = operation('record.set', layerStream, {
      id: mintId(),
      register: 'note',
      value: 'of what is not there',
    })
    for (const late of [newEntity(project), refused])
      await expect(submit(project, late)).rejects.toSatisfy(isProjectGone)
    const bytes = new TextEncoder().encode(sampleText)
    const upload = { projectId: project, userId: olga.userId, filename: 'late.txt', bytes }
    await expect(uploadText(api.services, upload)).rejects.toSatisfy(isProjectGone)
    expect(await leftOf(project)).toEqual({})
  })

  test('others are not kept from writing by what is written to a project that is gone', async () => {
    const [gone, kept] = [await newProject(olga), await newProject(olga)]
    await remove(gone)
    const [late, other] = await Promise.allSettled([
      submit(gone, newEntity(gone)),
      submit(kept, newEntity(kept)),
    ])
    expect(late.status).toBe('rejected')
    expect(other).toMatchObject({ status: 'fulfilled', value: [{ result: 'ok' }] })
  })

  test('they are told that there is nothing for them, at every door, and the log blames nobody', async () => {
    const cookie = await api.cookieOf('Hana')
    const project = projectIdSchema.parse(mintId())
    const post = (path: string, body: string) =>
      fetch(`${api.origin}${path}`, {
        method: 'POST',
        headers: { cookie, origin: api.origin, 'content-type': 'application/json' },
        body,
      })
    const call = (name: string, input: unknown) => post(`/api/trpc/${name}`, JSON.stringify(input))
    await call('projects.create', { id: project, name: 'News', mode: 'together' })
    await call('operations.submit', { project, operations: [newEntity(project)] })
    lines.length = 0
    // Without a word: who has just been let in still is.
    await api.services.db.delete(schema.projects).where(eq(schema.projects.id, project))
    const answers = [
      await call('operations.submit', { project, operations: [newEntity(project)] }),
      await call('invitations.create', { project, role: 'viewer', expiresInDays: 1 }),
      await post(`/api/uploads?project=${project}&filename=late.txt`, sampleText),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(404)
      expect(await answer.text()).toContain('There is nothing here for you.')
    }
    expect(lines.filter((line) => JSON.parse(line).level > 30)).toEqual([])
  })
})
