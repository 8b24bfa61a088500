import { testEngines } from '@parallax/db/test'
import { type ProjectId, registryStreamId } from '@parallax/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { follow } from '../../test/feed-reader.ts'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import {
  entity,
  importDocument,
  join,
  newProject,
  operation,
  registryOf,
  type SampleDocument,
} from '../../test/sample-work.ts'
import type { Api } from '../create-api.ts'
import type { FeedEvent } from '../feed/feed-event.ts'
import { mintId } from '../mint-id.ts'

type PresenceEvent = Extract<FeedEvent, { readonly kind: 'presence' }>

describe.each(testEngines)('presence on %s', (engine) => {
  let api: TestApi
  let olga: TestPerson
  let gus: TestPerson
  let project: ProjectId
  let sample: SampleDocument
  const readers: { readonly leave: () => void }[] = []

  beforeAll(async () => {
    api = await openTestApi(engine)
    olga = await api.person('Olga')
    gus = await api.person('Gus')
    project = await newProject(olga)
    await join(olga, project, gus, 'annotator')
    sample = await importDocument(api.services, olga, project)
  })
  afterAll(async () => {
    for (const reader of readers) reader.leave()
    await api.remove()
  })

  /** What somebody's feed tells, as it comes. */
  async function hear(of: Api, person: TestPerson, at = project) {
    const streams = [{ id: registryStreamId(at), seq: 0 }]
    const request = { feed: mintId(), projects: [{ project: at, streams }] }
    const reader = await follow(of.services, person.sessionToken, request)
    readers.push(reader)
    const presence = () =>
      reader.heard.filter((event): event is PresenceEvent => event.kind === 'presence')
    const people = () => presence().flatMap((event) => event.people)
    return { reader, presence, people }
  }

  const at = (topUtf16: number) => ({
    document: sample.document,
    selection: { startUtf16: topUtf16, endUtf16: topUtf16 + 3 },
    topUtf16,
  })
  const say = (person: TestPerson, where: ReturnType<typeof at> | null, tab = mintId()) =>
    person.call.presence.say({ project, tab, at: where })

  test('others hear where somebody is, and one does not hear oneself', async () => {
    const [hers, his] = [await hear(api, olga), await hear(api, gus)]
    await say(olga, at(5))
    await expect.poll(his.people).toContainEqual({ user: olga.userId, at: at(5) })
    expect(hers.people()).toEqual([])
  })

  test('who comes later hears who is there already', async () => {
    await say(olga, at(7))
    await expect
      .poll(() => api.services.presence.peopleIn(project))
      .toContainEqual({ user: olga.userId, at: at(7) })
    const his = await hear(api, gus)
    await expect.poll(his.presence).toContainEqual({
      kind: 'presence',
      project,
      people: [{ user: olga.userId, at: at(7) }],
      isAll: true,
    })
  })

  test('a hundred moves at once are told as few, and the last one is among them', async () => {
    const his = await hear(api, gus)
    const tab = mintId()
    for (let move = 0; move < 100; move += 1)
      api.services.presence.say({ project, user: olga.userId, tab, at: at(move) })
    await expect.poll(his.people).toContainEqual({ user: olga.userId, at: at(99) })
    expect(his.people().length).toBeLessThanOrEqual(3)
  })

  test('only the tab in front of somebody takes them away when it closes', async () => {
    const his = await hear(api, gus)
    const [front, back] = [mintId(), mintId()]
    await say(olga, at(1), back)
    await say(olga, at(2), front)
    await expect.poll(his.people).toContainEqual({ user: olga.userId, at: at(2) })
    await say(olga, null, back)
    await say(olga, null, front)
    await expect.poll(his.people).toContainEqual({ user: olga.userId, at: null })
    expect(his.people().filter((person) => person.at === null)).toHaveLength(1)
  })

  test('nothing of it is in a log, a table or a file', async () => {
    const before = api.statements.length
    const his = await hear(api, gus)
    const mark = 77_123_451
    await say(olga, { ...at(3), topUtf16: mark })
    await expect.poll(() => his.people().some((each) => each.at?.topUtf16 === mark)).toBe(true)
    const written = api.statements.slice(before).filter((each) => /insert|update/i.test(each))
    expect(written).toEqual([])
    const { entries } = await olga.call.changes.history({
      project,
      stream: sample.documentStream.id,
    })
    expect(JSON.stringify(entries)).not.toContain(String(mark))
    for (const table of ['changes', 'records', 'audit_log', 'streams']) {
      const { rows } = await api.services.db.execute(`select t::text as line from ${table} t`)
      expect(JSON.stringify(rows), table).not.toContain(String(mark))
    }
  })

  test('who works blind hears the same whether others are there or not', async () => {
    const told: string[] = []
    for (const isThere of [true, false]) {
      const blind = await newProject(olga)
      await join(olga, blind, gus, 'annotator')
      await api.services.db.execute(`update projects set mode = 'blind' where id = '${blind}'`)
      api.services.access.forgetPerson(olga.userId)
      const his = await hear(api, gus, blind)
      if (isThere) await olga.call.presence.say({ project: blind, tab: mintId(), at: at(4) })
      const create = operation('entity.create', registryOf(blind), entity(blind, 'Last'))
      await gus.call.operations.submit({ project: blind, operations: [create] })
      await expect.poll(() => his.reader.heard.some(({ kind }) => kind === 'changes')).toBe(true)
      await new Promise((resolve) => setTimeout(resolve, 300))
      const kinds = his.reader.heard.map((event) =>
        event.kind === 'presence' ? { ...event, project: 'it' } : event.kind,
      )
      told.push(JSON.stringify(kinds))
    }
    expect(told[0]).toBe(told[1])
  })

  test('who is removed is taken away at once', async () => {
    const eve = await api.person(`Eve of ${engine}`)
    await join(olga, project, eve, 'annotator')
    const hers = await hear(api, olga)
    await say(eve, at(9))
    await expect.poll(hers.people).toContainEqual({ user: eve.userId, at: at(9) })
    await olga.call.members.remove({ project, user: eve.userId })
    await expect.poll(hers.people).toContainEqual({ user: eve.userId, at: null })
  })

  test('a hundred words a second are not listened to', async () => {
    const calls = Array.from({ length: 100 }, () => say(gus, at(1)).catch(() => 'refused'))
    expect(
      (await Promise.all(calls)).filter((answer) => answer === 'refused').length,
    ).toBeGreaterThan(50)
  })

  test.runIf(engine === 'postgresql')('is heard in the other processes', async () => {
    const other = await api.secondProcess()
    const his = await hear(other, gus)
    await say(olga, at(11))
    await expect.poll(his.people).toContainEqual({ user: olga.userId, at: at(11) })
  })

  test('F14: a role that changes, a session and a membership that end without a word are noticed within 5 s', async () => {
    const zoe = await api.person('Zoe')
    await join(olga, project, zoe, 'annotator')
    const hers = await hear(api, zoe)
    const kinds = () =>
      hers.reader.heard.map((event) => (event.kind === 'access' ? event.access : event.kind))
    await expect.poll(kinds).toContain('watching')
    const within5s = { timeout: 5_000 }
    // It is known what she is once it was looked up.
    await new Promise((resolve) => setTimeout(resolve, 3_500))
    await api.services.db.execute(
      `update members set role = 'reader' where user_id = '${zoe.userId}'`,
    )
    await expect.poll(kinds, within5s).toContain('changed')
    await api.services.db.execute(`delete from members where user_id = '${zoe.userId}'`)
    await expect.poll(kinds, within5s).toContain('removed')
    await api.services.db.execute(`delete from sessions where user_id = '${zoe.userId}'`)
    await expect.poll(kinds, within5s).toContain('ended')
    await expect.poll(() => hers.reader.ended).toBe('ended')
  })
})
