import * as z from 'zod'
import { checkLiveEntities } from '../checks.ts'
import { isEdtf } from '../edtf.ts'
import { documentIdSchema, entityIdSchema } from '../ids.ts'
import { type KindDefinition, plainKind } from './kind-definition.ts'
import { checkZones, zoneSchema } from './zone.ts'

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

const sourceSchema = z
  .strictObject({
    /** SHA-256 of the uploaded bytes. */
    sha256: sha256Schema,
    bytes: z.int().nonnegative(),
    mediaType: z.string().max(200),
    filename: z.string().max(500),
    importer: z.string().max(100),
    importerVersion: z.string().max(40),
  })
  .readonly()

const metaSchema = z
  .strictObject({
    title: z.string().max(1000),
    publisher: entityIdSchema.nullable(),
    agency: entityIdSchema.nullable(),
    byline: z.array(z.string().max(200)).max(50).readonly(),
    url: z.string().max(2000).nullable(),
    /** BCP 47. */
    language: z.string().max(40),
    /** EDTF level 0. */
    publishedAt: z.string().max(40).nullable(),
    publishedAtBasis: z.enum(['stated', 'inferred']).nullable(),
  })
  .readonly()

const shape = {
  /** SHA-256 of the canonical text in UTF-8. */
  textSha256: sha256Schema,
  lengthUtf16: z.int().positive(),
  source: sourceSchema,
  meta: metaSchema,
  zones: z.array(zoneSchema).max(10_000).readonly(),
  supersedes: documentIdSchema.nullable(),
  purged: z.boolean(),
}
const dataSchema = z.strictObject(shape)
export type DocumentData = Readonly<z.infer<typeof dataSchema>>
export type DocumentMeta = DocumentData['meta']

/** One immutable text, what is known of it, and its partition into zones. */
export const documentKind: KindDefinition<DocumentData> = {
  ...plainKind,
  streams: ['document'],
  title: 'Document',
  shape,
  fixed: ['textSha256', 'lengthUtf16', 'source', 'supersedes', 'purged'],
  fixedMaps: ['meta'],
  refersTo: ({ meta }) => [meta.publisher, meta.agency].filter((id) => id !== null),
  registerChecks: {
    zones: ({ zones }, { context }) =>
      context.text === null ? { code: 'unknown-text' } : checkZones(zones, context.text),
    meta: ({ meta }, { context }, _, entry) => {
      const outlets = Object.entries({ publisher: meta.publisher, agency: meta.agency })
      const written = outlets.filter(([field]) => entry === null || entry === field)
      return checkLiveEntities(
        written.map(([, id]) => id).filter((id) => id !== null),
        context,
      )
    },
  },
  check: ({ meta }) =>
    meta.publishedAt !== null && !isEdtf(meta.publishedAt)
      ? { code: 'bad-date', value: meta.publishedAt }
      : undefined,
}
