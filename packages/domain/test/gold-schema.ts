import * as z from 'zod'
import { zoneKindSchema } from '../src/record-kinds/zone.ts'

/** A stretch of text as the gold file has it: UTF-16, half-open, with the words it covers. */
const span = z.object({ s: z.int(), e: z.int(), t: z.string() })
const extent = z.array(span)
const optionalNote = z.string().optional()

const step = z.object({
  sources: z.array(z.string()),
  sourceExtent: extent.nullable(),
  cue: extent.nullable(),
  medium: z.string().nullable(),
  addressees: z.array(z.string()),
})

const document = z.object({
  id: z.string(),
  file: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  lengthUtf16: z.int(),
  meta: z.object({
    title: z.string(),
    publisher: z.string().nullable(),
    agency: z.string().nullable(),
    byline: z.array(z.string()),
    publishedAt: z.string().nullable(),
    publishedAtBasis: z.string().nullable(),
    language: z.string(),
  }),
  zones: z.array(span.extend({ kind: zoneKindSchema, note: optionalNote })),
})

const entity = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  collective: z.boolean(),
  members: z.array(z.string()),
  partOf: z.string().nullable(),
  aliases: z.array(z.string()),
  externalIds: z.record(z.string(), z.string()),
  note: optionalNote,
})

const claim = z.object({
  id: z.string(),
  layer: z.string(),
  evidence: extent,
  proposition: z.string().nullable(),
  polarity: z.string(),
  certainty: z.string(),
  act: z.string(),
  rendering: z.string(),
  relay: z.string().nullable(),
  tense: z.string(),
  saidOn: z.string().nullable(),
  checkworthiness: z.string(),
  topics: z.array(z.string()),
  condition: extent.nullable(),
  chain: z.array(step),
  note: optionalNote,
})

const stance = z.object({
  id: z.string(),
  layer: z.string(),
  holder: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('entities'), ids: z.array(z.string()) }),
    z.object({ kind: z.literal('author') }),
    z.object({ kind: z.literal('unnamed') }),
  ]),
  target: z.object({
    kind: z.enum(['entity', 'proposition', 'claim', 'topic']),
    id: z.string(),
  }),
  value: z.int(),
  explicitness: z.string(),
  evidence: extent,
  chain: z.array(step),
  claim: z.string().nullable(),
  note: optionalNote,
})

/** The gold file: an exchange form of the model. What is derived there is left out here. */
export const goldSchema = z.object({
  codebook: z.object({
    entityType: z.array(z.string()),
    relationType: z.array(z.string()),
    topic: z.record(z.string(), z.string()),
    documentFields: z.record(z.string(), z.union([z.array(z.string()), z.literal('topic')])),
  }),
  documents: z.array(document),
  documentSets: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['story', 'near-duplicate']),
      title: z.string(),
      documents: z.array(z.string()),
    }),
  ),
  layers: z.array(z.object({ id: z.string(), doc: z.string(), owner: z.string() })),
  entities: z.array(entity),
  propositions: z.array(
    z.object({ id: z.string(), statement: z.string(), topics: z.array(z.string()) }),
  ),
  propositionLinks: z.array(
    z.object({
      id: z.string(),
      type: z.enum(['contradicts', 'entails', 'overlaps']),
      from: z.string(),
      to: z.string(),
      note: z.string(),
    }),
  ),
  mentions: z.array(
    z.object({
      id: z.string(),
      layer: z.string(),
      extent,
      level: z.string(),
      figure: z.string(),
      entity: z.string().nullable(),
    }),
  ),
  claims: z.array(claim),
  stances: z.array(stance),
  relations: z.array(
    z.object({
      id: z.string(),
      layer: z.string(),
      type: z.string(),
      from: z.string(),
      to: z.string(),
      cue: extent.nullable(),
      note: z.string(),
    }),
  ),
  documentLabels: z.array(
    z.object({ layer: z.string(), field: z.string(), values: z.array(z.string()) }),
  ),
  offsetFixture: z.object({
    text: z.string(),
    lengthUtf16: z.int(),
    spans: z.array(z.object({ text: z.string(), utf16: z.tuple([z.int(), z.int()]) })),
  }),
})
export type Gold = z.infer<typeof goldSchema>
export type GoldSpan = z.infer<typeof span>
export type GoldStep = z.infer<typeof step>
