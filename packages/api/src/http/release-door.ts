import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { getProject, getRelease, newestCard, type StoredRelease, writeAudit } from '@parallax/db'
import { exportFace, writtenFormat } from '../exchange/export-project.ts'
import { fileNameOf } from '../exchange/file-name.ts'
import { mintId } from '../mint-id.ts'
import { exportRelease } from '../releases/export-release.ts'
import { readManifestText } from '../releases/read-release.ts'
import type { Services } from '../services.ts'
import { answerNothing, answerTooMany, attachment, privateHeaders } from './answers.ts'
import { findVisitor, type Visitor } from './visitor.ts'

/** What one gets of a release: a name for the file, its type, and its bytes. */
type Given = {
  readonly format: string
  readonly extension: string
  readonly mediaType: string
  readonly pieces: AsyncIterable<string | Uint8Array>
}

/** `GET /api/releases/<project>/<number>/<codec|manifest|card>`: a release as a file. */
export async function giveRelease(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  [project, number = '', format = '']: readonly string[],
): Promise<void> {
  const visitor = await findVisitor(services, request, project)
  if (visitor === undefined || !/^[1-9]\d{0,8}$/.test(number)) return answerNothing(response)
  const key = { projectId: visitor.projectId, number: Number(number) }
  const found = await getRelease(services.db, key)
  if (found === undefined) return answerNothing(response)
  const waitS = services.rates.take('heavy', visitor.userId)
  if (waitS > 0) return answerTooMany(response, waitS, 'exported')
  const given = await give(services, found.release, format)
  if (given === undefined) return answerNothing(response)
  // Before the first byte: what leaves the house is written down even if the line breaks.
  await noteExport(services, visitor, { release: key.number, format: given.format })
  const name = (await getProject(services.db, visitor.projectId))?.name ?? 'project'
  response.writeHead(200, {
    ...privateHeaders,
    'content-type': given.mediaType,
    'content-disposition': attachment(fileNameOf(`${name} release ${key.number}`, given.extension)),
  })
  if (request.method === 'HEAD') response.end()
  else await pipeline(Readable.from(given.pieces), response)
}

async function give(
  { db, blobs }: Services,
  release: StoredRelease,
  format: string,
): Promise<Given | undefined> {
  if (format === 'manifest') {
    const manifest = await readManifestText(blobs, release)
    return { format, ...json, pieces: Readable.from([manifest]) }
  }
  if (format === 'card') {
    const card = await newestCard(db, release)
    return card && { format, ...markdown, pieces: Readable.from([card.body]) }
  }
  const codec = writtenFormat(format)
  if (!codec) return undefined
  const { fileExtension: extension, mediaType } = exportFace(codec)
  const pieces = await exportRelease(blobs, release, format)
  return pieces && { format, extension, mediaType, pieces }
}

const json = { extension: '.manifest.json', mediaType: 'application/json; charset=utf-8' }
const markdown = { extension: '.README.md', mediaType: 'text/markdown; charset=utf-8' }

async function noteExport(
  { db }: Services,
  { projectId, userId }: Visitor,
  subject: { readonly release: number; readonly format: string },
): Promise<void> {
  const line = { projectId, actor: userId, action: 'export' as const, subject, at: new Date() }
  await writeAudit(db, { id: mintId(), ...line })
}
