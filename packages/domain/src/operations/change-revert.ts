import * as z from 'zod/mini'
import {
  type Change,
  invertChange,
  invertLines,
  isWriting,
  type LogEntry,
  type Write,
} from '../change.ts'
import { mayWriteComment } from '../comment-access.ts'
import type { RecordId } from '../ids.ts'
import { jsonEqual } from '../json-equal.ts'
import { mayWriteLayer } from '../layer-access.ts'
import { mayDo, mayWrite } from '../permissions.ts'
import { checkTouched, dependentsOf, type Plan } from '../planning.ts'
import { isRecordOf, recordOf, streamHead } from '../record.ts'
import type { Refusal } from '../refusal.ts'
import { readRegister } from '../register.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { StreamState } from '../stream-state.ts'
import { defineOperation } from './operation-definition.ts'

/** The most lines of a log that one operation takes back. */
export const maxRevertedLines = 1000

/**
 * Undoes one change of this stream, or with `from` all changes from there up to it but comments, if
 * nobody has built on them since. Redo reverts the revert.
 */
export const changeRevert = defineOperation({
  streams: ['registry', 'codebook', 'document', 'layer'],
  args: z
    .strictObject({
      seq: z.int().check(z.positive()),
      from: z.optional(z.int().check(z.positive())),
    })
    .check(z.refine(({ seq, from = seq }) => from <= seq, { path: ['from'] })),
  plan: (planning) => {
    const { seq, from = seq } = planning.args
    if (seq - from >= maxRevertedLines)
      return refuse({ code: 'operation-too-large', limit: '1,000 changes' })
    const asked = linesBack(planning, seq, from)
    if (!asked.ok) return asked
    const lines =
      planning.args.from === undefined ? asked.value : withoutComments(planning.state, asked.value)
    const isSaid = (write: Write) => isWriting(write) || isAnothers(planning, write)
    const inverse = invertLines(lines, isSaid)
    // What is only said again needs nobody's leave, and nothing depends on it.
    const moving = { ...inverse, written: inverse.written.filter(isWriting) }
    const doomed = doomedBy(moving)
    const refusal =
      checkMayRevert(planning, lines, moving) ??
      checkLayer(planning, moving) ??
      checkRevertible(lines) ??
      checkUnbuilt(planning, seq, lines) ??
      checkHead(planning, lines, doomed) ??
      checkUnneeded(planning, doomed) ??
      checkTouched(planning, moving)
    return refusal ? refuse(refusal) : ok({ ...inverse, reverts: { from, to: seq } })
  },
})

/**
 * Whether somebody else has written a register last. What they wrote to and fro is said again, and is
 * theirs no more: whoever goes on to older lines would else be told that somebody has written there since.
 */
function isAnothers({ actor, state }: Plan, { id, register }: Write): boolean {
  return recordOf(state, id)?.revs[register]?.[1] !== actor.userId
}

/** The lines from `seq` back to `from`, newest first. */
function linesBack(
  { context }: Plan,
  seq: number,
  from: number,
): Result<readonly LogEntry[], Refusal> {
  const seqs = Array.from({ length: seq - from + 1 }, (_, back) => seq - back)
  // Every line is asked for before the first that is missing is named: they are looked up together.
  const lines = seqs.map((each) => ({ seq: each, entry: context.facts.entryAt(each) }))
  const missing = lines.find(({ entry }) => entry === undefined)
  if (missing) return refuse({ code: 'unknown-change', seq: missing.seq })
  return ok(lines.flatMap(({ entry }) => entry ?? []))
}

/** What was said about the work stays where it is when the work is taken back to a point. */
function withoutComments(state: StreamState, lines: readonly LogEntry[]): readonly LogEntry[] {
  return lines.map((entry) => {
    const added = entry.change.added.filter(({ kind }) => kind !== 'comment')
    return { ...entry, change: { added, written: apart(state, entry.change).written } }
  })
}

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
  lines: readonly LogEntry[],
  inverse: Change,
): Refusal | undefined {
  const others = lines.filter((entry) => entry.actor !== actor.userId)
  if (others.length === 0) return undefined
  const theirs = new Set(others.flatMap(({ change }) => invertChange(change).written.map(keyOf)))
  const { onComments, written } = apart(state, {
    ...inverse,
    written: inverse.written.filter((write) => theirs.has(keyOf(write))),
  })
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

function keyOf({ id, register }: Write): string {
  return `${id} ${register}`
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
function checkRevertible(lines: readonly LogEntry[]): Refusal | undefined {
  const publishes = lines.some(({ change }) =>
    change.added.some((record) => isRecordOf(record, 'version')),
  )
  return publishes ? { code: 'not-revertible' } : undefined
}

/** A layer that holds records cannot be unmade; nor a document, but by those who may retire it. */
function checkHead(
  { state, context, actor }: Plan,
  lines: readonly LogEntry[],
  doomed: ReadonlySet<RecordId>,
): Refusal | undefined {
  const head = streamHead(state, 'layer') ?? streamHead(state, 'document')
  if (!head || !doomed.has(head.id)) return undefined
  const live = Object.values(state.liveCounts).reduce((sum, count) => sum + count, 0)
  if (head.kind === 'layer') return live > doomed.size ? { code: 'layer-not-empty' } : undefined
  const unmakes = lines.some(({ change }) => change.added.some(({ id }) => id === head.id))
  const binds = unmakes || !mayDo(actor.role, 'document.retire')
  return binds && (context.facts.documentHasRecords || live > doomed.size)
    ? { code: 'has-dependents', recordId: head.id, dependents: [] }
    : undefined
}

/**
 * Every register must still say what the lines made it say. Whoever has written it since must have
 * brought that back: oneself, or anybody by taking their own change back.
 */
function checkUnbuilt(
  planning: Plan,
  seq: number,
  newestFirst: readonly LogEntry[],
): Refusal | undefined {
  const left = new Map<string, Write>()
  for (const { change } of newestFirst)
    for (const write of invertChange(change).written.filter(isWriting))
      if (!left.has(keyOf(write))) left.set(keyOf(write), write)
  for (const { id, register, before } of left.values()) {
    const record = recordOf(planning.state, id)
    if (!record) return { code: 'unknown-record', recordId: id }
    const isBuilt =
      !jsonEqual(readRegister(record, register), before) ||
      isAnothersSince(planning, record.revs[register], seq)
    if (isBuilt) return { code: 'undo-superseded', recordId: id, register }
  }
  return undefined
}

function isAnothersSince(
  { actor, context }: Plan,
  rev: readonly [seq: number, user: string] | undefined,
  seq: number,
): boolean {
  if (!rev || rev[0] <= seq || rev[1] === actor.userId) return false
  return context.facts.entryAt(rev[0])?.opType !== 'change.revert'
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
