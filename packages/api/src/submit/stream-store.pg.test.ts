import { testEngines } from '@parallax/db/test'
import type { ProjectId } from '@parallax/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { follow } from '../../test/feed-reader.ts'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import {
  entity,
  importDocument,
  mention,
  newProject,
  operation,
  registryOf,
  type SampleDocument,
} from '../../test/sample-work.ts'
import { mintId } from '../mint-id.ts'
import type { Services } from '../services.ts'
import { submitOperations } from './submit-operations.ts'

const shared = testEngines.filter((engine) => engine !== 'pglite')

describe.each(shared)('two processes on one %s', (engine) => {
  let api: TestApi
  let owner: TestPerson
  let project: ProjectId
  let sample: SampleDocument
  let one: Services
  let two: Services

  beforeAll(async () => {
    api = await openTestApi(engine)
    owner = await api.person('Olga')
    project = await newProject(owner)
    sample = await importDocument(api.services, owner, project)
    one = api.services
    two = (await api.secondProcess()).services
  })
  afterAll(() => api.remove())

  const submit = (to: Services, ...operations: ReturnType<typeof operation>[]) =>
    submitOperations(to, {
      projectId: project,
      actor: { userId: owner.userId, role: 'owner' },
      operations,
    })
  const createEntity = (name: string) =>
    operation('entity.create', registryOf(project), entity(project, name))

  test('write the same stream at once: everything is in the log, once and in order', async () => {
    const before = (
      await owner.call.changes
        .since({ project, stream: registryOf(project).id, seq: 0 })
        .catch(() => ({ head: 0 }))
    ).head
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        submit(index % 2 === 0 ? one : two, createEntity(`Entity ${index}`)),
      ),
    )
    const seqs = answers.flat().map((answer) => (answer.result === 'ok' ? answer.seq : 0))
    expect(seqs.sort((a, b) => a - b)).toEqual(
      Array.from({ length: 60 }, (_, index) => before + index + 1),
    )
  })

  test('each plans on what the other wrote, at once and without a hint', async () => {
    const create = createEntity('Just made')
    await submit(one, create)
    const target = (create.args as { id: string }).id
    const uses = operation('records.create', sample.layerStream, {
      records: [mention(project, 'Ada Quill', { entity: target })],
    })
    expect((await submit(two, { ...uses, after: create.id }))[0]?.result).toBe('ok')
    const again = createEntity('And again')
    await submit(one, again)
    const other = operation('records.create', sample.layerStream, {
      records: [mention(project, 'Mara Lind', { entity: (again.args as { id: string }).id })],
    })
    expect((await submit(two, other))[0]?.result).toBe('ok')
  })

  test('the same operation sent to both happens once', async () => {
    const create = createEntity('Sent twice')
    const [first, second] = await Promise.all([submit(one, create), submit(two, create)])
    expect(first).toEqual(second)
    expect(first[0]?.result).toBe('ok')
  })

  test('a name that both give at once is given to one', async () => {
    const wikidata = (name: string) => {
      const { id, data } = entity(project, name)
      const externalIds = { wikidata: 'Q4242' }
      return operation('entity.create', registryOf(project), { id, data: { ...data, externalIds } })
    }
    const answers = await Promise.all([
      submit(one, wikidata('Here')),
      submit(two, wikidata('There')),
    ])
    const results = answers.flat().map(({ result }) => result)
    expect(results.sort()).toEqual(['ok', 'refused'])
  })

  test('a follower of one hears what the other writes', async () => {
    const head = await one.store.get(project, 'registry', registryOf(project).id)
    const streams = [{ id: registryOf(project).id, seq: head.state.seq }]
    const request = { feed: mintId(), projects: [{ project, streams }] }
    const reader = await follow(two, owner.sessionToken, request)
    await submit(one, createEntity('Heard elsewhere'))
    await expect.poll(() => JSON.stringify(reader.heard)).toContain('Heard elsewhere')
    reader.leave()
  })
})
