import { applyChange, type Change, emptyChange, type LogEntry, touchedIds } from './change.ts'
import type { Actor, PlanContext } from './context.ts'
import type { OperationId, RecordId } from './ids.ts'
import { type Operation, planOperation } from './operation.ts'
import type { Refusal } from './refusal.ts'
import type { StreamState } from './stream-state.ts'

/** An operation that the server has not confirmed, with what it does to the view now. */
export type PendingOperation = {
  readonly operation: Operation
  /** Empty while it no longer plans: it is skipped in the view and settled by the server's word. */
  readonly change: Change
  readonly refusal: Refusal | null
}

/** What a browser holds of one stream: what the server confirmed, what it awaits, what is seen. */
export type Replica = {
  readonly confirmed: StreamState
  readonly pending: readonly PendingOperation[]
  readonly view: StreamState
}

/** A replica after a step, with the records that may look different now. */
export type Step = { readonly replica: Replica; readonly touched: ReadonlySet<RecordId> }

/** Who plans, and in which surroundings; asked anew on every rebase. */
export type ReplicaSurroundings = { readonly context: PlanContext; readonly actor: Actor }

/** A replica of a stream as the server has it. */
export function startReplica(confirmed: StreamState): Replica {
  return { confirmed, pending: [], view: confirmed }
}

/** The gesture: the operation is planned on what is seen, and seen at once. */
export function withPending(
  replica: Replica,
  operation: Operation,
  surroundings: ReplicaSurroundings,
): Step {
  const [pending, view] = planPending(replica.view, operation, surroundings)
  return {
    replica: { ...replica, pending: [...replica.pending, pending], view },
    touched: touchedIds(pending.change),
  }
}

/** The operation was refused, or taken back before it was sent: the view is planned without it. */
export function withoutPending(
  replica: Replica,
  id: OperationId,
  surroundings: ReplicaSurroundings,
): Step {
  const rest = replica.pending.filter(({ operation }) => operation.id !== id)
  return rebase(replica, replica.confirmed, rest, surroundings)
}

/**
 * The next line of the log. Lines already taken in are ignored; a gap is the caller's to refill
 * and throws, since taking the line in would make the replica wrong for good.
 */
export function withEntry(
  replica: Replica,
  entry: LogEntry,
  surroundings: ReplicaSurroundings,
): Step {
  const { confirmed, pending } = replica
  if (entry.seq <= confirmed.seq) return { replica, touched: new Set() }
  if (entry.seq !== confirmed.seq + 1)
    throw new Error(`expected change ${confirmed.seq + 1} of ${confirmed.id}, got ${entry.seq}`)
  const next = applyChange(confirmed, entry.change, entry)
  const rest = pending.filter(({ operation }) => operation.id !== entry.opId)
  const step = rebase(replica, next, rest, surroundings)
  return { replica: step.replica, touched: union(step.touched, touchedIds(entry.change)) }
}

/** The confirmed state was read anew from the server (too far behind, or a gap). */
export function withSnapshot(
  replica: Replica,
  confirmed: StreamState,
  surroundings: ReplicaSurroundings,
): Replica {
  return rebase(replica, confirmed, replica.pending, surroundings).replica
}

function rebase(
  replica: Replica,
  confirmed: StreamState,
  kept: readonly PendingOperation[],
  surroundings: ReplicaSurroundings,
): Step {
  const pending: PendingOperation[] = []
  let view = confirmed
  for (const { operation } of kept) {
    const [planned, next] = planPending(view, operation, surroundings)
    pending.push(planned)
    view = next
  }
  const changes = [...replica.pending, ...pending].map(({ change }) => touchedIds(change))
  return { replica: { confirmed, pending, view }, touched: union(...changes) }
}

function planPending(
  view: StreamState,
  operation: Operation,
  { context, actor }: ReplicaSurroundings,
): readonly [PendingOperation, StreamState] {
  const planned = planOperation(view, context, operation, actor)
  if (!planned.ok) return [{ operation, change: emptyChange, refusal: planned.reason }, view]
  const stamp = { seq: view.seq + 1, actor: actor.userId }
  const change = planned.value
  return [{ operation, change, refusal: null }, applyChange(view, change, stamp)]
}

function union(...sets: readonly ReadonlySet<RecordId>[]): ReadonlySet<RecordId> {
  return new Set(sets.flatMap((set) => [...set]))
}
