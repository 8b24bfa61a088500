import { createReadStream } from 'node:fs'
import { copyFile, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { mintId } from '../mint-id.ts'

/** Where the bytes of uploaded files are kept, each once, under the hash of what they are. */
export type BlobStore = {
  put(sha256: string, bytes: Uint8Array): Promise<void>
  /** Keeps a copy of a file, which may be too large for memory. */
  putFile(sha256: string, file: string): Promise<void>
  /** The bytes, or `undefined` when they are not there. */
  read(sha256: string): Promise<Readable | undefined>
}

/** Blobs as files of a folder, named by their hash; names from outside never reach the disk. */
export function folderBlobStore(folder: string): BlobStore {
  const fileOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('A blob is named by its SHA-256.')
    return join(folder, sha256.slice(0, 2), sha256)
  }
  /** A new name is on the disk once its folder is; and that folder may be new as well. */
  const syncName = async (file: string) => {
    await syncFolder(dirname(file))
    await syncFolder(folder)
  }
  const place = async (sha256: string, write: (draft: string) => Promise<void>) => {
    const file = fileOf(sha256)
    // Whoever put it there may have failed before its name was on the disk.
    if (await exists(file)) return await syncName(file)
    await mkdir(dirname(file), { recursive: true })
    const draft = `${file}.${mintId()}`
    try {
      await write(draft)
      // A file under its final name is always whole.
      await rename(draft, file)
      await syncName(file)
    } catch (fault) {
      // Half a file would take the room that the disk may just have run out of.
      await rm(draft, { force: true })
      throw fault
    }
  }
  return {
    put: (sha256, bytes) => place(sha256, (draft) => writeFile(draft, bytes, { flush: true })),
    putFile: (sha256, from) =>
      place(sha256, async (draft) => {
        await copyFile(from, draft)
        await syncFile(draft)
      }),
    read: async (sha256) => {
      const file = fileOf(sha256)
      return (await exists(file)) ? createReadStream(file) : undefined
    },
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync().finally(() => handle.close())
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(missing)) !== undefined
}

function missing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
