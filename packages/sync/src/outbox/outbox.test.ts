import type { Operation, ProjectId } from '@parallax/domain'
import { people } from '@parallax/domain/test'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { gesture, idsOf, OutboxWorld, passing, type WorldTab } from '../../test/outbox-world.ts'
import type { SentOperation } from './outbox-row.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('reportError', vi.fn())
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A page that sends already, and how to do something on it. */
async function setting(pageCount = 1) {
  const world = new OutboxWorld()
  const pages: WorldTab[] = []
  for (let at = 0; at < pageCount; at += 1) pages.push(await world.openTab())
  await passing(200)
  const ferry = world.project(0)
  return { world, pages, ferry, harbour: world.project(1), server: world.server }
}

function one([page]: readonly WorldTab[]): WorldTab['outbox'] {
  if (!page) throw new Error('a page is open')
  return page.outbox
}

function only(operations: readonly Operation[]): Operation {
  const [first] = operations
  if (!first) throw new Error('the gesture has an operation')
  return first
}

/** What a project that is open in a page is told. */
function follow({ outbox }: WorldTab, project: ProjectId) {
  const told = { added: [] as string[], accepted: [] as string[], refused: [] as string[] }
  const ended: string[] = []
  outbox.follow(project, {
    onAdded: (operations) => told.added.push(...idsOf(operations)),
    onAccepted: ({ id }) => told.accepted.push(id),
    onRefused: ({ id }) => told.refused.push(id),
    onState: () => undefined,
    onEnded: (reason) => ended.push(reason),
  })
  return { ...told, ended }
}

describe('the state line', () => {
  test('says offline with what waits, and saved when the server has answered again', async () => {
    const { pages, ferry, server } = await setting()
    const outbox = one(pages)
    server.fates.push('unreachable', 'unreachable')
    outbox.push(ferry, gesture(3))
    expect(outbox.state).toMatchObject({ kind: 'saving', waiting: 3 })
    await passing(50)
    expect(outbox.state).toMatchObject({ kind: 'offline', waiting: 3 })
    await passing(60_000)
    expect(outbox.state).toMatchObject({ kind: 'saved', waiting: 0 })
  })

  test('says that the server is busy only after a while, and not offline', async () => {
    const { pages, ferry, server } = await setting()
    server.fates.push('busy', 'busy', 'busy')
    one(pages).push(ferry, gesture(1))
    await passing(50)
    expect(one(pages).state).toMatchObject({ kind: 'saving', progress: 'saving' })
    await passing(5_000)
    expect(one(pages).state).toMatchObject({ kind: 'saving', progress: 'busy' })
  })

  test('a busy server is left alone for as long as it asks, and nothing is lost', async () => {
    const { world, pages, ferry, server } = await setting()
    world.retryAfterMs = 30_000
    server.fates.push('busy')
    one(pages).push(ferry, gesture(2))
    await passing(20_000)
    expect(server.requests).toHaveLength(1)
    expect(one(pages).state).toMatchObject({ kind: 'saving', waiting: 2 })
    await passing(15_000)
    expect(one(pages).state).toMatchObject({ kind: 'saved', waiting: 0 })
  })

  test('says of a refusal and of what waits besides', async () => {
    const { pages, ferry, server } = await setting()
    const refused = gesture(1)
    server.refusing.add(only(refused).id)
    one(pages).push(ferry, refused)
    await passing(50)
    server.fates.push('unreachable')
    one(pages).push(ferry, gesture(2))
    await passing(50)
    expect(one(pages).state).toMatchObject({ kind: 'failed', progress: 'offline', waiting: 2 })
  })

  test('counts the work of all projects', async () => {
    const { pages, ferry, harbour, server } = await setting()
    server.fates.push('unreachable', 'unreachable')
    one(pages).push(ferry, gesture(1))
    one(pages).push(harbour, gesture(2))
    await passing(50)
    expect(one(pages).state).toMatchObject({ kind: 'offline', waiting: 3 })
  })
})

describe('leaving', () => {
  test('can wait until all that was done is stored', async () => {
    const { pages, world, ferry, server } = await setting()
    server.fates.push('slow')
    one(pages).push(ferry, gesture(2))
    const stored = vi.fn()
    void one(pages)
      .kept()
      .then(() => stored(world.browser.stored.size))
    await passing(1)
    expect(stored).not.toHaveBeenCalled()
    await passing(10)
    expect(stored).toHaveBeenCalledWith(2)
  })

  test('asks while something waits and this page sends', async () => {
    const { pages, ferry } = await setting()
    one(pages).push(ferry, gesture(1))
    expect(one(pages).state.mustStay).toBe(true)
    await passing(50)
    expect(one(pages).state.mustStay).toBe(false)
  })

  test('does not ask where another page goes on with what is stored', async () => {
    const { pages, ferry, server } = await setting(2)
    const [, second] = pages
    server.fates.push('unreachable')
    second?.outbox.push(ferry, gesture(1))
    expect(second?.outbox.state.mustStay).toBe(true)
    await passing(50)
    expect(second?.outbox.state).toMatchObject({ mustStay: false, waiting: 1, kind: 'offline' })
    expect(one(pages).state.mustStay).toBe(true)
  })
})

describe('two pages', () => {
  test('F19: one sends for both, each operation once, and both know of all of it', async () => {
    const { pages, ferry, server } = await setting(2)
    const told = pages.map((page) => follow(page, ferry))
    const made = pages.map(({ outbox }) => {
      const operations = gesture(3)
      outbox.push(ferry, operations)
      return operations
    })
    await passing(1_000)
    const ids = idsOf(made.flat())
    expect([...server.log].sort()).toEqual([...ids].sort())
    expect(ids.map((id) => server.timesSent(id))).toEqual(ids.map(() => 1))
    for (const [at, { added, accepted }] of told.entries()) {
      expect(added).toEqual(idsOf(made[1 - at] ?? []))
      expect([...accepted].sort()).toEqual([...ids].sort())
      expect(pages[at]?.outbox.state.kind).toBe('saved')
    }
  })

  test('F19: when the page that sends dies, the other sends what is left', async () => {
    const { pages, ferry, server } = await setting(2)
    const [first, second] = pages
    server.fates.push('slow')
    const operations = gesture(2)
    first?.outbox.push(ferry, operations)
    await passing(30)
    first?.kill()
    await passing(5_000)
    expect(server.log).toEqual(idsOf(operations))
    expect(second?.outbox.state).toMatchObject({ kind: 'saved', waiting: 0 })
  })

  test('F19: a page that sends and has fallen silent is not waited for', async () => {
    const { world, ferry, server } = await setting(0)
    const first = await world.openTab()
    const second = await world.openTab()
    await passing(200)
    first.freeze()
    const operations = gesture(1)
    second.outbox.push(ferry, operations)
    await passing(30_000)
    expect(second.outbox.state).toMatchObject({ kind: 'saving', waiting: 1 })
    await passing(30_000)
    expect(server.log).toEqual(idsOf(operations))
    expect(second.outbox.state.kind).toBe('saved')
  })

  test('both are told of a refusal, and one putting it away is enough', async () => {
    const { pages, ferry, server } = await setting(2)
    const operations = gesture(2)
    server.refusing.add(only(operations).id)
    pages[1]?.outbox.push(ferry, operations)
    await passing(100)
    for (const { outbox } of pages) expect(outbox.state.refused).toHaveLength(1)
    pages[0]?.outbox.discard(only(operations).id)
    await passing(100)
    for (const { outbox } of pages) expect(outbox.state).toMatchObject({ kind: 'saved' })
  })
})

describe('a refusal', () => {
  test('is told of once for the whole gesture, also what goes with a later request', async () => {
    const { pages, world, ferry, server } = await setting()
    const [page] = pages
    const told = page && follow(page, ferry)
    const operations = gesture(250)
    const first = operations[40]
    if (!first) throw new Error('the gesture is long enough')
    server.refusing.add(first.id)
    one(pages).push(ferry, operations)
    await passing(1_000)
    expect(told?.refused).toEqual(idsOf(operations.slice(40)))
    const { refused, waiting } = one(pages).state
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({ operation: { id: first.id }, cause: 'refused' })
    expect(waiting).toBe(0)
    one(pages).discard(first.id)
    await passing(10)
    expect(one(pages).state).toMatchObject({ kind: 'saved', refused: [] })
    expect(world.browser.stored.size).toBe(0)
  })

  test('outlives the page, and is not sent again by the next', async () => {
    const { pages, world, ferry, server } = await setting()
    const operations = gesture(2)
    server.refusing.add(only(operations).id)
    one(pages).push(ferry, operations)
    await passing(100)
    pages[0]?.kill()
    const next = await world.openTab()
    await passing(5_000)
    expect(next.outbox.state.refused).toMatchObject([
      { operation: only(operations), followers: operations.slice(1) },
    ])
    expect(server.timesSent(only(operations).id)).toBe(1)
  })

  test('can be tried again as it is, and then shows again', async () => {
    const { pages, ferry, server } = await setting()
    const [page] = pages
    const told = page && follow(page, ferry)
    const operations = gesture(2)
    server.refusing.add(only(operations).id)
    one(pages).push(ferry, operations)
    await passing(100)
    server.refusing.clear()
    one(pages).tryAgain(only(operations).id)
    expect(told?.added).toEqual(idsOf(operations))
    await passing(100)
    expect(server.log).toEqual(idsOf(operations))
    const second = Object.fromEntries(idsOf(operations).map((id) => [id, 2]))
    expect(server.attempts).toEqual([{}, second])
    expect(one(pages).state).toMatchObject({ kind: 'saved', refused: [] })
  })

  test('of what an earlier page sent first settles what that page left behind', async () => {
    const { pages, ferry } = await setting()
    one(pages).push(ferry, gesture(3).slice(1))
    await passing(1_000)
    expect(one(pages).state).toMatchObject({ kind: 'failed', waiting: 0 })
    expect(one(pages).state.refused[0]?.refusal.code).toBe('prerequisite-refused')
  })
})

describe('poison', () => {
  test('F28: at the head costs only itself, and is kept until it is let go', async () => {
    const { pages, world, ferry, server } = await setting()
    const operations = Array.from({ length: 9 }, () => only(gesture(1)))
    const bad = only(operations)
    server.unreadable.add(bad.id)
    one(pages).push(ferry, operations)
    await passing(10_000)
    expect(server.log).toEqual(idsOf(operations.slice(1)))
    expect(one(pages).state.refused).toMatchObject([{ operation: bad, cause: 'unreadable' }])
    expect(one(pages).heldFile().rows).toMatchObject([{ id: bad.id, operation: bad }])
    expect([...world.browser.stored.keys()]).toEqual([bad.id])
    one(pages).discard(bad.id)
    await passing(10)
    expect(world.browser.stored.size).toBe(0)
  })

  test('F28: over which the server fails is found by what comes after it', async () => {
    const { pages, ferry, server } = await setting()
    const [bad, good] = [gesture(2), gesture(1)]
    server.faulty.add(only(bad).id)
    one(pages).push(ferry, [...bad, ...good])
    await passing(60_000)
    expect(server.log).toEqual(idsOf(good))
    expect(one(pages).state.refused).toMatchObject([{ operation: only(bad), cause: 'faulty' }])
  })

  test('a server that fails over everything costs nothing', async () => {
    const { pages, ferry, server } = await setting()
    const operations = Array.from({ length: 20 }, () => only(gesture(1)))
    server.fates.push(...Array.from({ length: 60 }, () => 'broken' as const))
    one(pages).push(ferry, operations)
    await passing(30 * 60_000)
    expect(server.log).toEqual(idsOf(operations))
    expect(one(pages).state.kind).toBe('saved')
  })

  test('one project never holds up another', async () => {
    const { pages, ferry, harbour, server } = await setting()
    const bad = gesture(1)
    server.faulty.add(only(bad).id)
    one(pages).push(ferry, bad)
    await passing(5_000)
    const good = gesture(1)
    one(pages).push(harbour, good)
    await passing(50)
    expect(server.log).toEqual(idsOf(good))
  })
})

describe('signed out', () => {
  test('F20: what waits is kept, said, and sent when the same person is back', async () => {
    const { pages, world, ferry, server } = await setting()
    const [page] = pages
    const told = page && follow(page, ferry)
    server.fates.push('signed-out')
    const operations = gesture(2)
    one(pages).push(ferry, operations)
    await passing(100)
    expect(told?.ended).toEqual(['signed-out'])
    expect(one(pages).state).toMatchObject({ progress: 'signed-out', kind: 'offline', waiting: 2 })
    await world.openTab()
    await passing(200)
    expect(server.log).toEqual(idsOf(operations))
  })

  test('another person of the same browser neither sees nor sends it', async () => {
    const { pages, world, ferry, server } = await setting()
    server.fates.push('signed-out', 'signed-out', 'signed-out')
    one(pages).push(ferry, gesture(1))
    await passing(100)
    pages[0]?.kill()
    const ben = new OutboxWorld(people.ben.userId)
    const { outbox } = await ben.openTab()
    await passing(60_000)
    expect(outbox.state).toMatchObject({ kind: 'saved', waiting: 0 })
    expect(ben.server.requests).toEqual([])
    expect(world.browser.stored.size).toBe(1)
  })
})

test('a project that one is no longer let into gives its work back to the person', async () => {
  const { pages, ferry, server } = await setting()
  const [page] = pages
  const told = page && follow(page, ferry)
  server.fates.push('closed')
  one(pages).push(ferry, [...gesture(2), ...gesture(1)])
  await passing(100)
  expect(told?.ended).toEqual(['removed'])
  expect(one(pages).state.waiting).toBe(0)
  expect(one(pages).state.refused.map(({ cause }) => cause)).toEqual(['closed', 'closed'])
  expect(one(pages).heldCount(ferry)).toBe(3)
})

test('and takes all of it at once when one is let in again, in its order', async () => {
  const { pages, ferry, harbour, server } = await setting()
  server.fates.push('closed')
  const operations = [...gesture(2), ...gesture(1), ...gesture(3)]
  one(pages).push(ferry, operations)
  await passing(100)
  expect(one(pages).heldCount(harbour)).toBe(0)
  one(pages).tryAllAgain()
  expect(one(pages).state).toMatchObject({ kind: 'saving', waiting: 6, refused: [] })
  await passing(100)
  expect(server.log).toEqual(idsOf(operations))
  expect(one(pages).state).toMatchObject({ kind: 'saved', refused: [] })
})

describe('another build', () => {
  test('F21: what one could not get across is tried by the next', async () => {
    const { pages, world, ferry, server } = await setting()
    const operations = gesture(1)
    server.unreadable.add(only(operations).id)
    one(pages).push(ferry, operations)
    await passing(1_000)
    expect(one(pages).state.kind).toBe('failed')
    pages[0]?.kill()
    const same = await world.openTab()
    await passing(1_000)
    expect(same.outbox.state.kind).toBe('failed')
    same.kill()
    server.unreadable.clear()
    const next = await world.openTab({ build: 'newer' })
    await passing(1_000)
    expect(server.log).toEqual(idsOf(operations))
    expect(next.outbox.state.kind).toBe('saved')
  })

  test('F21: operations that this one does not know are sent as they are, and shown to nobody', async () => {
    const { world, ferry, server } = await setting(0)
    const known = only(gesture(1))
    const newer: SentOperation = { ...known, type: 'weather.forecast' }
    world.browser.stored.set(newer.id, { id: newer.id, project: ferry, operation: newer })
    const page = await world.openTab()
    expect(page.outbox.state.waiting).toBe(1)
    expect(page.outbox.waitingOf(ferry)).toEqual([])
    await passing(1_000)
    expect(server.requests).toEqual([[newer]])
    expect(page.outbox.state.kind).toBe('saved')
  })

  test('F21: one that is refused is counted, kept in the file, and can be let go', async () => {
    const { world, ferry, server } = await setting(0)
    const newer: SentOperation = { ...only(gesture(1)), type: 'weather.forecast' }
    server.refusing.add(newer.id)
    world.browser.stored.set(newer.id, { id: newer.id, project: ferry, operation: newer })
    world.browser.stored.set('riddle', { id: 'riddle' })
    const { outbox } = await world.openTab()
    await passing(1_000)
    expect(outbox.state).toMatchObject({ kind: 'failed', unreadable: 2, refused: [] })
    expect(outbox.heldFile()).toMatchObject({
      rows: [{ operation: newer }],
      unreadable: [{ id: 'riddle' }],
    })
    outbox.discardUnreadable()
    await passing(10)
    expect(outbox.state.kind).toBe('saved')
    expect(world.browser.stored.size).toBe(0)
  })
})

describe('storage', () => {
  test('F27: that is full is said, never called saved, and used again when there is room', async () => {
    const { pages, world, ferry, server } = await setting()
    world.browser.isFull = true
    server.fates.push('unreachable', 'unreachable')
    one(pages).push(ferry, gesture(1))
    await passing(50)
    expect(one(pages).state).toMatchObject({ kind: 'offline', isDurable: false, mustStay: true })
    await passing(60_000)
    expect(one(pages).state).toMatchObject({ kind: 'saved', isDurable: true, mustStay: false })
  })

  test('F27: what the other page has sent is no concern any more of the page that could not keep it', async () => {
    const { pages, world, ferry, server } = await setting(2)
    world.browser.isFull = true
    const operations = gesture(1)
    pages[1]?.outbox.push(ferry, operations)
    await passing(1_000)
    world.browser.isFull = false
    expect(server.log).toEqual(idsOf(operations))
    for (const { outbox } of pages)
      expect(outbox.state).toMatchObject({ kind: 'saved', isDurable: true, mustStay: false })
    pages[1]?.outbox.push(ferry, gesture(1))
    await passing(1_000)
    expect(world.browser.stored.size).toBe(0)
    expect(server.timesSent(only(operations).id)).toBe(1)
  })

  test('F27: nor is what the other page has let go of', async () => {
    const { pages, world, ferry, server } = await setting(2)
    const refused = gesture(1)
    server.refusing.add(only(refused).id)
    world.browser.isFull = true
    pages[1]?.outbox.push(ferry, refused)
    await passing(1_000)
    pages[0]?.outbox.discard(only(refused).id)
    await passing(1_000)
    expect(pages[1]?.outbox.state).toMatchObject({
      kind: 'saved',
      isDurable: true,
      mustStay: false,
    })
  })

  test('F27: the browser is asked once to keep it, when something first has to wait', async () => {
    const { pages, world, ferry, server } = await setting()
    one(pages).push(ferry, gesture(1))
    await passing(50)
    expect(world.timesAskedToKeep).toBe(0)
    for (const _ of [1, 2]) {
      server.fates.push('unreachable')
      one(pages).push(ferry, gesture(1))
      await passing(5_000)
    }
    expect(world.timesAskedToKeep).toBe(1)
  })
})

test('P9: a page that opens and closes writes nothing and sends nothing', async () => {
  const { pages, world, server } = await setting(3)
  for (const page of pages) page.outbox.close()
  await passing(60_000)
  expect(server.requests).toEqual([])
  expect(world.browser.stored.size).toBe(0)
})

test('large operations do not share one request beyond what the server reads', async () => {
  const { pages, ferry, server } = await setting()
  const args = { text: 'x'.repeat(900_000) }
  one(pages).push(
    ferry,
    gesture(10).map((operation) => ({ ...operation, args })),
  )
  await passing(1_000)
  expect(server.requests.map(({ length }) => length)).toEqual([4, 4, 2])
  expect(one(pages).state.kind).toBe('saved')
})
