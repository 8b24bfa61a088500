import type { Operation, OperationId, Refusal } from '@parallax/domain'
import { registryAddress, sampleProjectId, sampleWorld } from '@parallax/domain/test'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newOperationId } from './new-id.ts'
import { memoryOutbox, type Outbox } from './outbox.ts'
import { type Answer, type Failure, Sender } from './sender.ts'

const project = sampleProjectId('ferry')
const stream = { kind: 'registry' as const, id: registryAddress(sampleWorld()).id }
const no: Refusal = { code: 'not-allowed' }

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('reportError', vi.fn())
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

class RequestFailed extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure)
    this.failure = failure
  }
}

/** What becomes of a request. `lost`: the server takes it, and its answer does not arrive. */
type Fate = 'answered' | 'slow' | 'unreachable' | 'lost' | 'busy'

/** A server that keeps a log of ids and answers as the real one does. */
class LogServer {
  readonly log: OperationId[] = []
  readonly requests: (readonly Operation[])[] = []
  /** What becomes of the next requests; after these, all are answered. */
  readonly fates: Fate[] = []
  readonly refusing = new Set<OperationId>()
  readonly unreadable = new Set<OperationId>()
  openRequests = 0
  mostOpenRequests = 0

  readonly send = async (operations: readonly Operation[]): Promise<readonly Answer[]> => {
    this.requests.push(operations)
    this.openRequests += 1
    this.mostOpenRequests = Math.max(this.mostOpenRequests, this.openRequests)
    const fate = this.fates.shift() ?? 'answered'
    await new Promise((resolve) => setTimeout(resolve, fate === 'slow' ? 2_000 : 20))
    this.openRequests -= 1
    if (fate === 'unreachable' || fate === 'busy') throw new RequestFailed(fate)
    if (operations.some(({ id }) => this.unreadable.has(id)))
      throw new RequestFailed('unacceptable')
    const answers = this.#answer(operations)
    if (fate === 'lost') throw new RequestFailed('unreachable')
    return answers
  }

  #answer(operations: readonly Operation[]): readonly Answer[] {
    const refused = new Set<OperationId>()
    return operations.map(({ id, after }): Answer => {
      const known = this.log.indexOf(id)
      if (known >= 0) return { id, result: 'ok', seq: known + 1 }
      if (after && refused.has(after)) {
        refused.add(id)
        return { id, result: 'refused', refusal: { code: 'prerequisite-refused' } }
      }
      if (after && !this.log.includes(after))
        return { id, result: 'retry', reason: 'prerequisite-missing' }
      if (this.refusing.has(id)) {
        refused.add(id)
        return { id, result: 'refused', refusal: no }
      }
      this.log.push(id)
      return { id, result: 'ok', seq: this.log.length }
    })
  }
}

/** A sender with its server, and what it was told of each operation. */
function setting(outbox: Outbox = memoryOutbox()) {
  const server = new LogServer()
  const accepted = new Map<OperationId, number>()
  const refused: OperationId[] = []
  const sender = new Sender({
    project,
    outbox,
    send: server.send,
    onAccepted: ({ id }, seq) => void accepted.set(id, seq),
    onRefused: ({ id }) => void refused.push(id),
    onState: () => undefined,
    failureOf: (reason) => (reason instanceof RequestFailed ? reason.failure : 'unreachable'),
  })
  return { sender, server, outbox, accepted, refused }
}

function gesture(length: number): readonly Operation[] {
  const ids = Array.from({ length }, newOperationId)
  return ids.map((id, index) => ({
    id,
    stream,
    baseSeq: 0,
    group: ids[0] ?? id,
    after: ids[index - 1] ?? null,
    type: 'entity.create',
    args: {},
  }))
}

const idsOf = (operations: readonly Operation[]) => operations.map(({ id }) => id)
const passing = (timeMs: number) => vi.advanceTimersByTimeAsync(timeMs)

/** Whether a list holds what another holds, in the same order. */
function isInOrder(part: readonly OperationId[], whole: readonly OperationId[]): boolean {
  const places = part.map((id) => whole.indexOf(id))
  return places.every((place, index) => place >= 0 && place > (places[index - 1] ?? -1))
}

const step = fc.oneof(
  fc.record({
    do: fc.constant('gesture' as const),
    length: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 5 }) }, fc.constant(130)),
    refusedAt: fc.option(fc.nat(4), { freq: 3 }),
  }),
  fc.record({ do: fc.constant('wait' as const), timeMs: fc.constantFrom(0, 5, 25, 500, 5_000) }),
  fc.record({
    do: fc.constant('network' as const),
    fate: fc.constantFrom<Fate>('slow', 'unreachable', 'lost', 'busy'),
  }),
)

type Setting = ReturnType<typeof setting>
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never

test('over any network everything is answered once, in order, and the state line is true', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const running = setting()
      const made: OperationId[] = []
      for (const each of steps) {
        made.push(...(await take(running, each)))
        expectTrueState(running, made)
        await passing(0)
        await expectKept(running, made)
      }
      await passing(20 * 60_000)
      expectOrderlyRequests(running, made)
      await expectAllSettled(running, made)
      running.sender.stop()
    }),
    { numRuns: 60 },
  )
}, 60_000)

/** Does a step; the operations that it made. */
async function take({ sender, server }: Setting, each: Step): Promise<readonly OperationId[]> {
  if (each.do === 'network') server.fates.push(each.fate)
  if (each.do === 'wait') await passing(each.timeMs)
  if (each.do !== 'gesture') return []
  const operations = gesture(each.length)
  const doomed = each.refusedAt === null ? undefined : operations[each.refusedAt]
  if (doomed) server.refusing.add(doomed.id)
  for (const operation of operations) sender.push(operation)
  return idsOf(operations)
}

function expectTrueState({ sender, accepted, refused }: Setting, made: readonly OperationId[]) {
  const { kind, waiting } = sender.state
  expect(waiting).toBe(made.length - accepted.size - refused.length)
  if (kind === 'saved') expect([...accepted.keys()]).toEqual(made)
  if (kind === 'failed') expect(refused.length).toBeGreaterThan(0)
  if (kind === 'offline') expect(waiting).toBeGreaterThan(0)
}

/** What has no answer yet is in the outbox. */
async function expectKept({ accepted, refused, outbox }: Setting, made: readonly OperationId[]) {
  const kept = new Set(idsOf(await outbox.all(project)))
  const unanswered = made.filter((id) => !accepted.has(id) && !refused.includes(id))
  expect(unanswered.filter((id) => !kept.has(id))).toEqual([])
}

function expectOrderlyRequests({ server }: Setting, made: readonly OperationId[]) {
  expect(server.mostOpenRequests).toBeLessThanOrEqual(1)
  for (const request of server.requests) {
    expect(request.length).toBeLessThanOrEqual(100)
    expect(isInOrder(idsOf(request), made)).toBe(true)
  }
}

async function expectAllSettled(running: Setting, made: readonly OperationId[]) {
  const { sender, server, accepted, refused, outbox } = running
  expect(new Set(server.log).size).toBe(server.log.length)
  expect([...accepted.keys()]).toEqual(server.log)
  expect(isInOrder(server.log, made)).toBe(true)
  expect([...accepted.keys(), ...refused].sort()).toEqual([...made].sort())
  expect(await outbox.all(project)).toEqual([])
  expect(sender.state.waiting).toBe(0)
  expect(sender.state.kind).toBe(refused.length > 0 ? 'failed' : 'saved')
  const shown = sender.state.refused.flatMap((each) => [each.operation, ...each.followers])
  expect(idsOf(shown).sort()).toEqual([...refused].sort())
  const groups = sender.state.refused.map(({ operation }) => operation.group)
  expect(new Set(groups).size).toBe(groups.length)
}

describe('the state line', () => {
  test('says offline with what waits, and saved when the server has answered again', async () => {
    const { sender, server } = setting()
    server.fates.push('unreachable', 'unreachable')
    for (const operation of gesture(3)) sender.push(operation)
    expect(sender.state).toMatchObject({ kind: 'saving', waiting: 3 })
    await passing(50)
    expect(sender.state).toMatchObject({ kind: 'offline', waiting: 3 })
    await passing(60_000)
    expect(sender.state).toMatchObject({ kind: 'saved', waiting: 0 })
  })

  test('does not say offline while the server answers that it is busy', async () => {
    const { sender, server } = setting()
    server.fates.push('busy')
    for (const operation of gesture(1)) sender.push(operation)
    await passing(50)
    expect(sender.state).toMatchObject({ kind: 'saving', waiting: 1 })
  })

  test('does not promise that work survives the page when storage failed', async () => {
    const full = {
      ...memoryOutbox(),
      isDurable: true,
      put: () => Promise.reject(new Error('full')),
    }
    const { sender, server } = setting(full)
    server.fates.push('unreachable')
    for (const operation of gesture(1)) sender.push(operation)
    await passing(50)
    expect(sender.state).toMatchObject({ kind: 'offline', isDurable: false })
    await passing(5_000)
    expect(sender.state).toMatchObject({ kind: 'saved', isDurable: true })
  })

  test('does not say offline when storage forgets to forget', async () => {
    const stuck = { ...memoryOutbox(), remove: () => Promise.reject(new Error('closed')) }
    const { sender } = setting(stuck)
    for (const operation of gesture(1)) sender.push(operation)
    await passing(50)
    expect(sender.state).toMatchObject({ kind: 'saved', waiting: 0 })
  })
})

describe('a refusal', () => {
  test('is told of once for the whole gesture, also what goes with a later request', async () => {
    const { sender, server, refused, outbox } = setting()
    const operations = gesture(250)
    const first = operations[40]
    if (!first) throw new Error('the gesture is long enough')
    server.refusing.add(first.id)
    for (const operation of operations) sender.push(operation)
    await passing(1_000)
    expect(refused).toEqual(idsOf(operations.slice(40)))
    expect(sender.state.refused).toHaveLength(1)
    expect(sender.state.refused[0]).toMatchObject({ operation: { id: first.id }, refusal: no })
    expect(sender.state.waiting).toBe(0)
    expect(await outbox.all(project)).toEqual([])
    sender.dismiss(first.id)
    expect(sender.state).toMatchObject({ kind: 'saved', refused: [] })
  })

  test('of what an earlier page sent first settles what that page left behind', async () => {
    const { sender, refused } = setting()
    sender.restore(gesture(3).slice(1))
    await passing(1_000)
    expect(refused).toHaveLength(2)
    expect(sender.state).toMatchObject({ kind: 'failed', waiting: 0 })
    expect(sender.state.refused[0]?.refusal.code).toBe('prerequisite-refused')
  })

  test('that nobody would see waits in the outbox for the next page', async () => {
    const first = setting()
    const [lost] = gesture(1)
    const [taken] = gesture(1)
    if (!lost || !taken) throw new Error('each gesture has an operation')
    first.server.refusing.add(lost.id)
    first.sender.push(lost)
    first.sender.push(taken)
    first.sender.drain()
    await passing(1_000)
    expect(await first.outbox.all(project)).toEqual([lost])
    expect(first.server.log).toEqual([taken.id])
  })
})

describe('a request that the server cannot read', () => {
  test('costs only the operation that spoils it, which is kept until it is let go', async () => {
    const { sender, server, accepted, outbox } = setting()
    const operations = Array.from({ length: 9 }, () => gesture(1)).flat()
    const bad = operations[5]
    if (!bad) throw new Error('there are nine')
    server.unreadable.add(bad.id)
    for (const operation of operations) sender.push(operation)
    await passing(10_000)
    const others = idsOf(operations).filter((id) => id !== bad.id)
    expect([...accepted.keys()]).toEqual(others)
    expect(sender.state.refused.map(({ operation }) => operation.id)).toEqual([bad.id])
    expect(await outbox.all(project)).toEqual([bad])
    sender.dismiss(bad.id)
    await passing(0)
    expect(await outbox.all(project)).toEqual([])
  })
})

describe('leaving', () => {
  test('sends what waits, once, and leaves the rest in the outbox', async () => {
    const { sender, server, outbox } = setting()
    server.fates.push('unreachable')
    const operations = gesture(2)
    for (const operation of operations) sender.push(operation)
    sender.drain()
    await passing(60_000)
    expect(server.requests).toHaveLength(1)
    expect(await outbox.all(project)).toEqual(operations)
  })

  test('for good sends nothing more', async () => {
    const { sender, server, outbox } = setting()
    const operations = gesture(2)
    for (const operation of operations) sender.push(operation)
    sender.stop()
    sender.drain()
    sender.retryNow()
    await passing(60_000)
    expect(server.requests).toEqual([])
    expect(await outbox.all(project)).toEqual(operations)
  })
})

test('large operations do not share one request beyond what the server reads', async () => {
  const { sender, server } = setting()
  const args = { text: 'x'.repeat(900_000) }
  for (const operation of gesture(10)) sender.push({ ...operation, args })
  await passing(1_000)
  expect(server.requests.map(({ length }) => length)).toEqual([4, 4, 2])
  expect(sender.state.kind).toBe('saved')
})
