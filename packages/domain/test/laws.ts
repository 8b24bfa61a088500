import { expect } from 'vitest'
import { applyChange, invertChange, type LogEntry } from '../src/change.ts'
import type { Actor } from '../src/context.ts'
import { replay, stateFromRecords } from '../src/log-row.ts'
import { planOperation } from '../src/operation.ts'
import { mapValues } from '../src/persistent-map.ts'
import { type AnyRecord, recordOf } from '../src/record.ts'
import { readRegister } from '../src/register.ts'
import { emptyStream, type StreamState } from '../src/stream-state.ts'
import { contentOf, contentWithoutRevs, indexesOf, type StateContent } from './state-content.ts'
import {
  type Address,
  contextAt,
  logAt,
  type Request,
  type Submission,
  stateAt,
  submit,
  type World,
} from './world.ts'

/** Why the very next revert of one's own change may be refused: facts that still bind. */
const bindingRefusals: readonly string[] = ['not-revertible', 'in-use', 'has-dependents']

/**
 * What must hold for every operation on every project. Returns what the operation did, so that
 * histories can be walked. Every operation's test calls this.
 */
export function expectOperationLaws(world: World, request: Request): Submission {
  const before = stateAt(world, request.address)
  const contentBefore = contentOf(before)
  const submission = submit(world, request)
  expect(contentOf(before), 'planning leaves the state alone').toEqual(contentBefore)
  expectRepeatable(world, request, submission)
  if (!submission.entry) {
    expect(submission.world.streams, 'a refusal changes nothing').toBe(world.streams)
    return submission
  }
  const after = stateAt(submission.world, request.address)
  expectTrueIndexes(after)
  expectReplay(submission.world, request.address)
  expectRevs(before, after, submission.entry)
  expectUndone(before, after, submission.entry)
  expectUndoAndRedo(submission, request, before)
  return submission
}

/** Planning twice, or after a trip through JSON, says the same. */
function expectRepeatable(world: World, request: Request, { operation, outcome }: Submission) {
  const state = stateAt(world, request.address)
  const context = contextAt(world, request.address)
  expect(planOperation(state, context, operation, request.actor), 'planned again').toEqual(outcome)
  const received = JSON.parse(JSON.stringify(operation))
  expect(planOperation(state, context, received, request.actor), 'over the wire').toEqual(outcome)
}

/** The derived indexes are what the records call for. */
export function expectTrueIndexes(state: StreamState): void {
  const { indexes } = contentOf(state)
  expect(indexes, 'indexes follow from the records').toEqual(
    indexesOf([...mapValues(state.records)]),
  )
}

/** Invariant 44: the log gives the state, and so do the records that the log gave. */
export function expectReplay(world: World, address: Address): void {
  const state = stateAt(world, address)
  const empty = emptyStream(address.kind, address.id)
  const log: readonly LogEntry[] = JSON.parse(JSON.stringify(logAt(world, address)))
  const replayed = replay(empty, log)
  expect(replayed.seq).toBe(state.seq)
  expect(contentOf(replayed), 'the log folds to the state').toEqual(contentOf(state))
  const records: AnyRecord[] = JSON.parse(JSON.stringify([...mapValues(state.records)]))
  const loaded = stateFromRecords(empty, state.seq, records)
  expect(contentOf(loaded), 'stored records give the state').toEqual(contentOf(state))
}

/** Invariant 43: what is written has a rev of this change, and no rev goes back. */
function expectRevs(before: StreamState, after: StreamState, { seq, actor, change }: LogEntry) {
  expect(after.seq, 'seqs have no gap').toBe(before.seq + 1)
  for (const { id, register, after: value } of change.written) {
    expect(recordOf(after, id)?.revs[register], 'a written register has a rev').toEqual([
      seq,
      actor,
    ])
    const last = change.written.findLast((write) => write.id === id && write.register === register)
    const record = recordOf(after, id)
    if (record && last?.after === value)
      expect(readRegister(record, register) ?? null, 'it says what was written').toEqual(value)
  }
  for (const record of mapValues(before.records))
    for (const [register, rev] of Object.entries(record.revs))
      expect(
        recordOf(after, record.id)?.revs[register]?.[0],
        'no rev goes back',
      ).toBeGreaterThanOrEqual(rev[0])
}

/** Taking a change back gives what was there; what it made stays as a tombstone. */
function expectUndone(before: StreamState, after: StreamState, { change, actor }: LogEntry) {
  const undone = applyChange(after, invertChange(change), { seq: after.seq + 1, actor })
  expect(contentWithoutRevs(undone), 'a change can be undone').toEqual(
    withTombstones(before, change.added),
  )
}

function withTombstones(before: StreamState, added: readonly AnyRecord[]): StateContent {
  const { records, indexes } = contentWithoutRevs(before)
  const tombstones = added.map((record) => [record.id, { ...record, deleted: true }])
  return { records: { ...records, ...Object.fromEntries(tombstones) }, indexes }
}

/** The operation `change.revert` undoes, and reverting the revert does it again. */
function expectUndoAndRedo(submission: Submission, request: Request, before: StreamState) {
  const { world, entry } = submission
  if (!entry) return
  const undo = revert(world, request.address, request.actor, entry.seq)
  if (!undo.outcome.ok) {
    expect(bindingRefusals, 'one’s own last change').toContain(undo.outcome.reason.code)
    return
  }
  const undone = contentWithoutRevs(stateAt(undo.world, request.address))
  expect(undone, 'undo').toEqual(withTombstones(before, entry.change.added))
  const redo = revert(undo.world, request.address, request.actor, entry.seq + 1)
  expect(redo.outcome.ok, 'what was undone can be done again').toBe(true)
  const after = contentWithoutRevs(stateAt(world, request.address))
  expect(contentWithoutRevs(stateAt(redo.world, request.address)), 'redo').toEqual(after)
}

function revert(world: World, address: Address, actor: Actor, seq: number): Submission {
  return submit(world, { address, actor, type: 'change.revert', args: { seq } })
}
