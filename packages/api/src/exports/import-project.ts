import { createReadStream } from 'node:fs'
import { type Db, schema } from '@parallax/db'
import { canonicalText, codebookStreamId, type ProjectId, type UserId } from '@parallax/domain'
import { type Codec, type ProjectItem, type ReadProblem, splitLines } from '@parallax/formats'
import { and, eq, ne } from 'drizzle-orm'
import { announceAccessEnded } from '../access/access-ended.ts'
import type { Services } from '../services.ts'
import { sha256 } from '../sha256.ts'
import { type ImportCounts, ImportWriter } from './import-writer.ts'

export type ImportRequest = {
  readonly projectId: ProjectId
  readonly codec: Codec
  /** The file, on this machine. */
  readonly path: string
  readonly userId: UserId
}

export type ImportOutcome =
  | ({ readonly ok: true } & ImportCounts)
  | { readonly ok: false; readonly problems: readonly ReadProblem[] }

const maxProblems = 200

/**
 * Takes a file into a project that holds nothing yet; its codebook takes the place of the project's.
 * The file is read twice: a first time for everything that is wrong with it, and, if nothing is, a
 * second time to write it, all or nothing.
 */
export async function importProject(
  services: Services,
  request: ImportRequest,
): Promise<ImportOutcome> {
  const problems = await findProblems(request)
  if (problems.length > 0) return { ok: false, problems }
  const { db, store, bus } = services
  const counts = await db.transaction(async (tx) => {
    if (!(await isEmpty(tx, request.projectId))) return undefined
    return await writeItems(tx, request)
  })
  if (counts === undefined) {
    const message = 'Import into a new project: this one holds documents or entries already.'
    return { ok: false, problems: [{ line: 0, message }] }
  }
  store.drop(request.projectId, codebookStreamId(request.projectId))
  // Whoever has the project open has the codebook that is gone: their feeds begin anew.
  announceAccessEnded(bus, { projectId: request.projectId, reason: 'expired' })
  return { ok: true, ...counts }
}

async function findProblems({ codec, path }: ImportRequest): Promise<ReadProblem[]> {
  const problems: ReadProblem[] = []
  for await (const outcome of readItems(codec, path)) {
    if (!outcome.ok) problems.push(outcome.reason)
    else {
      const problem = textProblem(outcome.value.item)
      if (problem !== undefined) problems.push({ line: outcome.value.line, message: problem })
    }
    if (problems.length >= maxProblems) break
  }
  return problems
}

function readItems(codec: Codec, path: string) {
  if (codec.read === null) throw new Error(`The format ${codec.id} cannot be read.`)
  return codec.read(splitLines(createReadStream(path, 'utf8')))
}

function textProblem(item: ProjectItem): string | undefined {
  if (item.item !== 'document' || item.text === null) return undefined
  const canonical = canonicalText(item.text)
  if (!canonical.ok || canonical.value !== item.text) return 'The text is not in canonical form.'
  return sha256(item.text) === item.record.data.textSha256
    ? undefined
    : 'The text does not have the SHA-256 that the document states.'
}

/** Whether nothing but a codebook is there; nobody else can begin something until we are done. */
async function isEmpty(tx: Db, projectId: ProjectId): Promise<boolean> {
  const { projects, streams } = schema
  await tx.select().from(projects).where(eq(projects.id, projectId)).for('update')
  const others = await tx
    .select({ id: streams.id })
    .from(streams)
    .where(and(eq(streams.projectId, projectId), ne(streams.kind, 'codebook')))
    .limit(1)
  return others.length === 0
}

/** Writes the items in the order of the file, a whole stream at a time. */
async function writeItems(tx: Db, request: ImportRequest): Promise<ImportCounts> {
  const writer = new ImportWriter(tx, request)
  await writer.begin()
  for await (const outcome of readItems(request.codec, request.path)) {
    if (!outcome.ok) throw new Error('A file changed while it was imported.')
    await writer.take(outcome.value.item)
  }
  return writer.finish()
}
