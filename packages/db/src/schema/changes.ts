import { index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { moment, projectIdColumn } from './columns.ts'

/** The log: one row per accepted operation, gapless within its stream, never updated or deleted. */
export const changes = pgTable(
  'changes',
  {
    projectId: projectIdColumn(),
    streamId: uuid('stream_id').notNull(),
    seq: integer('seq').notNull(),
    opId: uuid('op_id').notNull(),
    opType: text('op_type').notNull(),
    groupId: uuid('group_id').notNull(),
    actor: uuid('actor').notNull(),
    at: moment('at').notNull(),
    change: jsonb('change').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.streamId, table.seq] }),
    unique('changes_op_id').on(table.projectId, table.opId),
    index('changes_by_group').on(table.projectId, table.groupId),
    index('changes_by_actor').on(table.projectId, table.actor, table.at, table.groupId),
  ],
)
