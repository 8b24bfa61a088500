import {
  jsonEqual,
  type MeantWrite,
  meantWrites,
  type Operation,
  type OperationPart,
  partsOf,
  type RecordId,
  type Refusal,
  readRegister,
  recordOf,
  type StreamId,
  type StreamState,
  type UserId,
} from '@parallax/domain'
import type { RefusedOperation } from './outbox/save-state.ts'
import type { Draft } from './project-session.ts'

/** One field that two people wrote without seeing each other. */
export type ConflictField = {
  readonly register: string
  readonly mine: unknown
  /** What stands. */
  readonly theirs: unknown
  /** Who wrote what stands. */
  readonly by: UserId
}

/** What this person and somebody else made of one record at the same time. */
export type Conflict = {
  readonly stream: Operation['stream']
  readonly recordId: RecordId
  readonly fields: readonly ConflictField[]
  /** The refused gestures that wrote these fields. */
  readonly gestures: readonly RefusedOperation[]
}

/** For each record in conflict: the fields that shall say what this person wrote. */
export type ConflictAnswers = ReadonlyMap<RecordId, ReadonlySet<string>>

/**
 * What there is to settle, one for each record however many gestures and fields it is about, so that
 * a person is asked once. What was refused for another reason, and what is not open, is left out.
 */
export function conflictsOf(
  refused: readonly RefusedOperation[],
  viewOf: (stream: StreamId) => StreamState | undefined,
  me: UserId,
): readonly Conflict[] {
  const found = new Map<RecordId, Conflict>()
  for (const gesture of refused.filter(isStale))
    for (const operation of operationsOf(gesture))
      for (const write of meantWrites(operation, operation.stream)) {
        const field = fieldInConflict(operation, write, viewOf(operation.stream.id), me)
        const known = found.get(write.id) ?? emptyConflict(operation, write.id)
        if (field) found.set(write.id, joined(known, gesture, field))
      }
  return [...found.values()]
}

/**
 * A refused gesture as it is to be done again: the fields in conflict as they were answered, all that
 * it meant besides as it was. `undefined` until every record that it is in conflict over is answered.
 */
export function doneAgain(
  gesture: RefusedOperation,
  conflicts: readonly Conflict[],
  answers: ConflictAnswers,
): readonly Draft[] | undefined {
  const own = conflicts.filter(({ gestures }) =>
    gestures.some(({ operation }) => operation.id === gesture.operation.id),
  )
  if (own.some(({ recordId }) => !answers.has(recordId))) return undefined
  const theirs = new Set(
    own.flatMap(({ recordId, fields }) =>
      fields
        .filter(({ register }) => !answers.get(recordId)?.has(register))
        .map(({ register }) => keyOf({ id: recordId, register })),
    ),
  )
  return operationsOf(gesture).flatMap((operation) => withoutWrites(operation, theirs))
}

/** Whether a gesture was refused since somebody else had written what it wrote. */
export function isStale({ refusal }: Pick<RefusedOperation, 'refusal'>): boolean {
  return codeIn(refusal) === 'stale'
}

function codeIn(refusal: Refusal): Refusal['code'] {
  return refusal.code === 'batch-failed' ? codeIn(refusal.cause) : refusal.code
}

function fieldInConflict(
  { baseSeq }: Operation,
  { id, register, value }: MeantWrite,
  view: StreamState | undefined,
  me: UserId,
): ConflictField | undefined {
  const record = view && recordOf(view, id)
  const rev = record?.revs[register]
  if (!record || !rev || rev[0] <= baseSeq || rev[1] === me) return undefined
  const theirs = readRegister(record, register)
  return jsonEqual(theirs, value) ? undefined : { register, mine: value, theirs, by: rev[1] }
}

function emptyConflict({ stream }: Operation, recordId: RecordId): Conflict {
  return { stream, recordId, fields: [], gestures: [] }
}

/** The newest of several writes of one field is what this person meant. */
function joined(known: Conflict, gesture: RefusedOperation, field: ConflictField): Conflict {
  const others = known.fields.filter(({ register }) => register !== field.register)
  const { gestures } = known
  return {
    ...known,
    fields: [...others, field],
    gestures: gestures.includes(gesture) ? gestures : [...gestures, gesture],
  }
}

function withoutWrites(
  { stream, type, args }: Operation,
  dropped: ReadonlySet<string>,
): readonly Draft[] {
  const isDropped = (part: OperationPart) => {
    const writes = meantWrites(part, stream)
    return writes.length > 0 && writes.every((write) => dropped.has(keyOf(write)))
  }
  const parts = partsOf({ type, args }).filter((part) => !isDropped(part))
  if (parts.length === 0) return []
  return [{ stream, type, args: type === 'batch' ? { operations: parts } : args }]
}

function keyOf({ id, register }: Pick<MeantWrite, 'id' | 'register'>): string {
  return `${id} ${register}`
}

/** In the order in which they were made. */
function operationsOf({ operation, followers }: RefusedOperation): readonly Operation[] {
  return [operation, ...followers].sort((a, b) => (a.id < b.id ? -1 : 1))
}
