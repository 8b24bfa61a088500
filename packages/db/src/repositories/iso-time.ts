import { type SQL, sql } from 'drizzle-orm'

/** A moment as `Date.toISOString` writes it, put into words by the database. */
export function isoTime(moment: SQL): SQL {
  return sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
