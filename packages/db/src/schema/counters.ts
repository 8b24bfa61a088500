import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { projectIdColumn } from './columns.ts'

/** Live records per stream and kind. Totals above a stream are sums, never stored. */
export const counters = pgTable(
  'counters',
  {
    projectId: projectIdColumn(),
    streamId: uuid('stream_id').notNull(),
    kind: text('kind').notNull(),
    n: integer('n').notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.streamId, table.kind] })],
)
