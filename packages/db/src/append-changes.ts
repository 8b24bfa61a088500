import { sql } from 'drizzle-orm'
import { sqlStateOf } from './database-trouble.ts'
import type { Db } from './open-database.ts'

/** One accepted operation. Its seq is `expectedSeq` plus its place among the entries, from 1. */
export type AppendEntry = {
  readonly opId: string
  readonly opType: string
  readonly group: string
  readonly actor: string
  /** ISO 8601, with milliseconds. */
  readonly at: string
  readonly change: unknown
  /** Which attempt of its author it is; 1 where it is not said. */
  readonly attempt?: number
}

/** A record as it stands after the change. Who made it and when is kept from its first writing. */
export type RecordRow = {
  readonly id: string
  readonly kind: string
  readonly data: unknown
  readonly revs: unknown
  readonly deleted: boolean
  readonly startUtf16: number | null
  readonly endUtf16: number | null
  readonly quote: string | null
  readonly createdBy: string
  readonly createdAt: string
  readonly updatedBy: string
  readonly updatedAt: string
}

/** What a record refers to from now on. */
export type RecordRefs = {
  readonly recordId: string
  readonly targetIds: readonly string[]
  /** The record is not there yet, so that nothing has to go. */
  readonly isNew?: boolean
}

/** What is to be written to one stream, if its head still is where the planner saw it. */
export type StreamAppend = {
  readonly projectId: string
  readonly streamId: string
  readonly kind: string
  /** The document that a document or layer stream is about. Only a new stream's is stored. */
  readonly documentId: string | null
  /** The seq of the head; 0 makes a new stream. */
  readonly expectedSeq: number
  readonly entries: readonly AppendEntry[]
  /** Each record once. */
  readonly records: readonly RecordRow[]
  /** Replaces everything that these records referred to. */
  readonly refs: readonly RecordRefs[]
  readonly counters: readonly { readonly kind: string; readonly delta: number }[]
}

/** Where the log holds an operation. */
export type LoggedOperation = {
  readonly opId: string
  readonly streamId: string
  readonly seq: number
  readonly actor: string
}

/** What the author of an operation was told before: this attempt of it, or a later one, is refused. */
export type ToldRefusal = {
  readonly opId: string
  readonly actor: string
  /** As JSON. */
  readonly refusal: string
}

/**
 * What became of one stream; only `appended` wrote anything. `moved`: the head stands at `seq`.
 * `known`: these operations are in the log already, perhaps in another stream, or were told to be
 * refused. `failed`: the database cannot store what was given. `locked`: somebody else has held the
 * stream for too long.
 */
export type AppendAnswer =
  | { readonly result: 'appended' }
  | { readonly result: 'moved'; readonly seq: number }
  | {
      readonly result: 'known'
      readonly seq: number
      readonly operations: readonly LoggedOperation[]
      readonly refused: readonly ToldRefusal[]
    }
  | { readonly result: 'failed'; readonly error: Error }
  | { readonly result: 'locked'; readonly error: Error }

/**
 * Appends to many streams, of one or more projects, in one statement; answers in the order of the
 * batch. Each stream is written whole or not at all, whatever becomes of the others. A batch names a
 * stream once. Call it outside a transaction: the answer then means that the disk has it.
 */
export async function appendChanges(
  db: Db,
  batch: readonly StreamAppend[],
): Promise<AppendAnswer[]> {
  if (batch.length === 0) return []
  refuseUnusable(batch)
  try {
    return await append(db, batch)
  } catch (error) {
    const result = refusedFor(error)
    if (result === undefined) throw error
    const [first] = batch
    if (batch.length > 1 || first === undefined) return appendEach(db, batch)
    return [{ result, error: error instanceof Error ? error : new Error(String(error)) }]
  }
}

/** One stream's bad data, or its lock, must not fail the others that happen to be in its batch. */
async function appendEach(db: Db, batch: readonly StreamAppend[]): Promise<AppendAnswer[]> {
  const answers: AppendAnswer[] = []
  for (let at = 0; at < batch.length; at += streamsAtOnce) {
    const some = batch.slice(at, at + streamsAtOnce)
    answers.push(...(await Promise.all(some.map((each) => appendChanges(db, [each])))).flat())
  }
  return answers
}

/** Fewer than the pool has connections: reading goes on while locked streams are waited for. */
const streamsAtOnce = 4

/** Two batches that hold the same operation ids in another order may give way to each other. */
async function append(db: Db, batch: readonly StreamAppend[]): Promise<AppendAnswer[]> {
  const { rows } = await inTime(
    db.execute<{ answers: AppendAnswer[] }>(
      sql`select append_changes(${JSON.stringify(batch)}::jsonb) as answers`,
    ),
  )
  const answers = rows[0]?.answers
  if (answers?.length !== batch.length) throw new Error('append_changes gave no answer.')
  return answers
}

/**
 * Longer than any statement may take. A network that swallows everything would otherwise hold
 * whoever waits for as long as the system keeps the connection.
 */
const answerWithinMs = 90_000

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const giveUp = () =>
      reject(Object.assign(new Error('The database has not answered.'), { code: 'ETIMEDOUT' }))
    timer = setTimeout(giveUp, answerWithinMs).unref()
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

function refuseUnusable(batch: readonly StreamAppend[]): void {
  const streams = new Set(batch.map((append) => `${append.projectId} ${append.streamId}`))
  if (streams.size < batch.length) throw new Error('A batch names each stream once.')
  if (batch.some((append) => append.entries.length === 0)) {
    throw new Error('An append holds at least one operation.')
  }
}

/**
 * Whether an error is about one of the streams. Classes 21 to 23: what was given cannot be stored,
 * and cannot be stored a second time either.
 */
function refusedFor(error: unknown): 'failed' | 'locked' | undefined {
  const state = sqlStateOf(error) ?? ''
  if (state === '55P03') return 'locked'
  return /^2[123]/.test(state) ? 'failed' : undefined
}
