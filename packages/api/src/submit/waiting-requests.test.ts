import type { Actor, Operation, ProjectId } from '@parallax/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Claims } from './claims.ts'
import { Task } from './task.ts'
import { WaitingRequests } from './waiting-requests.ts'

type Drawn = {
  readonly project: number
  readonly operations: readonly { readonly stream: number; readonly after: number | null }[]
}

const layers = 6
const ids = 300
const nobody = {} as Actor

/** Streams from `layers` on are the registry. Ids are numbers, so that some come twice. */
function requestOf({ project, operations }: Drawn, at: number): readonly Task[] {
  return operations.map(({ stream, after }, index) => {
    const kind = stream < layers ? 'layer' : 'registry'
    const operation = {
      id: `op ${(at * 7 + index) % ids}`,
      stream: { kind, id: `${kind} ${stream}` },
      after: after === null ? null : `op ${after}`,
    }
    return new Task(`project ${project}` as ProjectId, nobody, operation as unknown as Operation)
  })
}

/** What the queue must not do together, said once more and one pair at a time. */
function mustWait(a: Task, b: Task): boolean {
  if (a.projectId !== b.projectId) return false
  const [one, other] = [a.operation, b.operation]
  if (one.stream.kind === 'registry' || other.stream.kind === 'registry') return true
  if (one.stream.id === other.stream.id || one.id === other.id) return true
  return one.after === other.id || other.after === one.id
}

const clash = (a: readonly Task[], b: readonly Task[]) =>
  a.some((one) => b.some((other) => mustWait(one, other)))

const drawnRequest = fc.record({
  project: fc.nat(1),
  operations: fc.array(
    fc.record({
      stream: fc.oneof({ weight: 80, arbitrary: fc.nat(layers - 1) }, fc.constant(layers)),
      after: fc.option(fc.nat(ids - 1), { freq: 8 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
})

/** What happens: a request comes, or one of the batches on their way is done. */
const drawnEvent = fc.oneof(
  { weight: 4, arbitrary: fc.array(drawnRequest, { minLength: 1, maxLength: 60 }) },
  fc.constantFrom('first is done' as const, 'last is done' as const),
)

/** Does with batches what the queue does, but that nothing is written. */
class Writer {
  readonly waiting = new WaitingRequests()
  readonly requests: (readonly Task[])[] = []
  readonly taken: Task[] = []
  timesTwo = 0
  #busy: (readonly Task[])[] = []

  meet(event: readonly Drawn[] | 'first is done' | 'last is done'): void {
    if (event === 'first is done') this.#busy.shift()
    else if (event === 'last is done') this.#busy.pop()
    else for (const drawn of event) this.#push(requestOf(drawn, this.requests.length))
    while (this.#busy.length < 2 && this.#start());
    if (this.#busy.length === 2) this.timesTwo += 1
  }

  finish(): void {
    while (this.#busy.length > 0) this.meet('first is done')
  }

  #push(request: readonly Task[]): void {
    this.requests.push(request)
    this.waiting.push(request)
  }

  #start(): boolean {
    const [other] = this.#busy
    const batch = other === undefined ? this.waiting.takeAlone(true) : beside(this.waiting, [other])
    if (batch.length === 0) return false
    if (other !== undefined) expect(clash(batch, other)).toBe(false)
    this.#busy.push(batch)
    this.taken.push(...batch)
    return true
  }
}

describe('requests that wait', () => {
  test('go in batches: none is lost or parted, none overtakes what it must come after', () => {
    let timesTwo = 0
    fc.assert(
      fc.property(fc.array(drawnEvent, { maxLength: 20 }), (events) => {
        const writer = new Writer()
        for (const event of events) writer.meet(event)
        writer.finish()
        expect(writer.waiting.operationCount).toBe(0)
        expectInOrder(writer.requests, writer.taken)
        timesTwo += writer.timesTwo
      }),
      { numRuns: 300 },
    )
    expect(timesTwo).toBeGreaterThan(50)
  })

  test('many writers of many layers are two batches, of one layer they are one', () => {
    const waiting = new WaitingRequests()
    const push = (stream: number) =>
      waiting.push(requestOf({ project: 0, operations: [{ stream, after: null }] }, stream))
    for (let writer = 0; writer < 32; writer += 1) push(writer % layers)
    const first = waiting.takeAlone(true)
    expect(first).toHaveLength(12)
    expect(beside(waiting, [first])).toHaveLength(20)
    for (let writer = 0; writer < 32; writer += 1) push(0)
    expect(waiting.takeAlone(true)).toHaveLength(32)
  })

  test('a few wait for the batch that is being written, and are not worth one of their own', () => {
    const waiting = new WaitingRequests()
    const request = (stream: number) =>
      requestOf({ project: 0, operations: [{ stream, after: null }] }, stream)
    waiting.push(request(0))
    const first = waiting.takeAlone(true)
    for (let stream = 1; stream < layers; stream += 1) waiting.push(request(stream))
    expect(beside(waiting, [first])).toEqual([])
    expect(waiting.takeAlone(true)).toHaveLength(layers - 1)
  })
})

function beside(waiting: WaitingRequests, busy: readonly (readonly Task[])[]): readonly Task[] {
  const claims = new Claims()
  for (const batch of busy) claims.add(batch)
  return waiting.takeBeside(claims)
}

function expectInOrder(requests: readonly (readonly Task[])[], taken: readonly Task[]): void {
  const places = new Map(taken.map((task, place) => [task, place]))
  expect(places.size).toBe(requests.flat().length)
  expect(taken).toHaveLength(places.size)
  const placeOf = (request: readonly Task[]) => places.get(request[0] as Task) ?? -1
  for (const [at, request] of requests.entries()) {
    const together = request.map((task) => places.get(task))
    expect(together).toEqual(request.map((_, index) => placeOf(request) + index))
    for (const later of requests.slice(at + 1)) {
      if (clash(request, later)) expect(placeOf(request)).toBeLessThan(placeOf(later))
    }
  }
}
