import { zoneKinds } from '@parallax/domain'
import * as z from 'zod/mini'

/**
 * The field `parallax` that files of ours have beside what a format has a place for, as JSON. What
 * the format itself says goes before it. Offsets in it are code points.
 */
export const companionName = 'parallax'
export const companionVersion = 1

const text = z.string()
const texts = z.array(z.string())
const span = z.tuple([z.int(), z.int()])
export const valuesSchema = z.record(text, z.union([text, z.number(), z.boolean(), texts]))
const linkSchema = z.object({
  role: text,
  to: z.object({ kind: z.enum(['annotation', 'entity', 'proposition']), id: text }),
})
const signatureSchema = z.object({ by: text, at: text })

const annotationKinds = ['mention', 'claim', 'stance', 'relation', 'documentLabel'] as const

export const detailSchema = z.object({
  as: z.enum(['mention', 'claim', 'stance', 'words', 'part', 'relation', 'link']),
  of: z.optional(text),
  role: z.optional(text),
  values: z.optional(valuesSchema),
  links: z.optional(z.array(linkSchema)),
  signature: z.optional(signatureSchema),
})

export const annotationSchema = z.object({
  id: text,
  kind: z.enum(annotationKinds),
  label: z.nullable(text),
  extent: z.array(span),
  values: valuesSchema,
  passages: z.array(z.object({ role: text, extent: z.array(span) })),
  links: z.array(linkSchema),
  signature: z.nullable(signatureSchema),
})

export const layerSchema = z.object({
  kind: z.enum(['annotator', 'shared', 'adjudicated']),
  annotator: z.nullable(text),
  placeless: z.array(annotationSchema),
})

const entitySchema = z.object({
  id: text,
  name: text,
  type: text,
  aliases: texts,
  externalIds: z.record(text, text),
  collective: z.boolean(),
  members: texts,
  partOf: z.nullable(text),
  note: text,
})
const propositionSchema = z.object({ id: text, statement: text, topics: texts, note: text })
const labelSchema = z.object({
  slot: z.enum(['entityType', 'topic', 'relationType', 'documentField']),
  set: text,
  name: text,
  parent: z.nullable(text),
  definition: text,
  colour: z.nullable(z.int()),
})
const attributeSchema = z.object({
  on: z.enum(annotationKinds),
  name: text,
  value: z.enum(['flag', 'number', 'text', 'label']),
  set: z.nullable(text),
})

/** What goes with a document: of the head, what it refers to; with the first, all of it. */
export const companionSchema = z.object({
  version: z.literal(companionVersion),
  document: text,
  name: text,
  zones: z.array(z.object({ kind: z.enum(zoneKinds), at: span, note: text })),
  labels: z.optional(z.array(labelSchema)),
  attributes: z.optional(z.array(attributeSchema)),
  entities: z.array(entitySchema),
  propositions: z.array(propositionSchema),
})
export type Companion = z.infer<typeof companionSchema>
