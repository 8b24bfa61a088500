import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Database, migrationTags, readSnapshot, type TableChunk } from '@parallax/db'
import { writeWhole } from '@parallax/files'
import { type Pack, pack } from 'tar-stream'
import { sha256 as sha256Of } from '../sha256.ts'
import type { BlobStore } from '../uploads/blob-store.ts'
import {
  type BackupSummary,
  type ManifestEntry,
  manifestName,
  type Preface,
  prefaceName,
  summaryOf,
  tableEntryName,
} from './backup-format.ts'

export type BackupOf = {
  readonly database: Database
  readonly blobs: BlobStore
  readonly now: Date
}

/**
 * Writes everything that an installation must not lose into `file`, as it stood at one moment. Other
 * people may go on working: on a server nobody waits; on the embedded database writes wait until its
 * rows are read. What has the file's name is always whole and on the disk.
 */
export async function writeBackup(of: BackupOf, file: string): Promise<BackupSummary> {
  return await writeWhole(
    file,
    async (to) => {
      const archive = pack()
      const written = pipeline(archive, createGzip({ level: 6 }), to)
      const [summary] = await Promise.all([fill(of, archive), written])
      return summary
    },
    { mode: 0o600 },
  )
}

async function fill({ database, blobs, now }: BackupOf, archive: Pack): Promise<BackupSummary> {
  const contents = new Contents(archive)
  try {
    const preface: Preface = {
      format: 1,
      madeAt: now.toISOString(),
      engine: database.engine,
      migrations: [...migrationTags()],
    }
    await contents.add(prefaceName, Buffer.from(JSON.stringify(preface)))
    const originals = new Set<string>()
    await readSnapshot(database, async (chunk) => {
      for (const hash of blobsNamedIn(chunk)) originals.add(hash)
      await contents.addRows(chunk)
    })
    const missingBlobs = await addBlobs(contents, blobs, originals)
    const manifest = { entries: contents.entries, missingBlobs }
    await contents.add(manifestName, Buffer.from(JSON.stringify(manifest)))
    archive.finalize()
    return summaryOf(preface, manifest)
  } catch (fault) {
    archive.destroy(fault instanceof Error ? fault : new Error(String(fault)))
    throw fault
  }
}

/** The columns of tables that name blobs. */
const blobColumns: Readonly<Record<string, readonly string[]>> = {
  sources: ['sha256'],
  releases: ['content_blob', 'manifest_blob'],
}

function blobsNamedIn({ table, lines }: TableChunk): string[] {
  const columns = blobColumns[table] ?? []
  if (columns.length === 0) return []
  const rows = lines.trimEnd().split('\n')
  return rows.flatMap((line) => {
    const row = JSON.parse(line) as Readonly<Record<string, string>> // these columns hold hashes
    return columns.flatMap((column) => row[column] ?? [])
  })
}

async function addBlobs(
  contents: Contents,
  blobs: BlobStore,
  hashes: ReadonlySet<string>,
): Promise<string[]> {
  const missing: string[] = []
  for (const hash of hashes) {
    const stored = await blobs.read(hash)
    const bytes = stored && (await buffer(stored))
    // What is not what its name says can never be put back: it is as good as gone.
    if (bytes === undefined || sha256Of(bytes) !== hash) missing.push(hash)
    else await contents.add(`blobs/${hash}`, bytes)
  }
  return missing
}

/** The archive, and what the manifest will say of it. */
class Contents {
  readonly entries: ManifestEntry[] = []
  readonly #archive: Pack
  #tables = 0

  constructor(archive: Pack) {
    this.#archive = archive
  }

  addRows({ table, rowCount, lines }: TableChunk): Promise<void> {
    this.#tables += 1
    return this.add(tableEntryName(this.#tables, table), Buffer.from(lines), rowCount)
  }

  /** Resolves once the archive has taken it in, so that memory holds one entry at a time. */
  async add(name: string, bytes: Buffer, rows?: number): Promise<void> {
    const counted = rows === undefined ? {} : { rows }
    const entry = { name, bytes: bytes.length, sha256: sha256Of(bytes), ...counted }
    await new Promise<void>((resolve, reject) => {
      this.#archive.entry({ name, size: bytes.length }, bytes, (fault) =>
        fault ? reject(fault) : resolve(),
      )
    })
    this.entries.push(entry)
  }
}
