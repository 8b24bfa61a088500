import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { writeWhole } from '@parallax/files'

const dayMs = 86_400_000
/** So long a file waits for somebody to say what shall become of it. */
const uploadLifeMs = 7 * dayMs

/** Where files wait to be imported, each under the id of the job that looked at it first. */
export type ImportFiles = {
  /** Keeps a whole file or none; answers its size. `onPiece` may stop it by throwing. */
  put(
    id: string,
    pieces: AsyncIterable<Uint8Array>,
    onPiece: (sizeBytes: number) => void,
  ): Promise<number>
  /** Where the file lies, or `undefined` when it is not there any more. */
  find(id: string): Promise<string | undefined>
  remove(id: string): Promise<void>
  /** Removes what has waited too long. */
  sweep(now: Date): Promise<void>
}

/** Uploads as files of a folder. Ids of jobs are minted by us, so no name from outside gets there. */
export function importFilesIn(folder: string): ImportFiles {
  const fileOf = (id: string) => join(folder, id)
  return {
    put: (id, pieces, onPiece) => putWhole(folder, fileOf(id), pieces, onPiece),
    find: async (id) => ((await sizeOf(fileOf(id))) === undefined ? undefined : fileOf(id)),
    remove: (id) => rm(fileOf(id), { force: true }),
    sweep: async (now) => {
      const oldestMs = now.getTime() - uploadLifeMs
      for (const name of (await readdir(folder).catch(missing)) ?? []) {
        const found = await stat(join(folder, name)).catch(missing)
        if (found !== undefined && found.mtimeMs < oldestMs) await rm(join(folder, name))
      }
    },
  }
}

async function putWhole(
  folder: string,
  file: string,
  pieces: AsyncIterable<Uint8Array>,
  onPiece: (sizeBytes: number) => void,
): Promise<number> {
  let sizeBytes = 0
  async function* counted() {
    for await (const piece of pieces) {
      sizeBytes += piece.length
      onPiece(sizeBytes)
      yield piece
    }
  }
  await mkdir(folder, { recursive: true })
  await writeWhole(file, (to) => pipeline(counted, to), { mode: 0o600, flush: false })
  return sizeBytes
}

async function sizeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(missing))?.size
}

function missing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
