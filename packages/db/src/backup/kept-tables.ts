import { getTableConfig } from 'drizzle-orm/pg-core'
import { schema } from '../schema/schema.ts'

/**
 * What of every table goes into a backup. A new table has to be named here: the compiler asks for it.
 * Left out is what only helps the running server, and what lets somebody in: after a restore people
 * sign in again.
 */
const backedUp: Readonly<Record<keyof typeof schema, boolean>> = {
  users: true,
  accounts: true,
  sessions: false,
  verifications: false,
  rateLimits: false,
  accessTokens: false,
  passwordResets: false,
  instanceSettings: true,
  userPreferences: true,
  projects: true,
  guests: true,
  members: true,
  invitations: true,
  texts: true,
  sources: true,
  streams: true,
  streamVisits: true,
  changes: true,
  commentReads: true,
  records: true,
  recordRefs: true,
  counters: true,
  refusals: true,
  releases: true,
  releaseCards: true,
  releaseWithdrawals: true,
  jobs: true,
  auditLog: true,
}

/** A table of a backup: its name in the database, and the columns that put its rows in order. */
export type KeptTable = { readonly name: string; readonly key: readonly string[] }

/** The tables of a backup; one that refers to another comes after it. */
export const keptTables: readonly KeptTable[] = (Object.keys(backedUp) as (keyof typeof schema)[]) // its own keys
  .filter((name) => backedUp[name])
  .map((name) => {
    const { name: table, columns, primaryKeys } = getTableConfig(schema[name])
    const own = columns.filter((column) => column.primary).map((column) => column.name)
    const joint = primaryKeys.flatMap((key) => key.columns.map((column) => column.name))
    return { name: table, key: [...own, ...joint] }
  })
