import { bigint, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'
import { inProject } from './projects.ts'

/** Immutable snapshots of a project. A trigger refuses to alter a row while its project is there. */
export const releases = pgTable(
  'releases',
  {
    projectId: inProject(),
    /** From 1, in the order of their making. */
    number: integer('number').notNull(),
    /** The manifest without its documents. */
    summary: jsonb('summary').$type<Record<string, unknown>>().notNull(),
    /** SHA-256 of the native file, unpacked. */
    contentSha256: text('content_sha256').notNull(),
    /** Name in the blob store of the native file, gzipped. */
    contentBlob: text('content_blob').notNull(),
    contentBlobBytes: bigint('content_blob_bytes', { mode: 'number' }).notNull(),
    /** Name in the blob store of the manifest, gzipped. */
    manifestBlob: text('manifest_blob').notNull(),
    madeBy: uuid('made_by').notNull(),
    madeAt: moment('made_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.number] })],
)

/** Every version of a release's dataset card, the first one generated. Only ever added to. */
export const releaseCards = pgTable(
  'release_cards',
  {
    projectId: inProject(),
    number: integer('number').notNull(),
    /** From 1. */
    version: integer('version').notNull(),
    body: text('body').notNull(),
    writtenBy: uuid('written_by').notNull(),
    writtenAt: moment('written_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.number, table.version] })],
)

/** Releases that nobody should use any more, and why. They stay where they are. */
export const releaseWithdrawals = pgTable(
  'release_withdrawals',
  {
    projectId: inProject(),
    number: integer('number').notNull(),
    reason: text('reason').notNull(),
    withdrawnBy: uuid('withdrawn_by').notNull(),
    withdrawnAt: moment('withdrawn_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.number] })],
)
