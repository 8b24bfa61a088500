import { applyChange } from '../src/change.ts'
import type { PlanContext } from '../src/context.ts'
import type { RecordId } from '../src/ids.ts'
import { stateFromRecords } from '../src/log-row.ts'
import { newRecord } from '../src/new-record.ts'
import { type Operation, planOperation } from '../src/operation.ts'
import type { OperationType } from '../src/operations/registry.ts'
import { type AnyRecord, streamHead } from '../src/record.ts'
import { emptyStream, type StreamState } from '../src/stream-state.ts'
import { chooser } from './choose.ts'
import { sampleId, sampleOperationId } from './sample-ids.ts'
import {
  documentOf,
  sample,
  sampleClaim,
  sampleMention,
  sampleWorld,
  sharedLayer,
} from './sample-world.ts'
import { contextAt, people, stateAt } from './world.ts'

/** What planning and applying one operation costs in a layer of this many records. */
export type PlanApplyCost = {
  readonly records: number
  readonly operations: number
  /** Median over the operations, in microseconds of CPU time. */
  readonly medianMicros: number
}

/** Reads a CPU clock, in microseconds: `() => performance.now() * 1000`, or the process's own. */
export type CpuClock = () => number

/** How many operations are timed. */
const timedOperations = 8000

/**
 * Fills a layer with records, then creates, writes, deletes and restores in it, and returns what an
 * operation costs: `planOperation` and `applyChange`, indexes included, at the median.
 */
export function planApplyCost(recordCount: number, readClock: CpuClock): PlanApplyCost {
  const layer = layerOf(recordCount)
  const costs: number[] = []
  let running = { state: layer.state, next: 0 }
  // The first fifth warms up: compiling the rules is not their cost.
  const warmUp = timedOperations / 5
  while (running.next < timedOperations + warmUp) {
    // Timed together, since reading the clock costs too.
    const work = nextOperations(layer, running.next)
    const before = readClock()
    const state = work.reduce(
      (at, operation) => planAndApply(at, layer.context, operation),
      running.state,
    )
    const cost = (readClock() - before) / work.length
    if (running.next >= warmUp) costs.push(cost)
    running = { state, next: running.next + work.length }
  }
  return { records: recordCount, operations: timedOperations, medianMicros: median(costs) }
}

function planAndApply(state: StreamState, context: PlanContext, operation: Operation): StreamState {
  const planned = planOperation(state, context, operation, people.ada)
  if (!planned.ok) throw new Error(`${operation.type}: ${JSON.stringify(planned.reason)}`)
  return applyChange(state, planned.value, { seq: state.seq + 1, actor: people.ada.userId })
}

type Layer = {
  readonly state: StreamState
  readonly context: PlanContext
  readonly ids: readonly RecordId[]
  readonly mentions: readonly RecordId[]
}

/** A long text of words, so that every record has words of its own. */
function layerOf(recordCount: number): Layer {
  const world = sampleWorld()
  const wordCount = recordCount + timedOperations * 2
  const text = 'word '.repeat(wordCount).trim()
  const sampleContext = contextAt(world, sharedLayer)
  const data = { ...documentOf(world, sample.harbour), lengthUtf16: text.length }
  const document = newRecord('document', sample.harbour, data)
  const context = { ...sampleContext, document, text }
  const ids = Array.from({ length: recordCount }, (_, index) => idOf('there', index))
  const records = ids.map((id, index): AnyRecord => {
    const { kind, data: said } = recordAt(index, id)
    return newRecord(kind, id, said)
  })
  const head = streamHead(stateAt(world, sharedLayer), 'layer')
  if (!head) throw new Error('the sample project has no shared layer')
  const empty = emptyStream('layer', sharedLayer.id)
  const all = [newRecord('layer', head.id, head.data), ...records]
  const mentions = ids.filter((_, index) => index % 3 !== 0)
  return { state: stateFromRecords(empty, 1, all), context, ids, mentions }
}

const idOf = (name: string, index: number) => sampleId(`${name} ${index}`)

function recordAt(index: number, id: RecordId) {
  const extent = [{ startUtf16: index * 5, endUtf16: index * 5 + 4 }]
  return index % 3 === 0
    ? { id, kind: 'claim' as const, data: { ...sampleClaim, ...atWord(index) } }
    : { id, kind: 'mention' as const, data: { ...sampleMention, extent } }
}

function atWord(index: number) {
  const evidence = [{ startUtf16: index * 5, endUtf16: index * 5 + 4 }]
  const report = { chain: [], rendering: 'own', relay: null } as const
  return { content: { evidence, condition: null }, report }
}

/** What a person does in a moment: makes a record, writes two registers, deletes what was made. */
function nextOperations({ ids, mentions }: Layer, next: number): readonly Operation[] {
  const { from } = chooser(next)
  const made = idOf('made', next)
  const record = recordAt(ids.length + next, made)
  const entities = [sample.veld, sample.union, sample.board, null]
  const entity = from(entities)
  return [
    operation('records.create', { records: [record] }, next),
    operation('record.set', { id: from(ids), register: 'note', value: `note ${next}` }, next + 1),
    operation('record.set', { id: from(mentions), register: 'entity', value: entity }, next + 2),
    operation('records.delete', { ids: [made] }, next + 3),
  ]
}

function operation(type: OperationType, args: object, next: number): Operation {
  const id = sampleOperationId(`timed ${next}`)
  const stream = { kind: sharedLayer.kind, id: sharedLayer.id }
  return { id, stream, baseSeq: next, group: id, after: null, type, args }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
