import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { getProject, writeAudit } from '@parallax/db'
import { exportFace, writtenFormat } from '../../exchange/export-project.ts'
import { fileNameOf } from '../../exchange/file-name.ts'
import { attachment, privateHeaders } from '../../http/answers.ts'
import { mintId } from '../../mint-id.ts'
import { exportRelease } from '../../releases/export-release.ts'
import { ApiProblem } from '../api-problem.ts'
import { releaseOfCall } from '../release-of-call.ts'
import { type Call, defineFileRoute } from '../route-definition.ts'

export const getReleaseFileRoute = defineFileRoute({
  id: 'getReleaseFile',
  method: 'GET',
  path: '/projects/{project}/releases/{release}/files/{format}',
  title: 'A release as a file',
  text: 'In any format that is written, today and whenever it is asked for: always the same bytes.',
  scopes: ['exports:read'],
  isHeavy: true,
  answer: 'The whole file. `Range` is not taken.',
  send: async (call) => {
    const { services, response, request, named } = call
    const { release } = await releaseOfCall(call)
    const codec = writtenFormat(named.format ?? '')
    const pieces = codec && (await exportRelease(services.blobs, release, codec.id))
    if (codec === undefined || pieces === undefined)
      throw new ApiProblem(404, 'no-such-format', 'No such format is written.')
    // Before the first byte: what leaves the house is written down even if the line breaks.
    await note(call, { release: release.number, format: codec.id })
    const project = await getProject(services.db, release.projectId)
    const { fileExtension, mediaType } = exportFace(codec)
    const name = `${project?.name ?? 'project'} release ${release.number}`
    response.writeHead(200, {
      ...privateHeaders,
      'content-type': mediaType,
      'content-disposition': attachment(fileNameOf(name, fileExtension)),
    })
    if (request.method === 'HEAD') response.end()
    else await pipeline(Readable.from(pieces), response)
  },
})

async function note(
  { services, holder, project }: Call,
  what: { readonly release: number; readonly format: string },
): Promise<void> {
  const line = { id: mintId(), projectId: project?.projectId ?? null, actor: holder.userId }
  const subject = { ...what, token: holder.token.name }
  await writeAudit(services.db, { ...line, action: 'export', subject, at: new Date() })
}
