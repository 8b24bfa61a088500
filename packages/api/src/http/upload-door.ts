import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '../services.ts'
import { cleanFilename } from '../uploads/filename.ts'
import { maxUploadBytes, tooLarge, uploadText } from '../uploads/upload-text.ts'
import { answerJson, answerProblem } from './answers.ts'
import { lengthOf, readBody } from './read-body.ts'
import { findVisitor } from './visitor.ts'

const statuses = {
  empty: 422,
  binary: 422,
  undecodable: 422,
  'type-not-taken': 415,
  'too-large': 413,
} as const

/** `POST /api/uploads?project=ID&filename=NAME`: the bytes of one text file. */
export async function takeUpload(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const filename = cleanFilename(url.searchParams.get('filename') ?? '')
  const visitor = await findVisitor(services, request, url.searchParams.get('project'))
  if (visitor === undefined || visitor.role === 'viewer' || visitor.isArchived) {
    const message = `“${filename}” cannot be uploaded: you may not add documents here.`
    return answerProblem(response, visitor === undefined ? 404 : 403, {
      code: 'not-yours',
      filename,
      message,
    })
  }
  const sizeBytes = Math.min(lengthOf(request) ?? maxUploadBytes, maxUploadBytes)
  services.disk.requireRoom(sizeBytes)
  services.fileDisk.requireRoom(sizeBytes)
  // What is not let in yet stays with whoever sends it: nothing is read.
  const uploaded = await services.uploads.pass(sizeBytes, async () => {
    const bytes = await readBody(request, maxUploadBytes)
    if (bytes === 'too-large') return tooLarge(filename)
    return await uploadText(services, { ...visitor, filename, bytes })
  })
  if ('code' in uploaded) answerProblem(response, statuses[uploaded.code], uploaded)
  else answerJson(response, 200, uploaded)
}
