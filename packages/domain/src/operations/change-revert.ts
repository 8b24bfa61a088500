import * as z from 'zod'
import { type Change, invertChange, type LogEntry } from '../change.ts'
import { jsonEqual } from '../json-equal.ts'
import { mayWriteLayer } from '../layer-access.ts'
import { mayDo } from '../permissions.ts'
import { checkTouched, dependentsOf, type Plan } from '../planning.ts'
import { recordOf, streamHead } from '../record.ts'
import type { Refusal } from '../refusal.ts'
import { readRegister } from '../register.ts'
import { ok, refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Undoes one change of this stream, if nobody has built on it since. Redo reverts the revert. */
export const changeRevert = defineOperation({
  streams: ['registry', 'codebook', 'document', 'layer'],
  args: z.strictObject({ seq: z.int().positive() }),
  plan: (planning) => {
    const entry = planning.context.facts.entryAt(planning.args.seq)
    if (!entry) return refuse({ code: 'unknown-change', seq: planning.args.seq })
    const inverse = invertChange(entry.change)
    const refusal =
      checkMayRevert(planning, entry) ??
      checkRevertible(planning, entry) ??
      checkUnbuilt(planning, entry, inverse) ??
      checkUnneeded(planning, inverse) ??
      checkTouched(planning, inverse)
    return refusal ? refuse(refusal) : ok(inverse)
  },
})

/** One's own change may always be reverted; another's by whoever may do such things. */
function checkMayRevert({ actor, state }: Plan, entry: LogEntry): Refusal | undefined {
  if (entry.actor !== actor.userId && !mayDo(actor.role, entry.opType))
    return { code: 'not-allowed' }
  const layer = state.kind === 'layer' ? streamHead(state, 'layer') : undefined
  if (!layer) return undefined
  if (!mayWriteLayer(actor, layer.data)) return { code: 'not-allowed' }
  const ofLayer = entry.change.written.some(({ id }) => id === layer.id)
  const open = layer.data.state === 'open' || (ofLayer && layer.data.state === 'submitted')
  return open ? undefined : { code: 'layer-not-open', state: layer.data.state }
}

/** Publishing stays published; a layer or document that holds records cannot be unmade. */
function checkRevertible({ state, context }: Plan, { change }: LogEntry): Refusal | undefined {
  if (change.added.some(({ kind }) => kind === 'version')) return { code: 'not-revertible' }
  if (change.added.some(({ id }) => id === (state.id as string))) {
    const live = Object.values(state.liveCounts).reduce((sum, count) => sum + count, 0)
    if (state.kind === 'layer' && live > 1) return { code: 'layer-not-empty' }
    if (state.kind === 'document' && context.facts.documentHasRecords)
      return { code: 'has-dependents', recordId: change.added[0]?.id as never, dependents: [] }
  }
  const used = change.added.find(({ id }) => context.facts.inUseCount(id) > 0)
  return used
    ? { code: 'in-use', recordId: used.id, count: context.facts.inUseCount(used.id) }
    : undefined
}

/** Every register must still say what the change made it say, written by no later one. */
function checkUnbuilt(
  { state }: Plan,
  { seq }: LogEntry,
  { written }: Change,
): Refusal | undefined {
  const last = new Map(written.map((write) => [`${write.id} ${write.register}`, write]))
  const first = new Map([...written].reverse().map((w) => [`${w.id} ${w.register}`, w]))
  for (const [key, { id, register }] of last) {
    const record = recordOf(state, id)
    if (!record) return { code: 'unknown-record', recordId: id }
    const later = (record.revs[register]?.[0] ?? 0) > seq
    if (later || !jsonEqual(readRegister(record, register), first.get(key)?.before))
      return { code: 'undo-superseded', recordId: id, register }
  }
  return undefined
}

/** Nothing that stays may need what the revert deletes. */
function checkUnneeded({ state }: Plan, { written }: Change): Refusal | undefined {
  const doomed = new Set(
    written.filter((w) => w.register === 'deleted' && w.after === true).map(({ id }) => id),
  )
  for (const recordId of doomed) {
    const dependents = dependentsOf(state, recordId).filter((id) => !doomed.has(id))
    if (dependents.length > 0) return { code: 'has-dependents', recordId, dependents }
  }
  return undefined
}
