import { documentIdSchema, entityIdSchema } from '@parallax/domain'
import * as z from 'zod'
import { pageOfDocuments } from '../../queries/document-page.ts'
import { documentStatuses } from '../../queries/document-rows.ts'
import { ApiProblem } from '../api-problem.ts'
import { defineRoute, projectOf } from '../route-definition.ts'

const count = z.int().nonnegative()

const documentRowSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  publisher: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  publishedAt: z.string().nullable().describe('EDTF level 0, such as 2030-01-31 or 2030-01.'),
  language: z.string().describe('BCP 47'),
  importedAt: z.iso.datetime(),
  importedBy: z.uuid(),
  lengthUtf16: count,
  retired: z.boolean(),
  records: count.describe('In all of its layers.'),
  counts: z.object({ mention: count, claim: count, stance: count }),
  layers: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(['annotator', 'shared', 'adjudicated']),
      owner: z.uuid().nullable(),
      ownerName: z.string().nullable(),
      state: z.enum(['open', 'submitted', 'locked']),
      records: count,
    }),
  ),
})

const querySchema = z.strictObject({
  search: z
    .string()
    .max(200)
    .default('')
    .describe('Words in title, outlet, byline, file name or text.'),
  status: z.enum(documentStatuses).default('all').describe('How far the work on it is.'),
  outlet: z.uuid().optional().describe('The id of the entity that published it.'),
  retired: z.enum(['true', 'false']).default('false').describe('Retired ones instead.'),
  limit: z.coerce.number<string>().int().min(1).max(200).default(100),
  cursor: z.string().max(100).optional().describe('`nextCursor` of the page before.'),
})

export const listDocumentsRoute = defineRoute({
  id: 'listDocuments',
  method: 'GET',
  path: '/projects/{project}/documents',
  title: 'Documents of a project, by pages',
  text: 'In the order of their ids. Go on with `cursor` until `nextCursor` is null: no document is left out or told twice, whatever comes in meanwhile.',
  scopes: ['documents:read'],
  query: querySchema,
  answer: z.object({
    documents: z.array(documentRowSchema),
    nextCursor: z.string().nullable(),
  }),
  handle: async (call) => {
    const { search, status, outlet, retired, limit, cursor } = call.query
    const page = await pageOfDocuments(call.services.db, projectOf(call).projectId, {
      search,
      status,
      outlet: outlet === undefined ? null : entityIdSchema.parse(outlet),
      retired: retired === 'true',
      after: cursor === undefined ? undefined : readCursor(cursor),
      limit,
    })
    const documents = page.rows.map(({ seq: _, layers, ...row }) => ({
      ...row,
      layers: [...layers],
    }))
    return { documents, nextCursor: page.next === null ? null : cursorOf(page.next) }
  },
})

/** A cursor is nobody's to take apart: what it says may change. */
function cursorOf(id: string): string {
  return Buffer.from(`after ${id}`).toString('base64url')
}

function readCursor(cursor: string) {
  const id = /^after (.+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1]
  const parsed = documentIdSchema.safeParse(id)
  if (parsed.success) return parsed.data
  throw new ApiProblem(422, 'bad-cursor', 'The cursor is not one that an earlier page gave.')
}
