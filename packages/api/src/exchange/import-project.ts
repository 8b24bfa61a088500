import { stat } from 'node:fs/promises'
import { type ChangeBus, type Db, loadStream, type StoredRecord, schema } from '@parallax/db'
import {
  type AnyRecord,
  type Change,
  codebookStreamId,
  emptyStream,
  type ProjectId,
  stateFromRecords,
  type UserId,
  type Write,
} from '@parallax/domain'
import { type ProjectCodecId, projectCodecs } from '@parallax/formats'
import { and, eq, ne, sql } from 'drizzle-orm'
import { recordFromRow } from '../submit/stored-form.ts'
import { readingCourse } from './import-corpus.ts'
import { ImportWriter } from './import-writer.ts'
import { type FileReport, readItems, reportFile } from './read-file.ts'

/** A file that somebody brings into a project. */
export type Import = {
  readonly projectId: ProjectId
  readonly importedBy: UserId
  readonly codec: ProjectCodecId
  readonly file: string
  readonly importedAt: Date
}

/** How an import is part of longer work. */
export type ImportCourse = {
  /** Once it says stop, nothing is imported. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((doneRatio: number) => void) | undefined
  /**
   * Called with the last of the writing: what it writes is kept if, and only if, the import is.
   * `group` is the gesture that all of it is.
   */
  readonly noteDone?: ((tx: Db, report: FileReport, group: string) => Promise<void>) | undefined
}

type ImportSurroundings = { readonly db: Db; readonly bus: ChangeBus }

/**
 * Takes a file into a project that holds no document, entity or proposition yet: all of it or
 * nothing. The file is read twice, first to find everything that is wrong with it. Its codebook takes
 * the place of the project's. The database is held for as long as writing takes, so that nobody sees
 * half of an import.
 */
export async function importProject(
  { db, bus }: ImportSurroundings,
  given: Import,
  { noteDone, ...course }: ImportCourse = {},
): Promise<FileReport> {
  const { read } = projectCodecs[given.codec]
  if (!read) return problem('This format is only written: its files cannot be read back.')
  // Read once for what is wrong with it, and once more for what it says.
  const reading = readingCourse(course, { bytes: (await stat(given.file)).size * 2 })
  const report = await reportFile(given.file, read, reading)
  if (!report.isGood) return report
  const heads = await db.transaction(async (tx) => {
    // Two imports into one project wait for each other, and the later finds it full.
    await tx.execute(sql`select 1 from projects where id = ${given.projectId} for update`)
    if (!(await isEmptyProject(tx, given.projectId))) return undefined
    const { projectId, importedBy } = given
    const importedAt = given.importedAt.toISOString()
    const writer = new ImportWriter(tx, { projectId, importedBy, importedAt })
    await withdrawCodebook(tx, writer, projectId)
    for await (const outcome of readItems(given.file, read, reading)) {
      if (!outcome.ok) throw new Error('The file has changed while it was read.')
      await writer.take(outcome.value.item)
    }
    const written = await writer.finish()
    await noteDone?.(tx, report, writer.group)
    return written
  })
  if (!heads) return problem(notEmpty)
  bus.publish(heads)
  return report
}

const notEmpty =
  'The project is not empty. A file of this format goes into a project without documents, entities and propositions: make a new one for it.'

function problem(message: string): FileReport {
  return { isGood: false, problems: [{ line: 0, message }], problemCount: 1 }
}

/** Whether a project has nothing but a codebook. Deleted records count: their ids are taken. */
export async function isEmptyProject(db: Db, projectId: ProjectId): Promise<boolean> {
  const { streams } = schema
  const found = await db
    .select({ id: streams.id })
    .from(streams)
    .where(and(eq(streams.projectId, projectId), ne(streams.kind, 'codebook')))
    .limit(1)
  return found.length === 0
}

/**
 * Deletes what the project's codebook says, its versions too, so that the file's can take its place.
 */
async function withdrawCodebook(db: Db, writer: ImportWriter, projectId: ProjectId): Promise<void> {
  const id = codebookStreamId(projectId)
  const stream = await loadStream(db, projectId, id)
  if (!stream) return
  const records = stream.records.map(recordFromRow)
  const before = stateFromRecords(emptyStream('codebook', id), stream.seq, records)
  const change: Change = { added: [], written: records.flatMap(withdrawals) }
  const rows = new Map(stream.records.map((row) => [row.id, row]))
  await writer.takeChange({ before, change, authorshipOf: (each) => authorshipOf(rows.get(each)) })
}

function withdrawals({ id, deleted }: AnyRecord): readonly Write[] {
  return deleted ? [] : [{ id, register: 'deleted', before: false, after: true }]
}

function authorshipOf(row: StoredRecord | undefined) {
  if (!row) throw new Error('A record of the codebook has gone while it was read.')
  return {
    createdBy: row.createdBy as UserId, // authors are people whom we have let in
    createdAt: row.createdAt.toISOString(),
    updatedBy: row.updatedBy as UserId,
    updatedAt: row.updatedAt.toISOString(),
  }
}
