import * as z from 'zod'

/*
 * A backup is one file: a gzipped tar, so that ordinary tools can look into it.
 *   parallax-backup.json              what this is (`Preface`), always first
 *   tables/<number>-<table>.jsonl     rows, a JSON object a line, in the order they are loaded in
 *   blobs/<sha256>                    an original file
 *   manifest.json                     what went before, with hashes (`Manifest`), always last
 * A file that was cut off lacks its manifest, and is no backup.
 */

export const prefaceName = 'parallax-backup.json'
export const manifestName = 'manifest.json'

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)

export const prefaceSchema = z.object({
  format: z.literal(1, 'is another version of the format'),
  /** ISO 8601, UTC. */
  madeAt: z.iso.datetime(),
  engine: z.enum(['postgresql', 'pglite']),
  /** The migrations that the database had, oldest first. */
  migrations: z.array(z.string()).min(1),
})
export type Preface = z.infer<typeof prefaceSchema>

const entrySchema = z.object({
  name: z.string(),
  bytes: z.int().nonnegative(),
  sha256: hashSchema,
  /** Of an entry with rows. */
  rows: z.int().nonnegative().optional(),
})
export type ManifestEntry = z.infer<typeof entrySchema>

export const manifestSchema = z.object({
  entries: z.array(entrySchema),
  /**
   * Files, originals or of releases, that the database names and that were not in their store, or not
   * as they must be, when the backup was made.
   */
  missingBlobs: z.array(hashSchema),
})
export type Manifest = z.infer<typeof manifestSchema>

/** The name of the n-th entry with rows of `table`. */
export function tableEntryName(number: number, table: string): string {
  return `tables/${String(number).padStart(6, '0')}-${table}.jsonl`
}

/** The table whose rows an entry holds, or `undefined` when it holds something else. */
export function tableOfEntry(name: string): string | undefined {
  return /^tables\/\d+-([a-z_]+)\.jsonl$/.exec(name)?.[1]
}

/** The hash of the original that an entry holds, or `undefined`. */
export function blobOfEntry(name: string): string | undefined {
  return /^blobs\/([0-9a-f]{64})$/.exec(name)?.[1]
}

/** What is in a backup, as a person wants to know it. */
export type BackupSummary = {
  readonly madeAt: string
  readonly engine: Preface['engine']
  readonly migrations: number
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>
  readonly originals: number
  /** How many files are not in it that should be, and under which names. */
  readonly missingOriginals: number
  readonly missingBlobs: readonly string[]
  /** Unpacked. */
  readonly bytes: number
}

export function summaryOf(preface: Preface, { entries, missingBlobs }: Manifest): BackupSummary {
  const rows: Record<string, number> = {}
  for (const { name, rows: count = 0 } of entries) {
    const table = tableOfEntry(name)
    if (table !== undefined) rows[table] = (rows[table] ?? 0) + count
  }
  return {
    madeAt: preface.madeAt,
    engine: preface.engine,
    migrations: preface.migrations.length,
    rows,
    originals: entries.filter(({ name }) => blobOfEntry(name) !== undefined).length,
    missingOriginals: missingBlobs.length,
    missingBlobs,
    bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}
