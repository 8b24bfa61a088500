import { type Database, loadSnapshot, type TableChunk } from '@parallax/db'
import type { BlobStore } from '../uploads/blob-store.ts'
import { type BackupSummary, blobOfEntry, tableOfEntry } from './backup-format.ts'
import { BackupProblem, type OpenBackup, openBackup } from './read-backup.ts'

/**
 * Puts a backup into an empty database and an installation's store of originals. Nothing of the
 * database is kept before the whole file has been held to its manifest; originals may be, which does
 * no harm, as each stands under its own hash.
 */
export async function restoreBackup(
  to: { readonly database: Database; readonly blobs: BlobStore },
  file: string,
): Promise<BackupSummary> {
  const backup = await openBackup(file)
  let unread: OpenBackup | undefined = backup
  let summary: BackupSummary | undefined
  async function* chunks(): AsyncGenerator<TableChunk, void, void> {
    const { parts } = unread ?? (await openBackup(file))
    unread = undefined
    const reading = parts()
    for (;;) {
      const step = await reading.next()
      if (step.done === true) {
        summary = step.value
        return
      }
      const { name, bytes } = step.value
      const table = tableOfEntry(name)
      if (table === undefined) await keepBlob(to.blobs, name, bytes)
      else yield { table, rowCount: 0, lines: bytes.toString('utf8') }
    }
  }
  await loadSnapshot(to.database, backup.preface, chunks)
  if (summary === undefined) throw new BackupProblem(`${file} ended before its manifest.`)
  return summary
}

async function keepBlob(blobs: BlobStore, name: string, bytes: Buffer): Promise<void> {
  const hash = blobOfEntry(name)
  if (hash === undefined) throw new BackupProblem(`The backup holds ${name}, which is unknown.`)
  await blobs.put(hash, bytes)
}
