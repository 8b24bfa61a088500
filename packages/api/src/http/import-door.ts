import type { IncomingMessage, ServerResponse } from 'node:http'
import { codecs, isProjectCodecId, projectCodecs } from '@parallax/formats'
import { startPreview } from '../jobs/import-jobs.ts'
import type { Services } from '../services.ts'
import { cleanFilename } from '../uploads/filename.ts'
import { answerJson, answerNothing, answerProblem } from './answers.ts'
import { maxImportBytes, receiveImport, receiveUpload } from './receive-import.ts'
import { findVisitor, type Visitor } from './visitor.ts'

/**
 * `POST /api/imports/<project>?name=<file>&format=<id>`: a file to be looked at, as a job, before it
 * comes in. `POST /api/imports/<project>/<codec>`: a file to be taken into an empty project at once.
 */
export async function takeImport(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  { parts: [project, codec], url }: { readonly parts: readonly string[]; readonly url: URL },
): Promise<void> {
  const visitor = await findVisitor(services, request, project)
  if (visitor === undefined) return answerNothing(response)
  if (visitor.role !== 'owner' || visitor.isArchived) {
    const message = 'Only an owner of the project may import into it.'
    return answerProblem(response, 403, { code: 'not-allowed', message })
  }
  const taken = await receive(services, request, { ...visitor, codec, search: url.searchParams })
  if (taken === undefined) return answerNothing(response)
  if (taken !== 'too-large') return answerJson(response, 202, { jobId: taken })
  const message = `A file to import has at most ${maxImportBytes} bytes.`
  answerProblem(response, 413, { code: 'too-large', message })
}

/** The job that was started, or `undefined` where no such format is read. */
async function receive(
  services: Services,
  request: IncomingMessage,
  to: Pick<Visitor, 'projectId' | 'userId'> & {
    readonly codec: string | undefined
    readonly search: URLSearchParams
  },
): Promise<string | 'too-large' | undefined> {
  const { projectId, userId, codec, search } = to
  if (codec === undefined) {
    const format = search.get('format')
    if (format !== null && !codecs[format]?.read) return undefined
    const name = cleanFilename(search.get('name') ?? '')
    return receiveUpload(services, request, ({ id, sizeBytes }) =>
      startPreview(services, { projectId, userId }, { id, upload: id, name, sizeBytes, format }),
    )
  }
  if (!isProjectCodecId(codec) || projectCodecs[codec].read === null) return undefined
  return receiveImport(services, request, { projectId, importedBy: userId, codec })
}
