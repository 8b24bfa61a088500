import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { getJob, getProject, writeAudit } from '@parallax/db'
import { isUuid } from '@parallax/domain'
import { chosenSelection, layersWishSchema, selectionCounts } from '../exchange/chosen-selection.ts'
import { exportFace, exportProject, writtenFormat } from '../exchange/export-project.ts'
import { fileNameOf } from '../exchange/file-name.ts'
import type { Selection } from '../exchange/project-heads.ts'
import { mintId } from '../mint-id.ts'
import type { Services } from '../services.ts'
import { ApiProblem } from '../v1/api-problem.ts'
import { fileOfExport } from '../v1/job-shown.ts'
import { sendFile } from '../v1/send-file.ts'
import {
  answerNothing,
  answerProblem,
  answerTooMany,
  attachment,
  privateHeaders,
} from './answers.ts'
import { findVisitor, type Visitor } from './visitor.ts'

/** `GET /api/exports/<project>/<codec>?layers=all|mine|adjudicated|of:<person>|<ids>&documents=<ids>`: a project as a file. */
export async function giveExport(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  at: { readonly url: URL; readonly parts: readonly string[] },
): Promise<void> {
  const [project, format = '', job] = at.parts
  const visitor = await findVisitor(services, request, project)
  if (visitor !== undefined && format === 'made')
    return giveMadeFile(services, request, response, { visitor, job })
  const codec = writtenFormat(format)
  if (visitor === undefined || !codec) return answerNothing(response)
  const selection = await selectionOf(services, at.url.searchParams, visitor)
  if (selection === undefined) {
    const message = 'The documents or layers to export are not given as ids, or are of nobody here.'
    return answerProblem(response, 400, { code: 'malformed', message })
  }
  const waitS = services.rates.take('heavy', visitor.userId)
  if (waitS > 0) return answerTooMany(response, waitS, 'exported')
  const { projectId } = visitor
  const exportedAt = new Date()
  const pieces = await exportProject(services.db, {
    projectId,
    codec: codec.id,
    selection,
    exportedAt,
  })
  if (pieces === undefined) return answerNothing(response)
  // Before the first byte: what leaves the house is written down even if the line breaks.
  await noteExport(services, visitor, { codec: codec.id, selection, at: exportedAt })
  const name = (await getProject(services.db, projectId))?.name ?? 'project'
  const { mediaType, fileExtension } = exportFace(codec)
  response.writeHead(200, {
    ...privateHeaders,
    'content-type': mediaType,
    'content-disposition': attachment(fileNameOf(name, fileExtension)),
  })
  // A reader who takes his time is waited for, and the database is not held meanwhile.
  if (request.method === 'HEAD') response.end()
  else await pipeline(Readable.from(pieces), counting(services), response)
}

/** `GET /api/exports/<project>/made/<job>`: the file that a job of one's own has made. */
async function giveMadeFile(
  { db, exportFiles }: Services,
  request: IncomingMessage,
  response: ServerResponse,
  { visitor, job: id }: { readonly visitor: Visitor; readonly job: string | undefined },
): Promise<void> {
  const job = id && isUuid(id) ? await getJob(db, visitor.projectId, id) : undefined
  const isOwn = job?.kind === 'export' && job.createdBy === visitor.userId
  const file = job && isOwn ? fileOfExport(job) : undefined
  if (!file || !job) return answerNothing(response)
  const bytes = await exportFiles.open(job.id)
  if (bytes === undefined) {
    const message = 'The file was removed, as all are after a week. Export again.'
    return answerProblem(response, 410, { code: 'gone', message })
  }
  try {
    await sendFile(request, response, file, bytes)
  } catch (fault) {
    if (!(fault instanceof ApiProblem)) throw fault
    for (const [name, value] of Object.entries(fault.headers)) response.setHeader(name, value)
    answerProblem(response, fault.status, { code: fault.code, message: fault.message })
  }
}

function counting({ metrics }: Services): Transform {
  return new Transform({
    transform: (piece: Buffer, _encoding, pass) => {
      metrics.exported(piece.length)
      pass(null, piece)
    },
  })
}

type Exported = { readonly codec: string; readonly selection: Selection; readonly at: Date }

async function noteExport(
  { db }: Services,
  { projectId, userId }: Visitor,
  { codec, selection, at }: Exported,
): Promise<void> {
  const subject = { format: codec, ...selectionCounts(selection) }
  await writeAudit(db, { id: mintId(), projectId, actor: userId, action: 'export', subject, at })
}

/** What of the project is asked for, or `undefined` when that makes no sense. */
async function selectionOf(
  { db }: Services,
  query: URLSearchParams,
  { projectId, userId }: Visitor,
): Promise<Selection | undefined> {
  const documents = listOf(query.get('documents'))
  const layers = layersWishSchema.safeParse(layersAsked(query.get('layers')))
  if (!documents.every(isUuid) || !layers.success) return undefined
  const wish = { documents: documents.length === 0 ? ('all' as const) : documents }
  return chosenSelection(db, projectId, { ...wish, layers: layers.data }, userId)
}

function layersAsked(asked: string | null): unknown {
  if (asked === null || asked === '') return 'all'
  const [, person] = /^of:(.*)$/.exec(asked) ?? []
  if (person !== undefined) return { of: person }
  return /^(all|mine|adjudicated)$/.test(asked) ? asked : listOf(asked)
}

function listOf(ids: string | null): string[] {
  return (ids ?? '').split(',').filter((id) => id !== '')
}
