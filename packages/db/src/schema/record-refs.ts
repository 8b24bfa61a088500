import { index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { projectIdColumn } from './columns.ts'

/** Which record refers to what: answers "is this in use, and where" without reading any record. */
export const recordRefs = pgTable(
  'record_refs',
  {
    projectId: projectIdColumn(),
    targetId: uuid('target_id').notNull(),
    streamId: uuid('stream_id').notNull(),
    recordId: uuid('record_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.targetId, table.streamId, table.recordId] }),
    index('record_refs_by_record').on(table.projectId, table.streamId, table.recordId),
  ],
)
