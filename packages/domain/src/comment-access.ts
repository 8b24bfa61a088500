import type { Write } from './change.ts'
import type { Actor } from './context.ts'
import type { RecordId } from './ids.ts'
import { maySeeLayer } from './layer-access.ts'
import { mayDoToOthersComment } from './permissions.ts'
import type { Plan } from './planning.ts'
import { isRecordOf, type RecordOf, recordOf, streamHead } from './record.ts'
import type { Refusal } from './refusal.ts'
import { ok, type Result, refuse } from './result.ts'
import type { StreamState } from './stream-state.ts'

/**
 * Why nobody can comment in this stream now, or `undefined`. A layer takes comments in every state:
 * it is what was submitted that gets talked about.
 */
export function checkCommentable({ state, actor }: Plan): Refusal | undefined {
  if (state.kind === 'document') {
    const document = streamHead(state, 'document')
    return !document || document.deleted ? { code: 'unknown-document' } : undefined
  }
  const layer = streamHead(state, 'layer')
  if (!layer || layer.deleted) return { code: 'unknown-layer' }
  return maySeeLayer(actor, layer.data) ? undefined : { code: 'not-allowed' }
}

/** The comment, deleted or not, of a stream that takes comments. */
export function commentIn(planning: Plan, id: RecordId): Result<RecordOf<'comment'>, Refusal> {
  const closed = checkCommentable(planning)
  if (closed) return refuse(closed)
  const record = recordOf(planning.state, id)
  return record && isRecordOf(record, 'comment')
    ? ok(record)
    : refuse({ code: 'unknown-record', recordId: id })
}

/** The comment, if this person wrote it: only they may change what it says. */
export function ownCommentIn(planning: Plan, id: RecordId): Result<RecordOf<'comment'>, Refusal> {
  const comment = commentIn(planning, id)
  if (!comment.ok) return comment
  return comment.value.data.author === planning.actor.userId
    ? comment
    : refuse({ code: 'not-allowed' })
}

/** Whether somebody may do by hand this write of a comment. */
export function mayWriteComment(
  actor: Actor,
  state: StreamState,
  { id, register }: Pick<Write, 'id' | 'register'>,
): boolean {
  const comment = recordOf(state, id)
  if (!comment || !isRecordOf(comment, 'comment') || actor.role === 'viewer') return false
  if (register === 'resolved') return mayResolve(actor, state, comment)
  return comment.data.author === actor.userId
}

/**
 * Whether somebody may resolve or reopen the thread that a comment begins: who began it, whose
 * layer it stands in, and those who may resolve any.
 */
export function mayResolve(
  actor: Actor,
  state: StreamState,
  { data }: RecordOf<'comment'>,
): boolean {
  if (actor.role === 'viewer') return false
  const isOwn = data.author === actor.userId
  const isInOwnLayer = streamHead(state, 'layer')?.data.owner === actor.userId
  return isOwn || isInOwnLayer || mayDoToOthersComment(actor.role, 'comment.resolve')
}
