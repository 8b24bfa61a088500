import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { getSource } from '@parallax/db'
import type { Services } from '../services.ts'
import { answerNothing, attachment, privateHeaders } from './answers.ts'
import { findVisitor } from './visitor.ts'

/** `GET /api/texts/<project>/<sha256>`: the text of a document, which never changes. */
export async function giveText(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  [project, sha256 = '']: readonly string[],
): Promise<void> {
  const visitor = await findVisitor(services, request, project)
  const text = visitor && (await services.store.text(visitor.projectId, sha256))
  if (text === undefined) return answerNothing(response)
  response.writeHead(200, {
    ...privateHeaders,
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'private, max-age=31536000, immutable',
  })
  response.end(text)
}

/** `GET /api/sources/<project>/<sha256>`: an uploaded file as it came, only ever to be saved. */
export async function giveSource(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  [project, sha256 = '']: readonly string[],
): Promise<void> {
  const visitor = await findVisitor(services, request, project)
  const source = visitor && (await getSource(services.db, visitor.projectId, sha256))
  const bytes = source && (await services.blobs.read(source.sha256))
  if (source === undefined || bytes === undefined) return answerNothing(response)
  response.writeHead(200, {
    ...privateHeaders,
    'content-type': 'application/octet-stream',
    'content-length': source.sizeBytes,
    'content-disposition': attachment(source.filename),
    'content-security-policy': "sandbox; default-src 'none'",
  })
  await pipeline(bytes, response)
}
