import { documentsWithText, putSource, putText } from '@parallax/db'
import { canonicalText, type ProjectId, type UserId } from '@parallax/domain'
import { indexText } from '@parallax/find'
import { type MetaProposal, proposeMeta, proposeZones } from '@parallax/formats'
import type { Services } from '../services.ts'
import { sha256 } from '../sha256.ts'
import { decodeBytes, looksBinary } from './decode-bytes.ts'
import { cleanFilename, untakenType } from './filename.ts'

/** The most that one file may weigh. */
export const maxUploadBytes = 20_000_000

export const importer = 'txt'
export const importerVersion = '1'

/** A file that somebody hands in. */
export type Upload = {
  readonly projectId: ProjectId
  readonly userId: UserId
  readonly filename: string
  readonly bytes: Uint8Array
}

/** What was stored, and what the text says of itself: a browser makes `document.import` of it. */
export type Uploaded = {
  readonly sourceSha256: string
  readonly textSha256: string
  readonly bytes: number
  readonly mediaType: string
  readonly filename: string
  readonly encoding: string
  readonly lengthUtf16: number
  readonly importer: string
  readonly importerVersion: string
  readonly proposal: MetaProposal & { readonly zones: ReturnType<typeof proposeZones> }
  /** Documents of the project, not retired, that have exactly this text. */
  readonly sameText: readonly { readonly documentId: string; readonly title: string }[]
}

export type UploadProblem = {
  readonly code: 'empty' | 'binary' | 'too-large' | 'undecodable' | 'type-not-taken'
  readonly filename: string
  /** A sentence that names the file, the reason and the way out. */
  readonly message: string
}

/** Reads a text file into its canonical text and keeps both, or says why it cannot be taken. */
export async function uploadText(
  services: Pick<Services, 'db' | 'blobs'>,
  upload: Upload,
): Promise<Uploaded | UploadProblem> {
  const filename = cleanFilename(upload.filename)
  const read = readText(filename, upload.bytes)
  if ('code' in read) return read
  const { text, encoding } = read
  const { db, blobs } = services
  const { projectId, userId, bytes } = upload
  const sourceSha256 = sha256(bytes)
  const textSha256 = sha256(text)
  await blobs.put(sourceSha256, bytes)
  await putText(db, { projectId, sha256: textSha256, text, folded: indexText(text) })
  const source = {
    textSha256,
    sizeBytes: bytes.length,
    mediaType: 'text/plain',
    filename,
    importer,
    importerVersion,
  }
  const uploaded = { uploadedBy: userId, uploadedAt: new Date() }
  await putSource(db, { projectId, sha256: sourceSha256, ...source, ...uploaded })
  const zones = proposeZones(text)
  return {
    sourceSha256,
    textSha256,
    bytes: bytes.length,
    mediaType: source.mediaType,
    filename,
    encoding,
    lengthUtf16: text.length,
    importer,
    importerVersion,
    proposal: { ...proposeMeta(text, filename, zones), zones },
    sameText: await sameText(db, projectId, textSha256),
  }
}

/** The problem of a file that is too large to be read at all. */
export function tooLarge(filename: string): UploadProblem {
  return problem(
    'too-large',
    filename,
    'is larger than 20 MB. Split it into smaller files, or remove what is not the article.',
  )
}

async function sameText(db: Services['db'], projectId: ProjectId, textSha256: string) {
  const found = await documentsWithText(db, projectId, textSha256)
  return found
    .filter(({ retired }) => !retired)
    .map(({ documentId, title }) => ({ documentId, title }))
}

function readText(
  filename: string,
  bytes: Uint8Array,
): { readonly text: string; readonly encoding: string } | UploadProblem {
  if (bytes.length > maxUploadBytes) return tooLarge(filename)
  if (bytes.length === 0) return problem('empty', filename, 'is empty. Check that it was saved.')
  const type = untakenType(filename)
  if (type !== undefined) {
    const wayOut = `is ${type}, which is not taken yet. Save it as plain text (.txt) and upload that.`
    return problem('type-not-taken', filename, wayOut)
  }
  if (looksBinary(bytes)) {
    return problem('binary', filename, 'is not a text file. Save it as plain text (.txt) first.')
  }
  const decoded = decodeBytes(bytes)
  const canonical = decoded && canonicalText(decoded.text)
  if (decoded === undefined || canonical?.ok !== true) {
    const reason =
      canonical?.ok === false ? reasonOf(canonical.reason) : 'its bytes fit no encoding'
    const wayOut = `cannot be read: ${reason}. Open it in an editor and save it as UTF-8.`
    return problem('undecodable', filename, wayOut)
  }
  if (canonical.value.trim() === '') {
    return problem('empty', filename, 'has no text in it. Check that it was saved.')
  }
  return { text: canonical.value, encoding: decoded.encoding }
}

function reasonOf(refusal: { readonly code: string; readonly reason?: string }): string {
  return refusal.reason ?? 'it is not well-formed'
}

function problem(code: UploadProblem['code'], filename: string, what: string): UploadProblem {
  return { code, filename, message: `“${filename}” ${what}` }
}
