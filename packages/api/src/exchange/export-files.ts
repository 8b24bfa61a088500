import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { writeWhole } from '@parallax/files'

const dayMs = 86_400_000
/** So long an export can be fetched after it was made. */
const exportLifeMs = 7 * dayMs

/** A file that an export job has made. */
export type ExportFile = { readonly sizeBytes: number; readonly sha256: string }

/** Where exports wait until they are fetched, each under the id of its job. */
export type ExportFiles = {
  /** Writes a whole file or none. `onPiece` hears how large each piece is and may stop it all. */
  write(
    jobId: string,
    pieces: AsyncIterable<string | Uint8Array>,
    course: { readonly signal: AbortSignal; readonly onPiece: (sizeBytes: number) => void },
  ): Promise<ExportFile>
  /** The file, to be read and closed; `undefined` when it is not there any more. */
  open(jobId: string): Promise<FileHandle | undefined>
  /** When a file that was made then goes. */
  goneAt(madeAt: Date): Date
  /** Removes what is older than exports are kept. */
  sweep(now: Date): Promise<void>
}

/** Exports as files of a folder. Ids of jobs are minted by us, so no name from outside gets there. */
export function exportFilesIn(folder: string): ExportFiles {
  const fileOf = (jobId: string) => join(folder, jobId)
  return {
    write: (jobId, pieces, course) => writeExport(fileOf(jobId), pieces, course),
    open: (jobId) => open(fileOf(jobId), 'r').catch(missing),
    goneAt: (madeAt) => new Date(madeAt.getTime() + exportLifeMs),
    sweep: async (now) => {
      const oldestMs = now.getTime() - exportLifeMs
      for (const name of (await readdir(folder).catch(missing)) ?? []) {
        const found = await stat(join(folder, name)).catch(missing)
        if (found !== undefined && found.mtimeMs < oldestMs) await rm(join(folder, name))
      }
    },
  }
}

async function writeExport(
  file: string,
  pieces: AsyncIterable<string | Uint8Array>,
  { signal, onPiece }: Parameters<ExportFiles['write']>[2],
): Promise<ExportFile> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  async function* counted() {
    for await (const piece of pieces) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
      onPiece(bytes.length)
      hash.update(bytes)
      sizeBytes += bytes.length
      yield bytes
    }
  }
  await mkdir(dirname(file), { recursive: true })
  await writeWhole(file, (to) => pipeline(counted, to, { signal }), { mode: 0o600 })
  return { sizeBytes, sha256: hash.digest('hex') }
}

function missing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
