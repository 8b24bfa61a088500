import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'
import { inProject } from './projects.ts'

/** The canonical texts of a project, each stored once under the hash of its UTF-8 bytes. */
export const texts = pgTable(
  'texts',
  {
    projectId: inProject(),
    sha256: text('sha256').notNull(),
    text: text('text').notNull(),
    /**
     * The text as searching compares it (`indexText` of the find room); null until somebody searches
     * what was stored without it. An index of its three-letter pieces narrows searches down.
     */
    folded: text('folded'),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.sha256] })],
)

/**
 * What was uploaded, as it came. The bytes are in the blob store under `sha256`. One row per file
 * content and importer, because a newer importer may read another text from the same bytes.
 */
export const sources = pgTable(
  'sources',
  {
    projectId: inProject(),
    sha256: text('sha256').notNull(),
    importer: text('importer').notNull(),
    importerVersion: text('importer_version').notNull(),
    textSha256: text('text_sha256').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    mediaType: text('media_type').notNull(),
    filename: text('filename').notNull(),
    uploadedBy: uuid('uploaded_by').notNull(),
    uploadedAt: moment('uploaded_at').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.projectId, table.sha256, table.importer, table.importerVersion],
    }),
    index('sources_by_text').on(table.projectId, table.textSha256),
  ],
)
