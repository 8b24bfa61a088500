import { applyChange, type Change, emptyChange, uniqueKeyOf } from './change.ts'
import type { RecordId } from './ids.ts'
import { jsonEqual } from './json-equal.ts'
import type { Planning } from './operations/operation-definition.ts'
import { mapGet } from './persistent-map.ts'
import { type AnyRecord, recordOf } from './record.ts'
import { kindOf } from './record-kind.ts'
import type { Refusal } from './refusal.ts'
import { isRegister, parseField, readRegister, splitRegister } from './register.ts'
import { ok, type Result, refuse } from './result.ts'
import { pointersTo, type StreamState } from './stream-state.ts'

/** What the steps of a rule share: the planning without its arguments. */
export type Plan = Planning<unknown>

/** The planning with `change` already in its state. */
export function after<P extends Plan>(planning: P, change: Change): P {
  const { state, actor } = planning
  const stamp = { seq: state.seq + 1, actor: actor.userId }
  return { ...planning, state: applyChange(state, change, stamp) }
}

/** Plans each item on what the ones before it left; the first refusal is the answer. */
export function planEach<Item>(
  planning: Plan,
  items: readonly Item[],
  plan: (item: Item, running: Plan) => Result<Change, Refusal>,
): Result<Change, Refusal> {
  let running = planning
  const changes: Change[] = []
  for (const item of items) {
    const planned = plan(item, running)
    if (!planned.ok) return planned
    changes.push(planned.value)
    running = after(running, planned.value)
  }
  return ok(joinAll(changes))
}

function joinAll(changes: readonly Change[]): Change {
  return {
    added: changes.flatMap(({ added }) => added),
    written: changes.flatMap(({ written }) => written),
  }
}

/** A new record, checked in every respect. Its data must have been parsed. */
export function planAdd(planning: Plan, record: AnyRecord): Result<Change, Refusal> {
  if (recordOf(planning.state, record.id)) return refuse({ code: 'id-taken', id: record.id })
  const change = { ...emptyChange, added: [record] }
  const fields = Object.keys(kindOf(record).registerChecks)
  const refusal = checkRecord(planning, after(planning, change).state, record, fields)
  return refusal ? refuse(refusal) : ok(change)
}

/**
 * One register written, checked in the order that both sides name the same refusal: existence,
 * no-op, staleness, shape, then what must hold of the value.
 */
export function planWrite(
  planning: Plan,
  id: RecordId,
  register: string,
  value: unknown,
): Result<Change, Refusal> {
  const record = recordOf(planning.state, id)
  if (!record) return refuse({ code: 'unknown-record', recordId: id })
  if (!isRegister(kindOf(record), register)) return refuse({ code: 'unknown-field', register })
  const before = readRegister(record, register)
  if (jsonEqual(before, value)) return ok(emptyChange)
  const stale = staleness(planning, record, register)
  if (stale) return refuse(stale)
  return planValue(planning, record, register, value)
}

function planValue(
  planning: Plan,
  record: AnyRecord,
  register: string,
  value: unknown,
): Result<Change, Refusal> {
  const write = { id: record.id, register, before: readRegister(record, register), after: value }
  const change = { ...emptyChange, written: [write] }
  const state = after(planning, change).state
  const written = recordOf(state, record.id)
  if (!written) return refuse({ code: 'unknown-record', recordId: record.id })
  const parsed = parseField(written, register)
  if (!parsed.ok) return parsed
  // A write under a tombstone is kept for when the record comes back, so its shape is all that binds.
  if (record.deleted) return ok(change)
  const refusal = checkRecord(planning, state, written, [splitRegister(register).field])
  return refusal ? refuse(refusal) : ok(change)
}

/** Whether a register was written since the gesture, by someone else. */
export function staleness(
  { actor, baseSeq }: Plan,
  record: AnyRecord,
  register: string,
): Refusal | undefined {
  const rev = record.revs[register]
  if (!rev || rev[0] <= baseSeq || rev[1] === actor.userId) return undefined
  const theirs = readRegister(record, register)
  return { code: 'stale', recordId: record.id, register, by: rev[1], seq: rev[0], theirs }
}

/** Marks records as deleted, together: what else points at one of them stops it. */
export function planDelete(planning: Plan, ids: readonly RecordId[]): Result<Change, Refusal> {
  const doomed = new Set(ids)
  for (const id of ids) {
    const record = recordOf(planning.state, id)
    if (!record) return refuse({ code: 'unknown-record', recordId: id })
    if (record.deleted) continue
    const stale = staleness(planning, record, 'deleted')
    if (stale) return refuse(stale)
    const dependents = dependentsOf(planning.state, id).filter((each) => !doomed.has(each))
    if (dependents.length > 0) return refuse({ code: 'has-dependents', recordId: id, dependents })
  }
  return ok(deletions(planning.state, [...doomed], true))
}

/** Brings records back: what they need must live, and no twin may have come meanwhile. */
export function planRestore(planning: Plan, ids: readonly RecordId[]): Result<Change, Refusal> {
  for (const id of ids) {
    const record = recordOf(planning.state, id)
    if (!record) return refuse({ code: 'unknown-record', recordId: id })
    const stale = record.deleted ? staleness(planning, record, 'deleted') : undefined
    if (stale) return refuse(stale)
  }
  const change = deletions(planning.state, [...new Set(ids)], false)
  const refusal = checkTouched(planning, change)
  return refusal ? refuse(refusal) : ok(change)
}

function deletions(state: StreamState, ids: readonly RecordId[], deleted: boolean): Change {
  const written = ids
    .filter((id) => recordOf(state, id)?.deleted === !deleted)
    .map((id) => ({ id, register: 'deleted', before: !deleted, after: deleted }))
  return { ...emptyChange, written }
}

/** Live records of the stream that need `id`. */
export function dependentsOf(state: StreamState, id: RecordId): readonly RecordId[] {
  return pointersTo(state, id).filter((from) => {
    const record = recordOf(state, from)
    return record !== undefined && kindOf(record).dependsOn(record.data).includes(id)
  })
}

/**
 * What must hold within the stream of every record that a change leaves alive. References to other
 * streams are not looked at: they were true when written, and what broke since is a lint.
 */
export function checkTouched(planning: Plan, change: Change): Refusal | undefined {
  let running: Plan = planning
  for (const write of change.written) {
    const next = after(running, { ...emptyChange, written: [write] })
    const record = recordOf(next.state, write.id)
    const twin = record && !record.deleted ? twinOf(running.state, record) : undefined
    if (twin) return twin
    running = next
  }
  for (const id of new Set(change.written.map((write) => write.id))) {
    const record = recordOf(running.state, id)
    const refusal = record && !record.deleted ? checkInStream(running, record) : undefined
    if (refusal) return refusal
  }
  return undefined
}

function checkInStream({ state, context }: Plan, record: AnyRecord): Refusal | undefined {
  const kind = kindOf(record)
  const gone = kind.dependsOn(record.data).find((id) => recordOf(state, id)?.deleted !== false)
  if (gone) return { code: 'dangling-reference', recordId: gone }
  return kind.check(record.data, { state, context }, record.id)
}

function checkRecord(
  before: Plan,
  state: StreamState,
  record: AnyRecord,
  fields: readonly string[],
): Refusal | undefined {
  const { registerChecks, check } = kindOf(record)
  const surroundings = { state, context: before.context }
  for (const field of fields) {
    const checkField = registerCheck(registerChecks, field)
    const refusal = checkField?.(record.data, surroundings, record.id)
    if (refusal) return refusal
  }
  return check(record.data, surroundings, record.id) ?? twinOf(before.state, record)
}

function registerCheck(
  checks: ReturnType<typeof kindOf>['registerChecks'],
  field: string,
): ReturnType<typeof kindOf>['check'] | undefined {
  return (checks as Record<string, ReturnType<typeof kindOf>['check'] | undefined>)[field] // keyed by field
}

/** The refusal that names the live record which already has `record`'s unique key. */
function twinOf(state: StreamState, record: AnyRecord): Refusal | undefined {
  const key = uniqueKeyOf(record)
  const existing = key === null ? undefined : mapGet(state.uniqueKeys, key)
  return existing && existing !== record.id ? kindOf(record).duplicateRefusal(existing) : undefined
}
