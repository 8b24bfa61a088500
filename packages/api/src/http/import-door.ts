import type { IncomingMessage, ServerResponse } from 'node:http'
import { isProjectCodecId, projectCodecs } from '@parallax/formats'
import type { Services } from '../services.ts'
import { answerJson, answerProblem } from './answers.ts'
import { answerNothing } from './file-door.ts'
import { maxImportBytes, receiveImport } from './receive-import.ts'
import { findVisitor } from './visitor.ts'

/** `POST /api/imports/<project>/<codec>`: a file to be taken into an empty project, as a job. */
export async function takeImport(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  [project, codec = '']: readonly string[],
): Promise<void> {
  const visitor = await findVisitor(services, request, project)
  if (visitor === undefined || !isProjectCodecId(codec) || projectCodecs[codec].read === null) {
    return answerNothing(response)
  }
  if (visitor.role !== 'owner' || visitor.isArchived) {
    const message = 'Only an owner of the project may import into it.'
    return answerProblem(response, 403, { code: 'not-allowed', message })
  }
  const { projectId, userId: importedBy } = visitor
  const jobId = await receiveImport(services, request, { projectId, importedBy, codec })
  if (jobId !== 'too-large') return answerJson(response, 202, { jobId })
  const message = `A file to import has at most ${maxImportBytes} bytes.`
  answerProblem(response, 413, { code: 'too-large', message })
}
