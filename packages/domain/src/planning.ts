import { applyChange, type Change, emptyChange, touchedIds, uniqueKeyOf } from './change.ts'
import type { RecordId } from './ids.ts'
import { jsonEqual } from './json-equal.ts'
import type { Planning } from './operations/operation-definition.ts'
import { mapGet } from './persistent-map.ts'
import { type AnyRecord, recordOf } from './record.ts'
import { kindOf } from './record-kind.ts'
import type { RegisterCheck } from './record-kinds/kind-definition.ts'
import type { Refusal } from './refusal.ts'
import { isRegister, parseField, readRegister, splitRegister, writeRegister } from './register.ts'
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
    const [last] = changes.slice(-1)
    if (last !== undefined) running = after(running, last)
    const planned = plan(item, running)
    if (!planned.ok) return planned
    changes.push(planned.value)
  }
  return ok(joinAll(changes))
}

function joinAll(changes: readonly Change[]): Change {
  const [only] = changes
  if (only !== undefined && changes.length === 1) return only
  return {
    added: changes.flatMap(({ added }) => added),
    written: changes.flatMap(({ written }) => written),
  }
}

/** A new record, checked in every respect. Its data must have been parsed. */
export function planAdd(planning: Plan, record: AnyRecord): Result<Change, Refusal> {
  if (recordOf(planning.state, record.id)) return refuse({ code: 'id-taken', id: record.id })
  const change = { ...emptyChange, added: [record] }
  const { state } = after(planning, change)
  const fields = Object.keys(kindOf(record).registerChecks)
  const refusal =
    firstRefusal(fields, (field) => checkRegister({ ...planning, state }, record, field)) ??
    checkStanding({ ...planning, state }, record) ??
    twinOf(planning.state, { ...planning, state }, record)
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
  const parsed = parseField(writeRegister(record, register, value), register)
  if (!parsed.ok) return parsed
  const before = readRegister(record, register)
  const change = { ...emptyChange, written: [{ id: record.id, register, before, after: value }] }
  const written = { ...planning, state: after(planning, change).state }
  // Under a tombstone the value must be right by itself; what it needs is asked when it comes back.
  const refusal =
    checkRegister(written, parsed.value, register) ??
    (record.deleted ? undefined : checkStanding(written, parsed.value)) ??
    (hasNewKey(record, parsed.value) ? twinOf(planning.state, written, parsed.value) : undefined)
  return refusal ? refuse(refusal) : ok(change)
}

function hasNewKey(before: AnyRecord, after: AnyRecord): boolean {
  return !after.deleted && uniqueKeyOf(before) !== uniqueKeyOf(after)
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
  const next = { ...planning, state: after(planning, change).state }
  return firstRefusal(touchedIds(change), (id) => {
    const record = recordOf(next.state, id)
    if (!record || record.deleted) return undefined
    const before = recordOf(planning.state, id)
    const isNew = !before || before.deleted || hasNewKey(before, record)
    return checkStanding(next, record) ?? (isNew ? twinOf(planning.state, next, record) : undefined)
  })
}

function firstRefusal<Item>(
  items: Iterable<Item>,
  check: (item: Item) => Refusal | undefined,
): Refusal | undefined {
  for (const item of items) {
    const refusal = check(item)
    if (refusal) return refusal
  }
  return undefined
}

/** What must hold of one register, or of one entry of a map, when it is written. */
function checkRegister(
  { state, context }: Plan,
  record: AnyRecord,
  register: string,
): Refusal | undefined {
  const { field, entry } = splitRegister(register)
  // Keyed by field; a field without a check of its own has none here.
  const checks = kindOf(record).registerChecks as Record<string, RegisterCheck<object> | undefined>
  return checks[field]?.(record.data, { state, context }, record.id, entry)
}

/** What must hold of a live record within its stream, with the record already in `state`. */
function checkStanding({ state, context }: Plan, record: AnyRecord): Refusal | undefined {
  const { dependsOn, check } = kindOf(record)
  const gone = dependsOn(record.data).find((id) => recordOf(state, id)?.deleted !== false)
  const refusal = check(record.data, { state, context }, record.id, null)
  return refusal ?? (gone ? { code: 'dangling-reference', recordId: gone } : undefined)
}

/** The refusal that names the live record which says the same as `record` of `after`. */
function twinOf(before: StreamState, after: Plan, record: AnyRecord): Refusal | undefined {
  const { duplicateRefusal, checkTwin } = kindOf(record)
  const key = uniqueKeyOf(record)
  const existing =
    key === null ? undefined : [mapGet(before.uniqueKeys, key), mapGet(after.state.uniqueKeys, key)]
  const twin = existing?.find((id) => {
    const other = id && id !== record.id ? recordOf(after.state, id) : undefined
    return other !== undefined && !other.deleted && uniqueKeyOf(other) === key
  })
  if (twin) return duplicateRefusal(twin)
  const { state, context } = after
  return checkTwin(record.data, { state, context }, record.id, null)
}
