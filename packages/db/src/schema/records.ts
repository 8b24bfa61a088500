import type { Rev } from '@parallax/domain'
import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { moment, projectIdColumn } from './columns.ts'

/**
 * Every record at its stream's head. The key holds the stream because an adopted record stands in
 * two: in the layer it was made in and in the registry.
 */
export const records = pgTable(
  'records',
  {
    projectId: projectIdColumn(),
    streamId: uuid('stream_id').notNull(),
    id: uuid('id').notNull(),
    kind: text('kind').notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    revs: jsonb('revs').$type<Readonly<Record<string, Rev>>>().notNull(),
    deleted: boolean('deleted').notNull(),
    startUtf16: integer('start_utf16'),
    endUtf16: integer('end_utf16'),
    quote: text('quote'),
    createdBy: uuid('created_by').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedBy: uuid('updated_by').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.streamId, table.id] }),
    index('records_by_kind').on(table.projectId, table.kind, table.id, table.streamId),
    index('records_by_text_sha256')
      .on(table.projectId, sql`(${table.data} ->> 'textSha256')`)
      .where(sql`${table.kind} = 'document'`),
    index('records_by_named_user')
      .using('gin', sql`(${table.data} -> 'body') jsonb_path_ops`)
      .where(sql`${table.kind} = 'comment'`),
    index('records_by_redirect')
      .on(table.projectId, sql`(${table.data} ->> 'redirect')`)
      .where(sql`${table.data} ->> 'redirect' is not null`),
  ],
)
