import * as z from 'zod'
import { type Change, invertChange, type LogEntry, type Write } from '../change.ts'
import { mayWriteComment } from '../comment-access.ts'
import type { RecordId } from '../ids.ts'
import { jsonEqual } from '../json-equal.ts'
import { mayWriteLayer } from '../layer-access.ts'
import { mayDo, mayWrite } from '../permissions.ts'
import { checkTouched, dependentsOf, type Plan } from '../planning.ts'
import { isRecordOf, recordOf, streamHead } from '../record.ts'
import type { Refusal } from '../refusal.ts'
import { readRegister } from '../register.ts'
import { ok, refuse } from '../result.ts'
import type { StreamState } from '../stream-state.ts'
import { defineOperation } from './operation-definition.ts'

/** Undoes one change of this stream, if nobody has built on it since. Redo reverts the revert. */
export const changeRevert = defineOperation({
  streams: ['registry', 'codebook', 'document', 'layer'],
  args: z.strictObject({ seq: z.int().positive() }),
  plan: (planning) => {
    const entry = planning.context.facts.entryAt(planning.args.seq)
    if (!entry) return refuse({ code: 'unknown-change', seq: planning.args.seq })
    const inverse = invertChange(entry.change)
    const doomed = doomedBy(inverse)
    const refusal =
      checkMayRevert(planning, entry, inverse) ??
      checkLayer(planning, inverse) ??
      checkRevertible(entry) ??
      checkUnbuilt(planning, entry, inverse) ??
      checkHead(planning, entry, doomed) ??
      checkUnneeded(planning, doomed) ??
      checkTouched(planning, inverse)
    return refusal ? refuse(refusal) : ok(inverse)
  },
})

/** Records that the revert marks as deleted. */
function doomedBy({ written }: Change): ReadonlySet<RecordId> {
  const deletions = written.filter(
    ({ register, after }) => register === 'deleted' && after === true,
  )
  return new Set(deletions.map(({ id }) => id))
}

/** One's own change may always be reverted; another's by whoever may write what comes of it. */
function checkMayRevert(
  { actor, state }: Plan,
  entry: LogEntry,
  inverse: Change,
): Refusal | undefined {
  if (entry.actor === actor.userId) return undefined
  const { onComments, written } = apart(state, inverse)
  if (!onComments.every((write) => mayWriteComment(actor, state, write)))
    return { code: 'not-allowed' }
  if (written.length === 0) return undefined
  if (!mayWrite(actor.role, state, written)) return { code: 'not-allowed' }
  const layer = streamHead(state, 'layer')
  const unlocks = layer !== undefined && written.some(({ before }) => before === 'locked')
  return layer && !unlocks && !mayWriteLayer(actor, layer.data)
    ? { code: 'not-allowed' }
    : undefined
}

/** Writes to comments, which follow rules of their own, and all others. */
function apart(state: StreamState, change: Change) {
  const isOnComment = ({ id }: Write) => recordOf(state, id)?.kind === 'comment'
  return {
    onComments: change.written.filter(isOnComment),
    written: change.written.filter((write) => !isOnComment(write)),
  }
}

/** Records of a layer move only while it is open; its own state and comments may move in any. */
function checkLayer({ state }: Plan, inverse: Change): Refusal | undefined {
  const layer = streamHead(state, 'layer')
  const { written } = apart(state, inverse)
  const movesLayer = written.some(
    ({ id, register, after }) =>
      id === layer?.id && (register === 'state' || (register === 'deleted' && after === false)),
  )
  if (!layer || movesLayer || written.length === 0) return undefined
  if (layer.deleted) return { code: 'unknown-layer' }
  const now = layer.data.state
  return now === 'open' ? undefined : { code: 'layer-not-open', state: now }
}

/** Publishing stays published. */
function checkRevertible({ change }: LogEntry): Refusal | undefined {
  const publishes = change.added.some((record) => isRecordOf(record, 'version'))
  return publishes ? { code: 'not-revertible' } : undefined
}

/** A layer that holds records cannot be unmade; nor a document, but by those who may retire it. */
function checkHead(
  { state, context, actor }: Plan,
  { change }: LogEntry,
  doomed: ReadonlySet<RecordId>,
): Refusal | undefined {
  const head = streamHead(state, 'layer') ?? streamHead(state, 'document')
  if (!head || !doomed.has(head.id)) return undefined
  const live = Object.values(state.liveCounts).reduce((sum, count) => sum + count, 0)
  if (head.kind === 'layer') return live > doomed.size ? { code: 'layer-not-empty' } : undefined
  const unmakes = change.added.some(({ id }) => id === head.id)
  const binds = unmakes || !mayDo(actor.role, 'document.retire')
  return binds && (context.facts.documentHasRecords || live > doomed.size)
    ? { code: 'has-dependents', recordId: head.id, dependents: [] }
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

/** Nothing that stays may need what the revert deletes, here or in another stream. */
function checkUnneeded(
  { state, context }: Plan,
  doomed: ReadonlySet<RecordId>,
): Refusal | undefined {
  for (const recordId of doomed) {
    const dependents = dependentsOf(state, recordId).filter((id) => !doomed.has(id))
    if (dependents.length > 0) return { code: 'has-dependents', recordId, dependents }
    const count = state.kind === 'registry' ? context.facts.inUseCount(recordId) : 0
    if (count > 0) return { code: 'in-use', recordId, count }
  }
  return undefined
}
