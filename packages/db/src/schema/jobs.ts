import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'
import { inProject } from './projects.ts'

export const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const

/** Long work that a person may leave and find again. */
export const jobs = pgTable(
  'jobs',
  {
    projectId: inProject(),
    id: uuid('id').notNull(),
    kind: text('kind').notNull(),
    state: text('state', { enum: jobStates }).notNull(),
    progressPercent: integer('progress_percent').notNull().default(0),
    input: jsonb('input').notNull(),
    result: jsonb('result'),
    error: text('error'),
    createdBy: uuid('created_by').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    index('jobs_by_time').on(table.projectId, table.createdAt),
  ],
)
