import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { getProject } from '@parallax/db'
import { documentIdSchema, layerIdSchema } from '@parallax/domain'
import { codecs, isCodecId } from '@parallax/formats'
import * as z from 'zod'
import { exportProject } from '../exports/export-project.ts'
import type { ExportScope } from '../exports/project-source.ts'
import type { Services } from '../services.ts'
import { answerProblem, attachment, privateHeaders } from './answers.ts'
import { answerNothing } from './file-door.ts'
import { findVisitor, type Visitor } from './visitor.ts'

/** `GET /api/exports/<project>/<codec>?layers=all|mine|<ids>&documents=<ids>`: a project as a file. */
export async function giveExport(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  at: { readonly url: URL; readonly parts: readonly string[] },
): Promise<void> {
  const [project, codecId = ''] = at.parts
  const visitor = await findVisitor(services, request, project)
  const codec = isCodecId(codecId) ? codecs[codecId] : undefined
  if (visitor === undefined || codec?.write == null) return answerNothing(response)
  const scope = scopeOf(at.url.searchParams, visitor)
  if (scope === undefined) {
    const message = 'The documents or layers to export are not given as ids.'
    return answerProblem(response, 400, { code: 'malformed', message })
  }
  const waitS = services.rates.take('heavy', visitor.userId)
  if (waitS > 0) {
    response.setHeader('retry-after', waitS)
    const message = `You have exported a lot just now. Try again in ${waitS} s.`
    return answerProblem(response, 429, { code: 'too-many', message })
  }
  const { projectId } = visitor
  const name = (await getProject(services.db, projectId))?.name ?? 'project'
  const file = await exportProject(services.db, { projectId, codec, scope })
  try {
    response.writeHead(200, {
      ...privateHeaders,
      'content-type': codec.mediaType,
      'content-length': (await stat(file.path)).size,
      'content-disposition': attachment(fileNameOf(name, codec.fileExtension)),
    })
    if (request.method === 'HEAD') response.end()
    else await pipeline(createReadStream(file.path), response)
  } finally {
    await file.remove()
  }
}

function scopeOf(query: URLSearchParams, { userId }: Visitor): ExportScope | undefined {
  const documents = listOf(query.get('documents'))
  const layers = query.get('layers') ?? 'all'
  const documentIds = z.array(documentIdSchema).safeParse(documents)
  const layerIds = z.array(layerIdSchema).safeParse(listOf(layers))
  if (!documentIds.success) return undefined
  const chosen = documents.length === 0 ? 'all' : documentIds.data
  if (layers === 'all') return { documents: chosen, layers }
  if (layers === 'mine') return { documents: chosen, layers: { owner: userId } }
  return layerIds.success ? { documents: chosen, layers: { ids: layerIds.data } } : undefined
}

function listOf(ids: string | null): string[] {
  return (ids ?? '').split(',').filter((id) => id !== '')
}

/** A project's name as a file name that every system takes. */
function fileNameOf(name: string, extension: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return `${[...plain].slice(0, 80).join('').replace(/\.+$/, '') || 'project'}${extension}`
}
