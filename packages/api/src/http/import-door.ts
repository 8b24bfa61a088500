import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isProjectCodecId, projectCodecs } from '@parallax/formats'
import { startImport } from '../jobs/run-import.ts'
import type { Services } from '../services.ts'
import { answerJson, answerProblem } from './answers.ts'
import { answerNothing } from './file-door.ts'
import { lengthOf } from './read-body.ts'
import { findVisitor } from './visitor.ts'

const maxImportBytes = 2_000_000_000

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
  // What it takes in the database is of about the size of the file.
  services.disk.requireRoom(lengthOf(request))
  services.fileDisk.requireRoom()
  const folder = await mkdtemp(join(tmpdir(), 'parallax-import-'))
  const done = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, 'import')
  try {
    await pipeline(request, atMost(maxImportBytes), createWriteStream(path))
    const { projectId, userId: importedBy } = visitor
    const given = { projectId, importedBy, codec, file: path, importedAt: new Date() }
    const jobId = await startImport(services, given, done)
    answerJson(response, 202, { jobId })
  } catch (fault) {
    await done()
    throw fault
  }
}

function atMost(maxBytes: number): Transform {
  let sizeBytes = 0
  return new Transform({
    transform: (chunk: Buffer, _encoding, pass) => {
      sizeBytes += chunk.length
      if (sizeBytes <= maxBytes) pass(null, chunk)
      else pass(new Error(`An import of more than ${maxBytes} bytes was cut off.`))
    },
  })
}
