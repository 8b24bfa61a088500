import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { inProject } from './projects.ts'

/**
 * The head of every stream. Kept narrow, with room left in its pages (a migration sets the fill
 * factor), because each acknowledged operation updates one of these rows in place.
 */
export const streams = pgTable(
  'streams',
  {
    projectId: inProject(),
    id: uuid('id').notNull(),
    kind: text('kind').notNull(),
    /** The document that a document or layer stream is about; null for registry and codebook. */
    documentId: uuid('document_id'),
    seq: integer('seq').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    index('streams_by_document').on(table.projectId, table.documentId),
  ],
)
