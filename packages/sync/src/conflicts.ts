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
  type UserId,
} from '@parallax/domain'
import type { RefusedOperation } from './outbox/save-state.ts'
import type { Draft } from './project-session.ts'
import type { ReplicaStore } from './replica-store.ts'

/** Whose eyes, and what they see of the streams that are open, with how far the server's word has come. */
export type Sight = Pick<ReplicaStore, 'actor' | 'view' | 'confirmedSeq' | 'entry'>

/** One field that two people wrote without seeing each other. */
export type ConflictField = {
  readonly register: string
  readonly mine: unknown
  /** What stands. */
  readonly theirs: unknown
  /** Who wrote what stands; this person, where it cannot be told which of their words are the later. */
  readonly by: UserId
  /** The line of the log that wrote it: somebody who writes anew makes it another question. */
  readonly seq: number
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
 * a person is asked once. What was refused for another reason, and what is not open, is left out; so is
 * what this person has written anew since they were refused: their later word stands.
 */
export function conflictsOf(
  refused: readonly RefusedOperation[],
  sight: Sight,
): readonly Conflict[] {
  const found = new Map<RecordId, Conflict>()
  for (const gesture of refused.filter((each) => isStale(each) && isSeen(each, sight)))
    for (const each of writesOf(gesture)) {
      const standing = standingOf(each, sight)
      if (typeof standing === 'string') continue
      const { id } = each.write
      const known = found.get(id) ?? emptyConflict(each.operation, id)
      found.set(id, joined(known, gesture, standing))
    }
  return [...found.values()]
}

/** A refused gesture as it is to be done again; without drafts where nothing is left of it. */
export type DoneAgain = {
  readonly gesture: RefusedOperation
  readonly drafts: readonly Draft[]
}

/**
 * The refused gestures that can be done again now, oldest first: what nobody has written since as it
 * was, and of the fields in conflict those that were answered so. One waits until every record that it
 * is in conflict over is answered and all that came in between is known here; and those that write a
 * field in common go together, so that the older word never comes after the newer.
 */
export function doneAgain(
  refused: readonly RefusedOperation[],
  conflicts: readonly Conflict[],
  answers: ConflictAnswers,
  sight: Sight,
): readonly DoneAgain[] {
  const isReady = (gesture: RefusedOperation) => {
    const isOfIt = ({ gestures }: Conflict) =>
      gestures.some(({ operation }) => operation.id === gesture.operation.id)
    const own = conflicts.filter(isOfIt)
    return isHeard(gesture, sight) && own.every(({ recordId }) => answers.has(recordId))
  }
  const stale = refused.filter(isStale).sort((a, b) => (a.operation.id < b.operation.id ? -1 : 1))
  const waiting = withThoseWhoMeet(new Set(stale.filter((each) => !isReady(each))), stale)
  return stale
    .filter((gesture) => !waiting.has(gesture))
    .map((gesture) => ({ gesture, drafts: draftsOf(gesture, answers, sight) }))
}

/** Some gestures with all that write a field in common with one of them, at whatever remove. */
function withThoseWhoMeet(
  some: ReadonlySet<RefusedOperation>,
  all: readonly RefusedOperation[],
): ReadonlySet<RefusedOperation> {
  const writers = new Map<string, RefusedOperation[]>()
  for (const gesture of all)
    for (const { write } of writesOf(gesture))
      writers.set(keyOf(write), [...(writers.get(keyOf(write)) ?? []), gesture])
  const found = new Set(some)
  // A set tells of what is added while it is gone through.
  for (const gesture of found)
    for (const { write } of writesOf(gesture))
      for (const other of writers.get(keyOf(write)) ?? []) found.add(other)
  return found
}

/** Whether all that came between the gesture and now is known here and answered. */
function isHeard(gesture: RefusedOperation, sight: Sight): boolean {
  return (
    isSeen(gesture, sight) &&
    writesOf(gesture).every((write) => standingOf(write, sight) !== 'on-its-way')
  )
}

function draftsOf(
  gesture: RefusedOperation,
  answers: ConflictAnswers,
  sight: Sight,
): readonly Draft[] {
  const isDropped = (refused: RefusedWrite) => {
    const { id, register } = refused.write
    const standing = standingOf(refused, sight)
    return standing === 'free' ? false : standing === 'settled' || !answers.get(id)?.has(register)
  }
  const dropped = writesOf(gesture).filter(isDropped)
  return operationsOf(gesture).flatMap((operation) => {
    const own = dropped.filter((each) => each.operation === operation)
    return withoutWrites(operation, new Set(own.map(({ write }) => keyOf(write))))
  })
}

/** Whether a gesture was refused since somebody else had written what it wrote. */
export function isStale({ refusal }: Pick<RefusedOperation, 'refusal'>): boolean {
  return causeOf(refusal).code === 'stale'
}

function causeOf(refusal: Refusal): Refusal {
  return refusal.code === 'batch-failed' ? causeOf(refusal.cause) : refusal
}

/** Whether all streams of a gesture are open and have come to the line that it was refused over. */
function isSeen({ operation, followers, refusal }: RefusedOperation, sight: Sight): boolean {
  const cause = causeOf(refusal)
  const untilSeq = cause.code === 'stale' ? cause.seq : 0
  return (
    [operation, ...followers].every(({ stream }) => sight.view(stream.id)) &&
    sight.confirmedSeq(operation.stream.id) >= untilSeq
  )
}

type RefusedWrite = {
  readonly gesture: RefusedOperation
  readonly operation: Operation
  readonly write: MeantWrite
}

function writesOf(gesture: RefusedOperation): readonly RefusedWrite[] {
  return operationsOf(gesture).flatMap((operation) =>
    meantWrites(operation, operation.stream).map((write) => ({ gesture, operation, write })),
  )
}

/**
 * How a refused write stands to what is there: `free`, since nobody has written the field meanwhile;
 * `settled`, since the same stands there, or a later word of this person; `on-its-way`, since such a
 * word is not answered yet; or in conflict.
 */
type Standing = 'free' | 'settled' | 'on-its-way' | ConflictField

function standingOf({ gesture, operation, write }: RefusedWrite, sight: Sight): Standing {
  const { baseSeq, stream } = operation
  const { id, register, value } = write
  const view = sight.view(stream.id)
  const record = view && recordOf(view, id)
  const rev = record?.revs[register]
  if (!record || !rev || rev[0] <= baseSeq) return 'free'
  const [seq, by] = rev
  const theirs = readRegister(record, register)
  if (seq > sight.confirmedSeq(stream.id)) return 'on-its-way'
  if (jsonEqual(theirs, value)) return 'settled'
  if (by === sight.actor.userId) {
    if (isRefusedOver(gesture, write, seq)) return 'settled'
    const entry = sight.entry(stream.id, seq)
    if (entry) return entry.opId > operation.id ? 'settled' : 'free'
  }
  return { register, mine: value, theirs, by, seq }
}

/** Whether this very field was somebody else's when the gesture was refused, before line `seq`. */
function isRefusedOver({ refusal }: RefusedOperation, write: MeantWrite, seq: number): boolean {
  const cause = causeOf(refusal)
  return (
    cause.code === 'stale' &&
    cause.recordId === write.id &&
    cause.register === write.register &&
    cause.seq < seq
  )
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
