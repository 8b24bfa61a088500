import { boolean, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { moment, projectIdColumn } from './columns.ts'

export const projectModes = ['together', 'side-by-side'] as const
export const memberRoles = ['owner', 'adjudicator', 'annotator', 'viewer'] as const

export const projects = pgTable('projects', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  mode: text('mode', { enum: projectModes }).notNull(),
  isSample: boolean('is_sample').notNull().default(false),
  createdBy: uuid('created_by').notNull(),
  createdAt: moment('created_at').notNull(),
  archivedAt: moment('archived_at'),
})

/**
 * The project of a row that may be written while its project is removed: PostgreSQL lets nobody write it
 * afterwards, and removes it with the project. What stands under the head of a stream needs no such
 * guard of its own: it is written by whoever holds the head.
 */
export const inProject = () =>
  projectIdColumn().references(() => projects.id, { onDelete: 'cascade' })

export const members = pgTable(
  'members',
  {
    projectId: inProject(),
    userId: uuid('user_id').notNull(),
    role: text('role', { enum: memberRoles }).notNull(),
    joinedAt: moment('joined_at').notNull(),
    lastSeenAt: moment('last_seen_at'),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.userId] }),
    index('members_by_user').on(table.userId),
  ],
)

/** Names without a sign-in: the authors that an imported file speaks of. */
export const guests = pgTable(
  'guests',
  {
    projectId: inProject(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.id] })],
)

/** Invitations by link. Only the hash of the link's secret is kept; each admits one person. */
export const invitations = pgTable(
  'invitations',
  {
    projectId: inProject(),
    id: uuid('id').notNull(),
    tokenHash: text('token_hash').notNull(),
    role: text('role', { enum: memberRoles }).notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedBy: uuid('used_by'),
    usedAt: moment('used_at'),
    revokedAt: moment('revoked_at'),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    unique('invitations_token').on(table.projectId, table.tokenHash),
    index('invitations_by_token').on(table.tokenHash),
  ],
)
