import { sql } from 'drizzle-orm'
import { DrizzleQueryError } from 'drizzle-orm/errors'
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
  readonly refs: readonly { readonly recordId: string; readonly targetIds: readonly string[] }[]
  readonly counters: readonly { readonly kind: string; readonly delta: number }[]
}

/** Where the log holds an operation. */
export type LoggedOperation = {
  readonly opId: string
  readonly streamId: string
  readonly seq: number
  readonly actor: string
}

/**
 * What became of one stream; only `appended` wrote anything. `moved`: the head stands at `seq`.
 * `known`: these operations are in the log already, perhaps in another stream. `failed`: the
 * database cannot store what was given.
 */
export type AppendAnswer =
  | { readonly result: 'appended' }
  | { readonly result: 'moved'; readonly seq: number }
  | {
      readonly result: 'known'
      readonly seq: number
      readonly operations: readonly LoggedOperation[]
    }
  | { readonly result: 'failed'; readonly error: Error }

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
    return await appendInTurn(db, batch, 5)
  } catch (error) {
    if (!isDataError(error)) throw error
    const [first] = batch
    if (batch.length === 1 && first !== undefined) return [{ result: 'failed', error }]
    return appendEach(db, batch)
  }
}

/** One stream's bad data must not fail the others that happen to be in its batch. */
async function appendEach(db: Db, batch: readonly StreamAppend[]): Promise<AppendAnswer[]> {
  const answers: AppendAnswer[] = []
  for (const append of batch) answers.push(...(await appendChanges(db, [append])))
  return answers
}

/** Two batches that hold the same operation ids in another order can wait for each other. */
async function appendInTurn(
  db: Db,
  batch: readonly StreamAppend[],
  attempts: number,
): Promise<AppendAnswer[]> {
  try {
    const { rows } = await db.execute<{ answers: AppendAnswer[] }>(
      sql`select append_changes(${JSON.stringify(batch)}::jsonb) as answers`,
    )
    const answers = rows[0]?.answers
    if (answers?.length !== batch.length) throw new Error('append_changes gave no answer.')
    return answers
  } catch (error) {
    const code = sqlState(error)
    if (attempts > 1 && (code === '40P01' || code === '40001')) {
      return appendInTurn(db, batch, attempts - 1)
    }
    throw error
  }
}

function refuseUnusable(batch: readonly StreamAppend[]): void {
  const streams = new Set(batch.map((append) => `${append.projectId} ${append.streamId}`))
  if (streams.size < batch.length) throw new Error('A batch names each stream once.')
  if (batch.some((append) => append.entries.length === 0)) {
    throw new Error('An append holds at least one operation.')
  }
}

/** Classes 21 to 23: what was given cannot be stored, and cannot be stored a second time either. */
function isDataError(error: unknown): error is Error {
  return /^2[123]/.test(sqlState(error) ?? '')
}

function sqlState(error: unknown): string | undefined {
  const cause = error instanceof DrizzleQueryError ? error.cause : error
  if (!(cause instanceof Error && 'code' in cause)) return undefined
  return String(cause.code)
}
