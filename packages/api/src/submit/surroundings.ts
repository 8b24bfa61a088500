import { type Db, schema } from '@parallax/db'
import {
  type DocumentId,
  documentIdSchema,
  type Facts,
  type Operation,
  type PlanContext,
  type ProjectId,
  type StreamId,
  streamHead,
} from '@parallax/domain'
import { and, eq } from 'drizzle-orm'
import * as z from 'zod'
import { projectStreams } from './project-streams.ts'
import type { RunningBatch } from './running-batch.ts'
import type { RunningStream } from './running-stream.ts'
import type { Task } from './task.ts'

/** The world around a stream, as far as the rules may know it. */
export type Surroundings = Omit<PlanContext, 'facts'>

/** Puts facts into their surroundings. */
export function planContext(surroundings: Surroundings, facts: Facts): PlanContext {
  return { ...surroundings, facts }
}

/** What an operation is planned among: registry, codebook, document and text of this project. */
export async function findSurroundings(
  db: Db,
  batch: RunningBatch,
  task: Task,
  stream: RunningStream,
): Promise<Surroundings> {
  const { projectId, operation } = task
  const ids = projectStreams(projectId)
  const registry = await batch.stream(projectId, 'registry', ids.registry)
  const codebook = await batch.stream(projectId, 'codebook', ids.codebook)
  const document = await findDocument(batch, task, stream)
  const sha256 = document?.data.textSha256 ?? (await uploadedText(db, projectId, operation))
  const text = sha256 === undefined ? undefined : await batch.store.text(projectId, sha256)
  return {
    projectId,
    document: document ?? null,
    text: text ?? null,
    registry: registry.state,
    codebook: codebook.state,
  }
}

/**
 * The same of an operation in a layer, if the batch has it all at hand: most have the surroundings of
 * the one before, and waiting for what is there takes as long as a rule.
 */
export function surroundingsAtHand(
  batch: RunningBatch,
  { projectId }: Task,
  { state, documentId }: RunningStream,
): Surroundings | undefined {
  if (state.kind !== 'layer' || documentId === null) return undefined
  const ids = projectStreams(projectId)
  const registry = batch.atHand(projectId, ids.registry)
  const codebook = batch.atHand(projectId, ids.codebook)
  // A document's id is also its stream's.
  const about = batch.atHand(projectId, documentId as StreamId)
  const document = about && streamHead(about.state, 'document')
  const text = document && batch.store.knownText(projectId, document.data.textSha256)
  if (!registry || !codebook || !document || text === undefined) return undefined
  return { projectId, document, text, registry: registry.state, codebook: codebook.state }
}

/** The streams that an operation's planning looks at. */
export function streamsLookedAt(task: Task, stream: RunningStream): readonly StreamId[] {
  const { projectId } = task
  // A document is its stream's head: the ids are the same.
  const document = (stream.documentId ?? documentNamed(task.operation)) as StreamId | null
  return [
    ...new Set([
      stream.base.state.id,
      projectStreams(projectId).registry,
      projectStreams(projectId).codebook,
      ...(document === null ? [] : [document]),
    ]),
  ]
}

/** The document that the operations of a new stream name, or `null`. */
export function documentNamed(operation: Operation): DocumentId | null {
  if (operation.stream.kind === 'document') {
    return documentIdSchema.safeParse(operation.stream.id).data ?? null
  }
  const found = argsOf(operation, 'layer.create').map((args) => namedSchema.safeParse(args).data)
  return found[0]?.document ?? null
}

const namedSchema = z.object({ document: documentIdSchema })
const batchSchema = z.object({
  operations: z.array(z.object({ type: z.string(), args: z.unknown() })),
})
const importSchema = z.object({
  data: z.object({
    textSha256: z.string(),
    source: z.object({ sha256: z.string(), importer: z.string(), importerVersion: z.string() }),
  }),
})

async function findDocument(batch: RunningBatch, task: Task, stream: RunningStream) {
  const { kind } = stream.state
  if (kind === 'document') return streamHead(stream.state, 'document')
  const id = stream.documentId ?? documentNamed(task.operation)
  if (kind !== 'layer' || id === null) return undefined
  // A document's id is also its stream's.
  const about = await batch.stream(task.projectId, 'document', id as StreamId)
  return streamHead(about.state, 'document')
}

/** The text that an import names, if those bytes were uploaded here and gave that text. */
async function uploadedText(
  db: Db,
  projectId: ProjectId,
  operation: Operation,
): Promise<string | undefined> {
  const [args] = argsOf(operation, 'document.import')
  const named = importSchema.safeParse(args).data?.data
  if (named === undefined) return undefined
  const { sources } = schema
  const [source] = await db
    .select({ textSha256: sources.textSha256 })
    .from(sources)
    .where(
      and(
        eq(sources.projectId, projectId),
        eq(sources.sha256, named.source.sha256),
        eq(sources.importer, named.source.importer),
        eq(sources.importerVersion, named.source.importerVersion),
        eq(sources.textSha256, named.textSha256),
      ),
    )
  return source?.textSha256
}

/** The arguments of an operation's parts of one type: its own, or those in the batch that it is. */
function argsOf(operation: Operation, type: string): readonly unknown[] {
  if (operation.type === type) return [operation.args]
  const parts = operation.type === 'batch' ? batchSchema.safeParse(operation.args).data : undefined
  return (parts?.operations ?? []).filter((part) => part.type === type).map(({ args }) => args)
}
