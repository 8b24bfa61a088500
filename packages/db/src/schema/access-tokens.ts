import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { users } from './accounts.ts'
import { moment } from './columns.ts'

/** Keys that people make for their scripts. Only the hash of a key is kept. */
export const accessTokens = pgTable(
  'access_tokens',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    /** What of the person's rights the key has. */
    scopes: text('scopes').array().notNull(),
    /** The one project that it opens; null for all of the person's. */
    projectId: uuid('project_id'),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    lastUsedAt: moment('last_used_at'),
    withdrawnAt: moment('withdrawn_at'),
  },
  (table) => [index('access_tokens_by_user').on(table.userId)],
)
