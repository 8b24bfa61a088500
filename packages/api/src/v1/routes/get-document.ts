import { loadStreams, type StoredRecord, type StoredStream } from '@parallax/db'
import { type DocumentData, documentIdSchema, type LayerData } from '@parallax/domain'
import * as z from 'zod'
import { visibleOfDocument } from '../../queries/visible-streams.ts'
import { authorshipShape } from '../answer-schemas.ts'
import { nothingHere } from '../api-problem.ts'
import { offsetWords, placed, rangeWriter, type WriteRange } from '../placed.ts'
import { type Call, defineRoute, projectOf } from '../route-definition.ts'

const offset = z.int().nonnegative()
const anyData = z.record(z.string(), z.unknown())

const recordSchema = z.object({
  id: z.uuid(),
  kind: z.string().describe('mention, claim, stance, relation, comment …'),
  data: anyData.describe(
    'What it says, as docs/formats/parallax.md describes. A range in it has its two ends and the text that stands there.',
  ),
  ...authorshipShape,
})

const layerSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['annotator', 'shared', 'adjudicated']),
  owner: z.uuid().nullable(),
  state: z.enum(['open', 'submitted', 'locked']),
  codebook: z.int().positive().describe('The version of the codebook.'),
  records: z.array(recordSchema),
})

const zoneSchema = z
  .object({ kind: z.string(), note: z.string() })
  .and(
    z.union([
      z.object({ startUtf16: offset, endUtf16: offset }),
      z.object({ startCodePoint: offset, endCodePoint: offset }),
    ]),
  )

const metaSchema = z.object({
  title: z.string(),
  publisher: z.uuid().nullable(),
  agency: z.uuid().nullable(),
  byline: z.array(z.string()),
  url: z.string().nullable(),
  language: z.string(),
  publishedAt: z.string().nullable(),
  publishedAtBasis: z.enum(['stated', 'inferred']).nullable(),
})

const answerSchema = z.object({
  id: z.uuid(),
  retired: z.boolean(),
  text: z.string().nullable().describe('Null when it was removed for good.'),
  textSha256: z.string().describe('Of the text in UTF-8.'),
  meta: metaSchema,
  zones: z.array(zoneSchema),
  ...authorshipShape,
  layers: z.array(layerSchema).describe('Those that the person whose token it is may see.'),
  comments: z.array(recordSchema).describe('On passages of the document itself.'),
})

export const getDocumentRoute = defineRoute({
  id: 'getDocument',
  method: 'GET',
  path: '/projects/{project}/documents/{document}',
  title: 'A document with its text and its layers',
  text: 'What was deleted is left out.',
  scopes: ['documents:read'],
  query: z.strictObject({
    offsets: z
      .enum(offsetWords)
      .default('utf16')
      .describe(
        'How to count places: `codepoints` as Python and R do, `utf16` as JavaScript and Java do. The names of the ends say it too.',
      ),
  }),
  answer: answerSchema,
  handle: async (call) => {
    const { own, layers } = await streamsOf(call)
    const record = own.records.find(({ id }) => id === own.streamId)
    if (record === undefined) throw nothingHere()
    const { textSha256, meta, zones, purged } = record.data as DocumentData // only planned changes are stored
    const { store } = call.services
    const text = purged ? undefined : await store.text(projectOf(call).projectId, textSha256)
    const write = rangeWriter(text, call.query.offsets)
    return {
      id: record.id,
      retired: record.deleted,
      text: text ?? null,
      textSha256,
      meta: { ...meta, byline: [...meta.byline] },
      zones: zones.map(({ startUtf16, endUtf16, kind, note }) => ({
        ...write({ startUtf16, endUtf16 }),
        kind,
        note,
      })),
      ...signed(record),
      layers: layers.flatMap((layer) => shownLayer(layer, write, text)),
      comments: shownRecords(own, write, text),
    }
  },
})

/** The document's own stream, and its layers by id: all that whoever asks may see. */
async function streamsOf(call: Call) {
  const { services, holder, named } = call
  const { projectId, role } = projectOf(call)
  const id = documentIdSchema.safeParse(named.document).data
  if (id === undefined) throw nothingHere()
  const of = { projectId, actor: { userId: holder.userId, role } }
  const visible = await visibleOfDocument(services.db, of, id)
  const ids = visible.map((stream) => stream.id)
  const streams = await loadStreams(services.db, projectId, ids)
  const own = streams.find(({ streamId }) => streamId === id)
  if (own === undefined) throw nothingHere()
  const layers = streams.filter(({ kind }) => kind === 'layer')
  return { own, layers: layers.sort((a, b) => (a.streamId < b.streamId ? -1 : 1)) }
}

function shownLayer(
  stream: StoredStream,
  write: WriteRange,
  text: string | undefined,
): z.input<typeof layerSchema>[] {
  const layer = stream.records.find(({ id }) => id === stream.streamId)
  if (layer === undefined || layer.deleted) return []
  const { kind, owner, state, codebook } = layer.data as LayerData // only planned changes are stored
  return [
    { id: layer.id, kind, owner, state, codebook, records: shownRecords(stream, write, text) },
  ]
}

/** What stands in a stream beside the record that it is about. */
function shownRecords(
  { streamId, records }: StoredStream,
  write: WriteRange,
  text: string | undefined,
) {
  const live = records.filter(({ id, deleted }) => id !== streamId && !deleted)
  return live.map((row) => ({
    id: row.id,
    kind: row.kind,
    data: placed(row.data, write, text) as Record<string, unknown>, // of an object it makes an object
    ...signed(row),
  }))
}

function signed({ createdBy, createdAt, updatedBy, updatedAt }: StoredRecord) {
  return {
    createdBy,
    createdAt: createdAt.toISOString(),
    updatedBy,
    updatedAt: updatedAt.toISOString(),
  }
}
