import { type DocumentData, type DocumentId, type EntityId, zoneKinds } from '@parallax/domain'
import * as z from 'zod/mini'

const zoneSchema = z.object({
  kind: z.enum(zoneKinds),
  startUtf16: z.int(),
  endUtf16: z.int(),
  note: z.string(),
})

const proposalSchema = z.object({
  title: z.string(),
  outletName: z.nullable(z.string()),
  byline: z.array(z.string()),
  publishedAt: z.nullable(z.string()),
  publishedAtBasis: z.nullable(z.enum(['stated', 'inferred'])),
  language: z.string(),
  zones: z.array(zoneSchema),
})

/** What the server read in a file: its bytes and text are kept, nothing is in the project yet. */
export const uploadedFileSchema = z.object({
  sourceSha256: z.string(),
  textSha256: z.string(),
  bytes: z.int(),
  mediaType: z.string(),
  filename: z.string(),
  lengthUtf16: z.int(),
  importer: z.string(),
  importerVersion: z.string(),
  proposal: proposalSchema,
  /** Documents of the project that have the same text. */
  sameText: z.array(z.object({ documentId: z.string(), title: z.string() })),
})
export type UploadedFile = z.infer<typeof uploadedFileSchema>

/** The document that the project would take in; everything read from the text can be changed later. */
export function documentDataOf(
  file: UploadedFile,
  publisher: EntityId | null,
  title: string | null,
): DocumentData {
  const { proposal } = file
  return {
    textSha256: file.textSha256,
    lengthUtf16: file.lengthUtf16,
    source: {
      sha256: file.sourceSha256,
      bytes: file.bytes,
      mediaType: file.mediaType,
      filename: file.filename,
      importer: file.importer,
      importerVersion: file.importerVersion,
    },
    meta: {
      title: title ?? proposal.title,
      publisher,
      agency: null,
      byline: proposal.byline,
      url: null,
      language: proposal.language,
      publishedAt: proposal.publishedAt,
      publishedAtBasis: proposal.publishedAtBasis,
    },
    zones: proposal.zones,
    supersedes: null,
    purged: false,
  }
}

/** What became of a document in the project. */
export type AddedDocument = {
  readonly document: DocumentId
  readonly outletName: string | null
}
