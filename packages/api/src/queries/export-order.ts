import { type Db, schema } from '@parallax/db'
import {
  type DocumentId,
  documentIdSchema,
  type LayerId,
  layerIdSchema,
  type ProjectId,
} from '@parallax/domain'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { ExportScope } from '../exports/project-source.ts'

/** The documents of an export, retired ones too, by id. */
export async function documentIdsOf(
  db: Db,
  projectId: ProjectId,
  { documents }: Pick<ExportScope, 'documents'>,
): Promise<DocumentId[]> {
  const { streams } = schema
  const rows = await db
    .select({ id: streams.id })
    .from(streams)
    .where(
      and(
        eq(streams.projectId, projectId),
        eq(streams.kind, 'document'),
        documents === 'all' ? undefined : inArray(streams.id, [...documents]),
      ),
    )
    .orderBy(asc(streams.id))
  return rows.map(({ id }) => documentIdSchema.parse(id))
}

/** The layers of an export by their document, each list by id. */
export async function layerIdsOf(
  db: Db,
  projectId: ProjectId,
  documents: readonly DocumentId[],
  { layers }: Pick<ExportScope, 'layers'>,
): Promise<Map<string, LayerId[]>> {
  if (documents.length === 0) return new Map()
  const { records, streams } = schema
  const chosen =
    layers === 'all'
      ? undefined
      : 'owner' in layers
        ? sql`${records.data} ->> 'owner' = ${layers.owner}`
        : inArray(records.id, [...layers.ids])
  const rows = await db
    .select({ id: streams.id, documentId: streams.documentId })
    .from(streams)
    .innerJoin(
      records,
      and(
        eq(records.projectId, streams.projectId),
        eq(records.streamId, streams.id),
        eq(records.id, streams.id),
      ),
    )
    .where(and(eq(streams.projectId, projectId), eq(streams.kind, 'layer'), chosen))
    .orderBy(asc(streams.id))
  const wanted = new Set<string>(documents)
  const found = new Map<string, LayerId[]>()
  for (const { id, documentId } of rows) {
    if (documentId === null || !wanted.has(documentId)) continue
    found.set(documentId, [...(found.get(documentId) ?? []), layerIdSchema.parse(id)])
  }
  return found
}
