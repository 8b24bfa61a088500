import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openTestDatabase, type TestDatabase, testEngines } from '../../test/open-test-database.ts'
import { sampleAppend } from '../../test/sample-append.ts'
import { appendInProjects } from '../../test/sample-projects.ts'
import { type Database, openDatabase } from '../open-database.ts'
import { type ChangeBus, type Head, openChangeBus } from './change-bus.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function until(holds: () => boolean, timeoutMs = 8_000): Promise<void> {
  const end = Date.now() + timeoutMs
  while (!holds() && Date.now() < end) await pause(5)
  expect(holds()).toBe(true)
}

describe.each(testEngines)('the bus of one process on %s', (engine) => {
  let database: TestDatabase
  let bus: ChangeBus
  beforeAll(async () => {
    database = await openTestDatabase(engine)
    bus = await openChangeBus(database)
  })
  afterAll(async () => {
    await bus.close()
    await database.remove()
  })

  test('a subscriber hears of what it watches, once per seq, and of nothing else', () => {
    const [projectId, streamId] = [randomUUID(), randomUUID()]
    const heard: number[] = []
    const subscription = bus.subscribe((heads) => heard.push(...heads.map((head) => head.seq)))
    bus.publish([{ projectId, streamId, seq: 1 }])
    subscription.watch([{ projectId, streamId, seq: 4 }])
    for (const seq of [3, 4, 5, 5, 7, 6]) bus.publish([{ projectId, streamId, seq }])
    bus.publish([{ projectId: randomUUID(), streamId, seq: 90 }])
    subscription.unwatch([{ projectId, streamId }])
    bus.publish([{ projectId, streamId, seq: 8 }])
    subscription.watch([{ projectId, streamId, seq: 8 }])
    subscription.close()
    bus.publish([{ projectId, streamId, seq: 9 }])
    expect(heard).toEqual([5, 7])
  })

  test('notices reach every listener until it stops listening', () => {
    const heard: unknown[] = []
    const stop = bus.onNotice((notice) => heard.push(notice))
    bus.announce({ topic: 'left', content: { user: 'x' } })
    stop()
    bus.announce({ topic: 'left', content: { user: 'y' } })
    expect(heard).toEqual([{ topic: 'left', content: { user: 'x' } }])
    expect(() => bus.announce({ topic: 'big', content: 'x'.repeat(8_000) })).toThrow('too large')
  })
})

describe('the buses of two processes', () => {
  let here: TestDatabase
  let there: Database
  let sender: ChangeBus
  let receiver: ChangeBus
  beforeAll(async () => {
    here = await openTestDatabase('postgresql')
    there = await openDatabase(here.options)
    sender = await openChangeBus(here)
    receiver = await openChangeBus(there)
  })
  afterAll(async () => {
    await sender.close()
    await receiver.close()
    await there.close()
    await here.remove()
  })

  function watching(heads: readonly Head[]) {
    const heard: Head[] = []
    const subscription = receiver.subscribe((news) => heard.push(...news))
    subscription.watch(heads)
    return { heard, subscription }
  }

  test('a change is heard of in the other process within half a second', async () => {
    const waysMs: number[] = []
    // A machine that is busy with something else may hold one up, but not every one.
    for (let tries = 0; tries < 10 && !waysMs.some((ms) => ms < 500); tries += 1) {
      const head = { projectId: randomUUID(), streamId: randomUUID() }
      const { heard, subscription } = watching([{ ...head, seq: 0 }])
      const sentAt = performance.now()
      sender.publish([{ ...head, seq: 1 }])
      await until(() => heard.length > 0)
      waysMs.push(performance.now() - sentAt)
      expect(heard).toEqual([{ ...head, seq: 1 }])
      subscription.close()
    }
    expect(Math.min(...waysMs)).toBeLessThan(500)
  })

  test('hundreds of streams at once all arrive, with their last seq', async () => {
    const projectId = randomUUID()
    const heads = Array.from({ length: 300 }, () => ({ projectId, streamId: randomUUID() }))
    const { heard, subscription } = watching(heads.map((head) => ({ ...head, seq: 0 })))
    for (const seq of [1, 2, 3]) sender.publish(heads.map((head) => ({ ...head, seq })))
    await until(() => heard.filter((head) => head.seq === 3).length === 300)
    subscription.close()
  })

  test('hundreds of changes within ten milliseconds are told by one statement', async () => {
    const statements = vi.spyOn(pg.Client.prototype, 'query')
    const head = { projectId: randomUUID(), streamId: randomUUID() }
    const { heard, subscription } = watching([{ ...head, seq: 0 }])
    for (let seq = 1; seq <= 300; seq += 1) sender.publish([{ ...head, seq }])
    await until(() => heard.length > 0)
    // Longer than what came later would be gathered for.
    await pause(100)
    const told = statements.mock.calls.filter(([asked]) => String(asked).includes('pg_notify'))
    statements.mockRestore()
    expect(told).toHaveLength(1)
    expect(heard).toEqual([{ ...head, seq: 300 }])
    subscription.close()
  })

  test('notices travel too', async () => {
    const heard: unknown[] = []
    const stop = receiver.onNotice((notice) => heard.push(notice))
    sender.announce({ topic: 'presence', content: [1] })
    await until(() => heard.length > 0)
    expect(heard).toEqual([{ topic: 'presence', content: [1] }])
    stop()
  })

  test('a hint that was never sent only delays', async () => {
    const change = sampleAppend()
    const { projectId, streamId } = change
    const { heard, subscription } = watching([{ projectId, streamId, seq: 0 }])
    await appendInProjects(here.db, [change])
    await until(() => heard.length > 0)
    expect(heard).toEqual([{ projectId, streamId, seq: 1 }])
    subscription.close()
  })

  test('broken connections are made again, on both sides', async () => {
    await here.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name like 'parallax %'`,
    )
    await pause(500)
    const head = { projectId: randomUUID(), streamId: randomUUID() }
    const { heard, subscription } = watching([{ ...head, seq: 0 }])
    let seq = 0
    await until(() => {
      seq += 1
      sender.publish([{ ...head, seq }])
      return heard.length > 0
    })
    subscription.close()
  })
})
