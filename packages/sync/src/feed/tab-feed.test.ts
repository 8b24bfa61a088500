import type { ProjectId, StreamId, UserId } from '@parallax/domain'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SimulatedPages } from '../../test/simulated-pages.ts'
import { SimulatedServer } from '../../test/simulated-server.ts'
import { type PageTime, SimulatedTime } from '../../test/simulated-time.ts'
import { loneTab } from '../tabs.ts'
import type { Feed } from './follow-feed.ts'
import { TabFeed } from './tab-feed.ts'

// Ids as the domain has them; here they only have to differ.
const person = 'ada' as UserId
const projectAt = (index: number) => (index % 2 === 0 ? 'one' : 'two') as ProjectId
const streams = ['a', 'b', 'c'] as StreamId[]

/** A tab that reads the numbers of lines, as a session reads the lines. */
class ReadingTab {
  readonly page: PageTime
  readonly #server: SimulatedServer
  readonly #feed: Feed
  readonly #seqs = new Map<StreamId, number>()
  /** What it took in of each stream since it was opened, in the order in which it did. */
  readonly read: { readonly stream: StreamId; readonly seq: number; readonly before: number }[] = []
  isConnected = false

  constructor(world: World, project: ProjectId, shared: boolean) {
    const { page, platform: given } = world.browser.openPage(world.random)
    const platform = { ...given, openFeed: world.server.feedsOf(page) }
    this.page = page
    this.#server = world.server
    const tab = new TabFeed({
      client: world.server.clientOf(page),
      person,
      platform: shared ? platform : { ...platform, tabs: loneTab },
      onIdle: () => undefined,
    })
    this.#feed = tab.join({
      project,
      heads: () => [...this.#seqs].map(([id, seq]) => ({ id, seq })),
      onEntries: (stream, entries) =>
        this.#take(
          stream,
          entries.map(({ seq }) => seq),
        ),
      onBehind: (stream, seq) => {
        if ((this.#seqs.get(stream) ?? seq) < seq) void this.#fetch(stream)
      },
      onReload: () => undefined,
      onEnded: () => undefined,
      onAccessChanged: () => undefined,
      onPresence: () => undefined,
      onConnected: (isConnected) => {
        this.isConnected = isConnected
      },
    })
  }

  /** Opens a stream as it was read `lag` lines ago. */
  open(stream: StreamId, lag = 0): void {
    if (this.#seqs.has(stream)) return
    this.#seqs.set(stream, Math.max(0, this.#server.head(stream) - lag))
    this.#feed.watch([stream])
  }

  close(stream: StreamId): void {
    if (this.#seqs.delete(stream)) this.#feed.unwatch()
  }

  leave(): void {
    this.#feed.close()
  }

  /** The streams that it is behind in. */
  behind(): readonly StreamId[] {
    return [...this.#seqs].flatMap(([id, seq]) => (seq === this.#server.head(id) ? [] : [id]))
  }

  #take(stream: StreamId, seqs: readonly number[]): void {
    for (const seq of seqs) {
      const before = this.#seqs.get(stream)
      if (before === undefined) return
      if (seq > before + 1) return void this.#fetch(stream)
      if (seq <= before) continue
      this.read.push({ stream, seq, before })
      this.#seqs.set(stream, seq)
    }
  }

  async #fetch(stream: StreamId): Promise<void> {
    const seq = this.#seqs.get(stream) ?? 0
    const lines = await this.#server.since(this.page, stream, seq).catch(() => [])
    this.#take(stream, lines)
  }
}

class World {
  readonly time = new SimulatedTime()
  readonly random: () => number
  readonly server: SimulatedServer
  readonly browser: SimulatedPages
  readonly tabs: ReadingTab[] = []

  constructor(seed: number) {
    let state = seed | 1
    this.random = () => {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9
      return (state >>> 0) / 2 ** 32
    }
    const delayMs = () => Math.floor(this.random() * 30)
    this.server = new SimulatedServer(this.time, delayMs)
    this.browser = new SimulatedPages(this.time, delayMs)
  }

  openTab(project: number, { shared = true } = {}): ReadingTab {
    const tab = new ReadingTab(this, projectAt(project), shared)
    this.tabs.push(tab)
    return tab
  }

  at(index: number): ReadingTab | undefined {
    return this.tabs[index % Math.max(1, this.tabs.length)]
  }

  remove(tab: ReadingTab): void {
    this.tabs.splice(this.tabs.indexOf(tab), 1)
  }
}

type Step = (world: World) => void

const index = fc.nat({ max: 9 })
const stream = fc.constantFrom(...streams)
const withTab = (act: (world: World, tab: ReadingTab) => void): fc.Arbitrary<Step> =>
  index.map((at) => (world) => {
    const tab = world.at(at)
    if (tab) act(world, tab)
  })

const steps: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<Step>])[] = [
  [
    3,
    index.map(
      (project): Step =>
        (world) =>
          void world.openTab(project),
    ),
  ],
  [
    6,
    fc.tuple(index, stream, fc.nat({ max: 3 }), fc.boolean()).map(
      ([at, id, lag, isLost]): Step =>
        (world) => {
          if (isLost) world.server.watchesToLose += 1
          world.at(at)?.open(id, lag)
        },
    ),
  ],
  [
    1,
    fc.tuple(index, stream).map(
      ([at, id]): Step =>
        (world) =>
          world.at(at)?.close(id),
    ),
  ],
  [
    6,
    fc.tuple(stream, fc.integer({ min: 1, max: 4 })).map(
      ([id, count]): Step =>
        (world) =>
          world.server.append(id, count),
    ),
  ],
  [
    1,
    withTab((world, tab) => {
      tab.leave()
      world.remove(tab)
    }),
  ],
  [
    1,
    withTab((world, tab) => {
      world.browser.kill(tab.page)
      world.remove(tab)
    }),
  ],
  [1, withTab((_, tab) => tab.page.sleep())],
  [1, withTab((_, tab) => tab.page.wake())],
  [1, fc.constant<Step>(({ server }) => server.cut())],
  [1, fc.constant<Step>(({ server }) => server.freeze())],
  [
    1,
    fc.boolean().map(
      (isAway): Step =>
        ({ server }) => {
          server.isAway = isAway
          if (isAway) server.cut()
        },
    ),
  ],
]
const step = fc.oneof(...steps.map(([weight, arbitrary]) => ({ weight, arbitrary })))

const pauseMs = fc.oneof(
  fc.integer({ min: 0, max: 200 }),
  fc.integer({ min: 200, max: 20_000 }),
  fc.constant(60_000),
)

/** All faults are over, and time has passed for all to be mended. */
async function rest(world: World): Promise<void> {
  world.server.isAway = false
  world.server.watchesToLose = 0
  for (const { page } of world.tabs) page.wake()
  await world.time.pass(120_000)
}

describe('tabs that follow together', () => {
  test('each reads every line once and in order, whatever happens, over one line to the server', async () => {
    const run = fc.tuple(fc.integer(), fc.array(fc.tuple(step, pauseMs), { maxLength: 60 }))
    await fc.assert(
      fc.asyncProperty(run, async ([seed, steps]) => {
        const world = new World(seed)
        const all = [world.openTab(0), world.openTab(1)]
        for (const [act, durationMs] of steps) {
          act(world)
          all.push(...world.tabs.filter((tab) => !all.includes(tab)))
          await world.time.pass(durationMs)
        }
        await rest(world)
        for (const { read } of all) for (const { seq, before } of read) expect(seq).toBe(before + 1)
        expect(world.tabs.flatMap((tab) => tab.behind())).toEqual([])
        expect(world.server.openCount).toBe(world.tabs.length > 0 ? 1 : 0)
        expect(world.tabs.every(({ isConnected }) => isConnected)).toBe(true)
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  test('nothing is fetched, and one line is enough, as long as nothing breaks', async () => {
    const world = new World(1)
    const tabs = Array.from({ length: 10 }, (_, at) => world.openTab(at))
    for (const tab of tabs) for (const id of streams) tab.open(id)
    await world.time.pass(1_000)
    for (let round = 0; round < 200; round += 1) {
      world.server.append(streams[round % 3] ?? ('a' as StreamId), 1)
      await world.time.pass(500)
    }
    expect(tabs.flatMap((tab) => tab.behind())).toEqual([])
    expect(world.server.fetches).toBe(0)
    expect(world.server.mostOpen).toBe(1)
  })

  test('a tab that opens what another has open gets what it has missed', async () => {
    const world = new World(6)
    const [first, second] = [world.openTab(0), world.openTab(0)]
    world.server.append('a' as StreamId, 5)
    first.open('a' as StreamId)
    await world.time.pass(1_000)
    second.open('a' as StreamId, 3)
    await world.time.pass(1_000)
    expect(second.behind()).toEqual([])
  })

  test('a request that is lost between two processes is made again', async () => {
    const world = new World(7)
    const tab = world.openTab(0)
    tab.open('a' as StreamId)
    await world.time.pass(1_000)
    world.server.watchesToLose = 1
    tab.open('b' as StreamId)
    await world.time.pass(1_000)
    world.server.append('b' as StreamId, 1)
    await world.time.pass(5_000)
    expect(tab.behind()).toEqual([])
  })

  test('a tab that falls silent is replaced within 45 s', async () => {
    const world = new World(2)
    const [first, second] = [world.openTab(0), world.openTab(0)]
    for (const tab of [first, second]) tab.open('a' as StreamId)
    await world.time.pass(1_000)
    first.page.sleep()
    await world.time.pass(1_000)
    world.server.append('a' as StreamId, 3)
    await world.time.pass(43_000)
    expect(second.behind()).toEqual([])
    first.page.wake()
    await world.time.pass(15_000)
    expect(first.behind()).toEqual([])
    expect(world.server.openCount).toBe(1)
  })

  test('a tab that is closed is replaced at once', async () => {
    const world = new World(3)
    const [first, second] = [world.openTab(0), world.openTab(1)]
    for (const tab of [first, second]) tab.open('b' as StreamId)
    await world.time.pass(1_000)
    world.browser.kill(first.page)
    await world.time.pass(500)
    world.server.append('b' as StreamId, 1)
    await world.time.pass(100)
    expect(second.behind()).toEqual([])
  })

  test('a line that is dead without a word is noticed within 40 s', async () => {
    const world = new World(4)
    const tab = world.openTab(0)
    tab.open('c' as StreamId)
    await world.time.pass(20_000)
    world.server.freeze()
    world.server.append('c' as StreamId, 1)
    await world.time.pass(40_000)
    expect(tab.behind()).toEqual([])
  })

  test('where tabs cannot speak with each other, each follows for itself', async () => {
    const world = new World(5)
    const tabs = [0, 1, 2].map((project) => world.openTab(project, { shared: false }))
    for (const tab of tabs) tab.open('a' as StreamId)
    await world.time.pass(1_000)
    world.server.append('a' as StreamId, 2)
    await world.time.pass(100)
    expect(tabs.flatMap((tab) => tab.behind())).toEqual([])
    expect(world.server.openCount).toBe(3)
  })
})
