import { sql } from 'drizzle-orm'
import type { LoggedOperation } from '../append-changes.ts'
import type { Db } from '../open-database.ts'

/** A refusal that somebody is about to be told. */
export type RefusalToTell = {
  readonly projectId: string
  readonly streamId: string
  readonly opId: string
  readonly actor: string
  /** Which attempt of the operation it is, from 1. */
  readonly attempt: number
  /** As JSON. */
  readonly refusal: string
}

/** What may be told: the refusal that counts, as JSON, or where the log holds the operation after all. */
export type RefusalNoted =
  | { readonly refusal: string; readonly logged?: undefined }
  | { readonly logged: LoggedOperation; readonly refusal?: undefined }

/**
 * Keeps a refusal before its author is told: from then on no process writes this attempt, however late
 * it comes again. Where a later attempt was refused already, that refusal counts.
 */
export async function noteRefusal(db: Db, told: RefusalToTell): Promise<RefusalNoted> {
  const { projectId, streamId, opId, actor, attempt, refusal } = told
  const { rows } = await db.execute<{ noted: RefusalNoted }>(
    sql`select note_refusal(${projectId}, ${streamId}, ${opId}, ${actor}, ${attempt}, ${refusal}) as noted`,
  )
  const noted = rows[0]?.noted
  if (noted === undefined) throw new Error('note_refusal gave no answer.')
  return noted
}
