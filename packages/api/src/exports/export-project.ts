import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Db } from '@parallax/db'
import type { ProjectId } from '@parallax/domain'
import type { Codec } from '@parallax/formats'
import { type ExportScope, projectSource } from './project-source.ts'

/** A file that stands ready until `remove`. */
export type ExportedFile = { readonly path: string; remove(): Promise<void> }

/**
 * Writes a project, as it is at one moment, into a file on this machine. A slow reader of that file
 * then holds up nobody, which it would if it read from an open transaction.
 */
export async function exportProject(
  db: Db,
  request: { readonly projectId: ProjectId; readonly codec: Codec; readonly scope: ExportScope },
): Promise<ExportedFile> {
  const { projectId, codec, scope } = request
  const { write } = codec
  if (write === null) throw new Error(`The format ${codec.id} cannot be written.`)
  const folder = await mkdtemp(join(tmpdir(), 'parallax-export-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, `export${codec.fileExtension}`)
  try {
    await db.transaction(
      async (tx) => {
        const source = await projectSource(tx, projectId, scope, new Date())
        await pipeline(Readable.from(write(source)), createWriteStream(path))
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    )
  } catch (error) {
    await remove()
    throw error
  }
  return { path, remove }
}
