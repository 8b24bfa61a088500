import { headsOfDocuments, loadStreams, type StoredRecord } from '@parallax/db'
import {
  documentIdSchema,
  entityIdSchema,
  projectIdSchema,
  roles,
  type UserId,
} from '@parallax/domain'
import * as z from 'zod'
import { mostIds } from '../exchange/chosen-selection.ts'
import { positionOf } from '../queries/document-position.ts'
import {
  documentSorts,
  documentStatuses,
  foundDocumentIds,
  listDocumentRows,
} from '../queries/document-rows.ts'
import { snapshotOf } from '../snapshot.ts'
import { notFound } from '../trpc/edge-errors.ts'
import { memberProcedure, router } from '../trpc/procedures.ts'

/** Who made a record and who wrote to it last, and when: ISO 8601, UTC. */
export type Authorship = {
  readonly createdBy: UserId
  readonly createdAt: string
  readonly updatedBy: UserId
  readonly updatedAt: string
}

const narrowed = z.strictObject({
  project: projectIdSchema,
  search: z.string().max(200).default(''),
  status: z.enum(documentStatuses).default('all'),
  outlet: z.nullable(entityIdSchema).default(null),
  retired: z.boolean().default(false),
})

/** Reading the documents of a project. */
export const documentsRouter = router({
  list: memberProcedure()
    .meta({ authz: { who: 'member', roles }, rate: 'search' })
    .input(
      narrowed.extend({
        sort: z.enum(documentSorts).default('importedAt'),
        direction: z.enum(['asc', 'desc']).default('desc'),
        offset: z.int().nonnegative().max(1_000_000).default(0),
        limit: z.int().positive().max(200).default(50),
      }),
    )
    .query(({ ctx, input: { project, ...query } }) =>
      listDocumentRows(ctx.services.db, project, query),
    ),

  /** All that a list so narrowed would show, by id, to be chosen at once: as many as one may name. */
  ids: memberProcedure()
    .meta({ authz: { who: 'member', roles }, rate: 'search' })
    .input(narrowed)
    .query(({ ctx, input: { project, ...query } }) =>
      foundDocumentIds(ctx.services.db, project, query, mostIds),
    ),

  open: memberProcedure()
    .input(z.strictObject({ project: projectIdSchema, document: documentIdSchema }))
    .query(async ({ ctx, input }) => {
      const { db } = ctx.services
      const { project, document: id } = input
      const heads = await headsOfDocuments(db, project, [id])
      const streams = await loadStreams(
        db,
        project,
        heads.map(({ streamId }) => streamId),
      )
      const document = streams.find(({ streamId, kind }) => streamId === id && kind === 'document')
      if (document === undefined) throw notFound()
      return {
        document: snapshotOf(document),
        layers: streams.filter(({ kind }) => kind === 'layer').map(snapshotOf),
        authors: Object.fromEntries(
          streams.flatMap(({ records }) => records.map((row) => [row.id, authorshipOf(row)])),
        ),
        position: await positionOf(db, project, id),
      }
    }),
})

function authorshipOf(row: StoredRecord): Authorship {
  return {
    // Users' ids are minted by us or derived for guests.
    createdBy: row.createdBy as UserId,
    createdAt: row.createdAt.toISOString(),
    updatedBy: row.updatedBy as UserId,
    updatedAt: row.updatedAt.toISOString(),
  }
}
