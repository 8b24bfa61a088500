import { integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'
import { inProject } from './projects.ts'

/** Comments of others that somebody has read. It is theirs alone, and no part of the log. */
export const commentReads = pgTable(
  'comment_reads',
  {
    projectId: inProject(),
    userId: uuid('user_id').notNull(),
    commentId: uuid('comment_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.userId, table.commentId] })],
)

/** How far somebody had seen a stream when they last left its document. No part of the log, either. */
export const streamVisits = pgTable(
  'stream_visits',
  {
    projectId: inProject(),
    userId: uuid('user_id').notNull(),
    streamId: uuid('stream_id').notNull(),
    seq: integer('seq').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.userId, table.streamId] })],
)
