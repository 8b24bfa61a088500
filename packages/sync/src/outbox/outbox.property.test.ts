import type { Operation, OperationId } from '@parallax/domain'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Fate } from '../../test/log-server.ts'
import { gesture, idsOf, isInOrder, OutboxWorld, passing } from '../../test/outbox-world.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('reportError', vi.fn())
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const tabIndex = fc.nat(2)

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('gesture' as const),
      tab: tabIndex,
      project: fc.nat(1),
      length: fc.oneof({ weight: 19, arbitrary: fc.integer({ min: 1, max: 5 }) }, fc.constant(130)),
      fault: fc.option(
        fc.record({
          at: fc.nat(4),
          kind: fc.constantFrom('refusing' as const, 'unreadable' as const, 'faulty' as const),
        }),
        { freq: 4 },
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      timeMs: fc.constantFrom(0, 1, 2, 4, 25, 150, 500, 5_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('network' as const),
      fate: fc.constantFrom<Fate>('slow', 'unreachable', 'lost', 'busy', 'broken', 'signed-out'),
    }),
  },
  fc.record({ do: fc.constant('kill' as const), tab: tabIndex }),
  fc.record({ do: fc.constant('open' as const) }),
  fc.record({ do: fc.constant('full' as const), isFull: fc.boolean() }),
)
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never

type Run = {
  readonly world: OutboxWorld
  /** Operations by the page that made them, in the order of making. */
  readonly made: Map<number, Operation[]>
  readonly projectOf: Map<OperationId, number>
  /** Operations that must come through, whatever pages die. */
  readonly safe: Set<OperationId>
}

test('whatever pages and networks do, nothing kept is lost, sent in order, and said truly', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const run: Run = {
        world: new OutboxWorld(),
        made: new Map(),
        projectOf: new Map(),
        safe: new Set(),
      }
      await run.world.openTab()
      for (const each of steps) {
        await take(run, each)
        expectTruth(run)
      }
      run.world.browser.isFull = false
      const { outbox } = await run.world.openTab()
      // Over an operation alone, whose fault it is cannot be told: one more for each project.
      await passing(10 * 60_000)
      for (const project of [0, 1]) outbox.push(run.world.project(project), gesture(1))
      await passing(40 * 60_000)
      expectTruth(run)
      expectSettled(run)
      run.world.end()
    }),
    { numRuns: 60 },
  )
}, 120_000)

async function take(run: Run, each: Step): Promise<void> {
  const { world } = run
  if (each.do === 'gesture') makeGesture(run, each)
  if (each.do === 'wait') await passing(each.timeMs)
  if (each.do === 'network') world.server.fates.push(each.fate)
  if (each.do === 'open') await world.openTab()
  if (each.do === 'full') world.browser.isFull = each.isFull
  if (each.do === 'kill') {
    noteSafe(run)
    world.tab(each.tab)?.kill()
  }
}

function makeGesture(
  { world, made, projectOf }: Run,
  { tab, project, length, fault }: Extract<Step, { readonly do: 'gesture' }>,
): void {
  const page = world.tab(tab)
  if (!page) return
  const operations = gesture(length)
  const spoiled = fault && operations[fault.at]
  if (spoiled) world.server[fault.kind].add(spoiled.id)
  page.outbox.push(world.project(project), operations)
  for (const { id } of operations) projectOf.set(id, project)
  made.set(page.index, [...(made.get(page.index) ?? []), ...operations])
}

/** What storage holds now, or the server has, may never be lost again. */
function noteSafe({ world, safe }: Run): void {
  for (const id of [...world.browser.stored.keys(), ...world.server.log])
    safe.add(id as OperationId) // rows are stored by these
}

function expectTruth({ world, made }: Run): void {
  const { server } = world
  for (const { outbox, index } of world.liveTabs()) {
    const own = idsOf(made.get(index) ?? [])
    const { progress, waiting, mustStay } = outbox.state
    const open = own.filter((id) => !server.log.includes(id) && !isSetAside(outbox, id))
    if (progress === 'saved') expect(open, 'saved is what the server has').toEqual([])
    expect(waiting).toBeGreaterThanOrEqual(open.length)
    if (mustStay || open.length === 0) continue
    const isKept = (id: OperationId) => world.browser.stored.has(id)
    expect(open.every(isKept), 'what may be left is kept').toBe(true)
  }
}

function isSetAside({ state }: OutboxWorld['tabs'][number]['outbox'], id: OperationId): boolean {
  const held = state.refused.flatMap(({ operation, followers }) => [operation, ...followers])
  return held.some((operation) => operation.id === id)
}

function expectSettled(run: Run): void {
  const { world, made, safe, projectOf } = run
  const { server, browser } = world
  expect(new Set(server.log).size, 'nothing is in the log twice').toBe(server.log.length)
  const [survivor] = world.liveTabs()
  if (!survivor) throw new Error('a page was opened at the end')
  const settled = (id: OperationId) => server.log.includes(id) || isSetAside(survivor.outbox, id)
  for (const [index, operations] of made) {
    const own = idsOf(operations)
    for (const project of [0, 1]) {
      const ofProject = own.filter((id) => projectOf.get(id) === project)
      const taken = server.log.filter((id) => ofProject.includes(id))
      expect(isInOrder(taken, ofProject), 'what one page made is in its order').toBe(true)
    }
    const isAlive = world.liveTabs().some((tab) => tab.index === index)
    const mustBe = isAlive ? own : own.filter((id) => safe.has(id))
    expect(
      mustBe.filter((id) => !settled(id)),
      'nothing kept is lost',
    ).toEqual([])
    expectAfters(operations, server.log)
  }
  for (const { outbox } of world.liveTabs()) {
    expect(outbox.state).toMatchObject({ waiting: 0, progress: 'saved', mustStay: false })
    expect(outbox.state.refused).toEqual(survivor.outbox.state.refused)
  }
  const held = [...browser.stored.keys()].filter((id) => server.log.includes(id as OperationId))
  expect(held, 'what is in the log is in no outbox').toEqual([])
}

function expectAfters(operations: readonly Operation[], log: readonly OperationId[]): void {
  for (const { id, after } of operations)
    if (after && log.includes(id)) expect(log.indexOf(after)).toBeLessThan(log.indexOf(id))
  for (const { id, after } of operations)
    if (after && log.includes(id)) expect(log).toContain(after)
}
