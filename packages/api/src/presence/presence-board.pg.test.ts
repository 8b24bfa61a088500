import { testEngines } from '@parallax/db/test'
import { type ProjectId, registryStreamId } from '@parallax/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
  const stops: AbortController[] = []

  beforeAll(async () => {
    api = await openTestApi(engine)
    olga = await api.person('Olga')
    gus = await api.person('Gus')
    project = await newProject(olga)
    await join(olga, project, gus, 'annotator')
    sample = await importDocument(api.services, olga, project)
  })
  afterAll(async () => {
    for (const stop of stops) stop.abort()
    await api.remove()
  })

  /** What somebody's feed tells, as it comes. */
  async function follow(of: Api, person: TestPerson, at = project) {
    const owner = { feedId: mintId(), userId: person.userId, sessionId: mintId() }
    const feed = of.services.feeds.open(owner)
    if (!feed) throw new Error('a first feed is not one too many')
    const heard: FeedEvent[] = []
    const stop = new AbortController()
    stops.push(stop)
    await of.services.feeds.add(feed, at, [{ id: registryStreamId(at), seq: 0 }])
    void (async () => {
      for await (const { event } of feed.events(stop.signal)) heard.push(event)
    })()
    const presence = () =>
      heard.filter((event): event is PresenceEvent => event.kind === 'presence')
    const people = () => presence().flatMap((event) => event.people)
    return { heard, presence, people, stop: () => stop.abort() }
  }

  const at = (topUtf16: number) => ({
    document: sample.document,
    selection: { startUtf16: topUtf16, endUtf16: topUtf16 + 3 },
    topUtf16,
  })
  const say = (person: TestPerson, where: ReturnType<typeof at> | null, tab = mintId()) =>
    person.call.presence.say({ project, tab, at: where })

  test('others hear where somebody is, and one does not hear oneself', async () => {
    const [hers, his] = [await follow(api, olga), await follow(api, gus)]
    await say(olga, at(5))
    await expect.poll(his.people).toContainEqual({ user: olga.userId, at: at(5) })
    expect(hers.people()).toEqual([])
  })

  test('who comes later hears who is there already', async () => {
    await say(olga, at(7))
    await expect
      .poll(() => api.services.presence.peopleIn(project))
      .toContainEqual({ user: olga.userId, at: at(7) })
    const his = await follow(api, gus)
    await expect.poll(his.presence).toContainEqual({
      kind: 'presence',
      project,
      people: [{ user: olga.userId, at: at(7) }],
      isAll: true,
    })
  })

  test('a hundred moves at once are told as few, and the last one is among them', async () => {
    const his = await follow(api, gus)
    const tab = mintId()
    for (let move = 0; move < 100; move += 1)
      api.services.presence.say({ project, user: olga.userId, tab, at: at(move) })
    await expect.poll(his.people).toContainEqual({ user: olga.userId, at: at(99) })
    expect(his.people().length).toBeLessThanOrEqual(3)
  })

  test('only the tab in front of somebody takes them away when it closes', async () => {
    const his = await follow(api, gus)
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
    const his = await follow(api, gus)
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
      const his = await follow(api, gus, blind)
      if (isThere) await olga.call.presence.say({ project: blind, tab: mintId(), at: at(4) })
      const create = operation('entity.create', registryOf(blind), entity(blind, 'Last'))
      await gus.call.operations.submit({ project: blind, operations: [create] })
      await expect.poll(() => his.heard.some(({ kind }) => kind === 'changes')).toBe(true)
      await new Promise((resolve) => setTimeout(resolve, 300))
      const kinds = his.heard.map((event) =>
        event.kind === 'presence' ? { ...event, project: 'it' } : event.kind,
      )
      told.push(JSON.stringify(kinds))
    }
    expect(told[0]).toBe(told[1])
  })

  test('who is removed is taken away at once', async () => {
    const eve = await api.person(`Eve of ${engine}`)
    await join(olga, project, eve, 'annotator')
    const hers = await follow(api, olga)
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
    const his = await follow(other, gus)
    await say(olga, at(11))
    await expect.poll(his.people).toContainEqual({ user: olga.userId, at: at(11) })
  })

  test.runIf(engine === 'postgresql')(
    'F14: a session and a membership that end without a word are noticed within 5 s',
    async () => {
      const zoe = await api.person('Zoe')
      await join(olga, project, zoe, 'annotator')
      const streams = [{ id: registryStreamId(project), seq: 0 }]
      const feed = await zoe.call.changes.follow({
        feed: mintId(),
        projects: [{ project, streams }],
      })
      const kinds: string[] = []
      const end = (async () => {
        for await (const told of feed) {
          const [, event] = told as unknown as readonly [string, FeedEvent] // as tracked events are
          kinds.push(event.kind === 'access' ? event.access : event.kind)
        }
      })()
      await expect.poll(() => kinds).toContain('watching')
      const within5s = { timeout: 5_000 }
      await api.services.db.execute(`delete from members where user_id = '${zoe.userId}'`)
      await expect.poll(() => kinds, within5s).toContain('removed')
      await api.services.db.execute(`delete from sessions where user_id = '${zoe.userId}'`)
      await expect.poll(() => kinds, within5s).toContain('ended')
      await end
    },
  )
})
