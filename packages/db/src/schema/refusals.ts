import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment, projectIdColumn } from './columns.ts'

/**
 * What people were lately told is refused. It is in no log; what was told so must not be written when
 * its request comes a second time, late. Kept apart by person: nobody's no is another's.
 */
export const refusals = pgTable(
  'refusals',
  {
    projectId: projectIdColumn(),
    opId: uuid('op_id').notNull(),
    actor: uuid('actor').notNull(),
    /** Which attempt was refused, from 1; a later one, which its author has asked for, may be written. */
    attempt: integer('attempt').notNull(),
    /** The refusal as JSON, word for word: what it quotes may be more than `jsonb` can hold. */
    refusal: text('refusal').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.opId, table.actor] }),
    index('refusals_by_age').on(table.at),
  ],
)
