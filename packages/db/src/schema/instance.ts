import { sql } from 'drizzle-orm'
import { boolean, check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'

/** The settings of this installation: one row, made by a migration. */
export const instanceSettings = pgTable(
  'instance_settings',
  {
    id: boolean('id').primaryKey().default(true),
    /** The first account; null until somebody has signed up. */
    ownerId: uuid('owner_id'),
    openSignUp: boolean('open_sign_up').notNull().default(false),
  },
  (table) => [check('instance_settings_one_row', sql`${table.id}`)],
)

export const userPreferences = pgTable('user_preferences', {
  userId: uuid('user_id').primaryKey(),
  preferences: jsonb('preferences').$type<Record<string, unknown>>().notNull(),
  updatedAt: moment('updated_at').notNull(),
})

/** One-time links to a new password. Only the hash of the link's secret is kept. */
export const passwordResets = pgTable(
  'password_resets',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id').notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    createdBy: uuid('created_by'),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (table) => [index('password_resets_by_user').on(table.userId)],
)

/** Who did what outside the change log. A trigger refuses to alter or delete a row. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: uuid('id').primaryKey(),
    projectId: uuid('project_id'),
    actor: uuid('actor'),
    action: text('action').notNull(),
    subject: jsonb('subject').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [index('audit_log_by_project').on(table.projectId, table.at)],
)
