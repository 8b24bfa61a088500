import * as z from 'zod/mini'
import { checkLiveEntities } from '../checks.ts'
import { isEdtf } from '../edtf.ts'
import { documentIdSchema, entityIdSchema } from '../ids.ts'
import { type KindDefinition, plainKind } from './kind-definition.ts'
import { checkZones, zoneSchema } from './zone.ts'

const sha256Schema = z.string().check(z.regex(/^[0-9a-f]{64}$/))

const sourceSchema = z.readonly(
  z.strictObject({
    /** SHA-256 of the uploaded bytes. */
    sha256: sha256Schema,
    bytes: z.int().check(z.nonnegative()),
    mediaType: z.string().check(z.maxLength(200)),
    filename: z.string().check(z.maxLength(500)),
    importer: z.string().check(z.maxLength(100)),
    importerVersion: z.string().check(z.maxLength(40)),
  }),
)

const metaSchema = z.readonly(
  z.strictObject({
    title: z.string().check(z.maxLength(1000)),
    publisher: z.nullable(entityIdSchema),
    agency: z.nullable(entityIdSchema),
    byline: z.readonly(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(50))),
    url: z.nullable(z.string().check(z.maxLength(2000))),
    /** BCP 47. */
    language: z.string().check(z.maxLength(40)),
    /** EDTF level 0. */
    publishedAt: z.nullable(z.string().check(z.maxLength(40))),
    publishedAtBasis: z.nullable(z.enum(['stated', 'inferred'])),
  }),
)

const shape = {
  /** SHA-256 of the canonical text in UTF-8. */
  textSha256: sha256Schema,
  lengthUtf16: z.int().check(z.positive()),
  source: sourceSchema,
  meta: metaSchema,
  zones: z.readonly(z.array(zoneSchema).check(z.maxLength(10_000))),
  supersedes: z.nullable(documentIdSchema),
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
