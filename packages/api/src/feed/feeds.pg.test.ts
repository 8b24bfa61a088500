import { testEngines } from '@parallax/db/test'
import { expect, test } from 'vitest'
import { follow } from '../../test/feed-reader.ts'
import { openTestApi } from '../../test/open-test-api.ts'
import { entity, newProject, operation, registryOf } from '../../test/sample-work.ts'
import { appRouter } from '../app-router.ts'
import { mintId } from '../mint-id.ts'

test.each(testEngines)(
  'F32: on %s a fault over one feed breaks off that feed, which goes on later, and no other',
  async (engine) => {
    const api = await openTestApi(engine)
    const olga = await api.person('Olga')
    const project = await newProject(olga)
    const registry = registryOf(project)
    const write = async (name: string) => {
      const operations = [operation('entity.create', registry, entity(project, name))]
      const { answers } = await olga.call.operations.submit({ project, operations })
      return answers[0]?.result === 'ok' ? answers[0].seq : 0
    }
    const join = (lastEventId = '') => {
      const projects = [{ project, streams: [{ id: registry.id, seq: 0 }] }]
      return follow(api.services, olga.sessionToken, { feed: mintId(), projects }, lastEventId)
    }
    const first = await write('One')
    const [broken, whole] = [await join(), await join()]
    for (const reader of [broken, whole]) await expect.poll(() => reader.seqs()).toContain(first)
    const fail = () => {
      throw new Error('This line is in a state that nobody has thought of.')
    }
    Object.assign(broken.sink, { write: fail })
    const second = await write('Two')
    await expect.poll(() => whole.seqs()).toContain(second)
    expect([broken.ended, whole.ended]).toEqual(['cut', undefined])
    const again = await join(broken.ids.at(-1))
    await expect.poll(() => again.seqs()).toEqual([second])
    await api.remove()
  },
)

test('what two processes write while somebody reads slowly is told to its end', async () => {
  const api = await openTestApi('postgresql')
  const olga = await api.person('Olga')
  const project = await newProject(olga)
  const registry = registryOf(project)
  const other = await api.secondProcess()
  const context = { services: other.services, sessionToken: olga.sessionToken }
  const elsewhere = appRouter.createCaller({ ...context, clientAddress: '127.0.0.1' })
  const write = async ({ operations }: typeof elsewhere, name: string) => {
    const made = operation('entity.create', registry, entity(project, name))
    const { answers } = await operations.submit({ project, operations: [made] })
    return answers[0]?.result === 'ok' ? answers[0].seq : 0
  }
  const first = await write(olga.call, 'One')
  const heard: number[] = []
  const hints = api.services.bus.subscribe((heads) => heard.push(...heads.map(({ seq }) => seq)))
  hints.watch([{ projectId: project, streamId: registry.id, seq: first }])
  const projects = [{ project, streams: [{ id: registry.id, seq: first }] }]
  const reader = await follow(api.services, olga.sessionToken, { feed: mintId(), projects })
  reader.isSlow = true
  await write(olga.call, 'What fills the line')
  await expect.poll(() => reader.seqs()).toHaveLength(1)
  const here = await write(olga.call, 'Written here')
  const there = await write(elsewhere, 'Written there')
  await expect.poll(() => heard).toContain(there)
  reader.isSlow = false
  reader.drained()
  await expect.poll(() => reader.seqs().slice(1)).toEqual([here, there])
  hints.close()
  await api.remove()
})
