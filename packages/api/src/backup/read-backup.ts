import { createReadStream } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type Extract, extract } from 'tar-stream'
import type * as z from 'zod'
import { sha256 as sha256Of } from '../sha256.ts'
import {
  type BackupSummary,
  blobOfEntry,
  type Manifest,
  type ManifestEntry,
  manifestName,
  manifestSchema,
  type Preface,
  prefaceName,
  prefaceSchema,
  summaryOf,
} from './backup-format.ts'

/** A part of a backup as it was read, whole. */
export type BackupPart = { readonly name: string; readonly bytes: Buffer }

/** A file that is no backup, or one that has been cut off or altered since it was made. */
export class BackupProblem extends Error {}

/** An entry of ours has about a megabyte, an original what one may upload; more is not ours. */
const mostBytesPerEntry = 512 * 1024 * 1024

/** A backup that is being read. */
export type OpenBackup = {
  readonly preface: Preface
  /**
   * Everything between preface and manifest, in order. Ends only when every part was what the
   * manifest says of it; throws a `BackupProblem` that names the part otherwise, so nothing may be
   * kept for good before the end. Can be read once.
   */
  parts(): AsyncGenerator<BackupPart, BackupSummary, void>
}

/** Opens a backup and reads what it says of itself. */
export async function openBackup(file: string): Promise<OpenBackup> {
  const entries = entriesOf(file)
  const first = await entries.next()
  if (first.done === true || first.value.name !== prefaceName) {
    throw new BackupProblem(`${file} is not a backup of Parallax.`)
  }
  const preface = parseEntry(prefaceSchema, first.value)
  return { preface, parts: () => verified(file, preface, entries) }
}

/** Reads a whole backup and holds it to its manifest. */
export async function verifyBackup(file: string): Promise<BackupSummary> {
  const { parts } = await openBackup(file)
  const reading = parts()
  for (;;) {
    const step = await reading.next()
    if (step.done === true) return step.value
  }
}

async function* verified(
  file: string,
  preface: Preface,
  entries: AsyncGenerator<BackupPart, void, void>,
): AsyncGenerator<BackupPart, BackupSummary, void> {
  const seen = new Map<string, ManifestEntry>()
  let manifest: Manifest | undefined
  for await (const entry of entries) {
    const { name, bytes } = entry
    if (manifest !== undefined) throw new BackupProblem(`${name} has been put into the backup.`)
    if (name === manifestName) {
      manifest = parseEntry(manifestSchema, entry)
      compare(manifest.entries, seen)
    } else {
      const sha256 = sha256Of(bytes)
      // It could not be put back: a store keeps each under the hash of what it is.
      if ((blobOfEntry(name) ?? sha256) !== sha256)
        throw new BackupProblem(`${name} is not what its name says.`)
      seen.set(name, { name, bytes: bytes.length, sha256 })
      yield entry
    }
  }
  if (manifest !== undefined) return summaryOf(preface, manifest)
  throw new BackupProblem(`${file} has been cut off: its manifest, which comes last, is not there.`)
}

function compare(listed: readonly ManifestEntry[], seen: ReadonlyMap<string, ManifestEntry>): void {
  const own = listed.filter(({ name }) => name !== prefaceName)
  for (const { name, sha256 } of own) {
    const found = seen.get(name)
    if (found === undefined) throw new BackupProblem(`${name} is missing from the backup.`)
    if (found.sha256 !== sha256) throw new BackupProblem(`${name} is not what was backed up.`)
  }
  const names = new Set(own.map(({ name }) => name))
  const stray = [...seen.keys()].find((name) => !names.has(name))
  if (stray !== undefined) throw new BackupProblem(`${stray} has been put into the backup.`)
}

function parseEntry<Schema extends z.ZodType>(
  schema: Schema,
  { name, bytes }: BackupPart,
): z.infer<Schema> {
  const parsed = schema.safeParse(readJson(bytes))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new BackupProblem(`${name} cannot be read: ${issue?.path.join('.')} ${issue?.message}.`)
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    // That it is not JSON is said by the schema, with the entry's name.
    return undefined
  }
}

async function* entriesOf(file: string): AsyncGenerator<BackupPart, void, void> {
  const archive: Extract = extract()
  const unpacked = pipeline(createReadStream(file), createGunzip(), archive)
  // It is waited for below; until then its failure reaches us through the archive.
  unpacked.catch(() => undefined)
  try {
    for await (const entry of archive) {
      const { name, size = 0 } = entry.header
      if (size > mostBytesPerEntry) throw new BackupProblem(`${name} is too large.`)
      yield { name, bytes: await buffer(entry) }
    }
    // The checksum of the whole stands behind the last entry.
    await unpacked
  } catch (fault) {
    throw inWords(fault, file)
  } finally {
    archive.destroy()
  }
}

function inWords(fault: unknown, file: string): unknown {
  if (fault instanceof BackupProblem || !(fault instanceof Error)) return fault
  const code = 'code' in fault ? String(fault.code) : ''
  if (code === 'ENOENT') return new BackupProblem(`There is no file ${file}.`)
  const isCut = code === 'Z_BUF_ERROR' || /unexpected end/i.test(fault.message)
  if (isCut) return new BackupProblem(`${file} has been cut off: it ends in the middle.`)
  if (code.startsWith('Z_')) return new BackupProblem(`${file} is not a backup, or is damaged.`)
  return /tar|premature|unexpected/i.test(fault.message)
    ? new BackupProblem(`${file} is not a backup, or is damaged.`)
    : fault
}
