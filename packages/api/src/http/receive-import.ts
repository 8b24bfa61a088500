import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ProjectId, UserId } from '@parallax/domain'
import { fillFile } from '@parallax/files'
import type { ProjectCodecId } from '@parallax/formats'
import { startImport } from '../jobs/run-import.ts'
import { mintId } from '../mint-id.ts'
import type { Services } from '../services.ts'
import { lengthOf } from './read-body.ts'

export const maxImportBytes = 2_000_000_000

/**
 * Takes the body of a request as a file to be imported, and starts the job that imports it. Answers
 * the job's id, or `too-large`.
 */
export async function receiveImport(
  services: Services,
  request: IncomingMessage,
  to: {
    readonly projectId: ProjectId
    readonly importedBy: UserId
    readonly codec: ProjectCodecId
  },
): Promise<string | 'too-large'> {
  const lengthBytes = lengthOf(request)
  if (lengthBytes !== undefined && lengthBytes > maxImportBytes) return 'too-large'
  // What it takes in the database is of about the size of the file.
  services.disk.requireRoom(lengthBytes)
  services.fileDisk.requireRoom()
  const folder = await mkdtemp(join(tmpdir(), 'parallax-import-'))
  const done = () => rm(folder, { recursive: true, force: true })
  const file = join(folder, 'import')
  try {
    await fillFile(file, (to) => pipeline(request, atMost(maxImportBytes), to))
    return await startImport(services, { ...to, file, importedAt: new Date() }, done)
  } catch (fault) {
    await done()
    if (fault instanceof TooLarge) return 'too-large'
    throw fault
  }
}

/**
 * Keeps the body of a request as a file that somebody wants to import, and starts what `start` does
 * with it. Answers the job's id, or `too-large`.
 */
export async function receiveUpload(
  services: Services,
  request: IncomingMessage,
  start: (upload: { readonly id: string; readonly sizeBytes: number }) => Promise<string>,
): Promise<string | 'too-large'> {
  const lengthBytes = lengthOf(request)
  if (lengthBytes !== undefined && lengthBytes > maxImportBytes) return 'too-large'
  services.fileDisk.requireRoom(lengthBytes)
  await services.importFiles.sweep(new Date())
  const id = mintId()
  try {
    const sizeBytes = await services.importFiles.put(id, request, (soFarBytes) => {
      if (soFarBytes > maxImportBytes) throw new TooLarge(`More than ${maxImportBytes} bytes came.`)
      services.fileDisk.requireRoom()
    })
    return await start({ id, sizeBytes })
  } catch (fault) {
    if (fault instanceof TooLarge) return 'too-large'
    throw fault
  }
}

class TooLarge extends Error {}

function atMost(maxBytes: number) {
  return async function* pass(chunks: AsyncIterable<Buffer>) {
    let sizeBytes = 0
    for await (const chunk of chunks) {
      sizeBytes += chunk.length
      if (sizeBytes > maxBytes) throw new TooLarge(`More than ${maxBytes} bytes came.`)
      yield chunk
    }
  }
}
