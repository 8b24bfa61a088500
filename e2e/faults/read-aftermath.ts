import { createHash } from 'node:crypto'
import {
  changesSince,
  countsOf,
  type Database,
  type Db,
  headsOfDocuments,
  loadStreams,
  type StoredChange,
  type StoredStream,
  type StreamCount,
  usesOf,
} from '@parallax/db'
import {
  type AnyRecord,
  type Change,
  codebookStreamId,
  emptyStream,
  isLive,
  type LogEntry,
  type ProjectId,
  registryStreamId,
  replay,
  type StreamId,
  type StreamKind,
  type StreamState,
  stateFromRecords,
  targetsOf,
} from '@parallax/domain'
import { contentOf } from '@parallax/domain/test'
import type { ProjectSession } from '@parallax/sync'
import type { Aftermath } from './check-history.ts'
import { documents } from './sample-project.ts'

/** Somebody whose page is still open: what they have is held against what the database has. */
export type Witness = {
  readonly client: string
  readonly session: ProjectSession | undefined
  readonly browser: { readonly waiting: readonly string[] }
}

/** What there is when all is quiet, read from the database and from what everybody has. */
export async function readAftermath(
  { db }: Database,
  project: ProjectId,
  witnesses: readonly Witness[],
): Promise<Aftermath> {
  const stored = await storedStreams(db, project)
  const ids = stored.map(({ streamId }) => streamId)
  const logs = await Promise.all(stored.map(({ streamId }) => logOf(db, project, streamId)))
  const counts = await countsOf(db, project, ids)
  return {
    log: logs.flat().map(({ streamId, seq, opId }) => ({ stream: streamId, seq, op: opId })),
    states: stored.flatMap((stream, at) => statesOf(stream, logs[at] ?? [], witnesses)),
    waiting: witnesses.flatMap(({ browser }) => browser.waiting),
    counters: [
      ...stored.flatMap((stream) => countersOf(stream, counts)),
      ...(await referenceCounters(db, project, stored)),
    ],
  }
}

/** What live records refer to and nobody has: what is referred to is never removed, only marked so. */
export async function strayReferences(
  { db }: Database,
  project: ProjectId,
): Promise<readonly string[]> {
  const records = (await storedStreams(db, project)).flatMap((stream) =>
    stream.records.map(recordOf),
  )
  const known = new Set<string>(records.map(({ id }) => id))
  return records
    .filter(isLive)
    .flatMap((record) => [...targetsOf(record)].map((target) => ({ record, target })))
    .filter(({ target }) => !known.has(target))
    .map(({ record, target }) => `${record.kind} ${record.id} speaks of ${target}`)
}

async function storedStreams(db: Db, project: ProjectId): Promise<readonly StoredStream[]> {
  const heads = await headsOfDocuments(db, project, documents)
  const own = [registryStreamId(project), codebookStreamId(project)]
  return await loadStreams(db, project, [...own, ...heads.map(({ streamId }) => streamId)])
}

function logOf(db: Db, project: ProjectId, streamId: string): Promise<StoredChange[]> {
  return changesSince(db, project, { streamId, afterSeq: 0, limit: 1_000_000 })
}

/** One stream as the log, the tables and every open page have it. */
function statesOf(
  stream: StoredStream,
  lines: readonly StoredChange[],
  witnesses: readonly Witness[],
): Aftermath['states'] {
  const { streamId, kind, seq, records } = stream
  // Only planned changes are ever stored, under one of the four kinds of streams.
  const empty = emptyStream(kind as StreamKind, streamId as StreamId)
  const folded = replay(
    empty,
    lines.map((line) => ({ ...line, change: line.change as Change }) as unknown as LogEntry),
  )
  const fromTables = stateFromRecords(empty, seq, records.map(recordOf))
  const pages = witnesses.flatMap(({ client, session }) => {
    const view = session?.store.view(empty.id)
    return view ? [held(client, view)] : []
  })
  return [held('the log', folded), held('the tables', fromTables), ...pages]
}

function held(holder: string, state: StreamState): Aftermath['states'][number] {
  const hash = createHash('sha1')
    .update(canonical(contentOf(state)))
    .digest('hex')
  return { holder, stream: state.id, seq: state.seq, hash }
}

/** JSON with the names of every object in order: a database keeps its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

function recordOf({ id, kind, data, deleted, revs }: StoredStream['records'][number]): AnyRecord {
  return { id, kind, data, deleted, revs } as unknown as AnyRecord // as above
}

/** The live records of each kind: how many the database keeps count of, and how many there are. */
function countersOf(
  { streamId, records }: StoredStream,
  counts: readonly StreamCount[],
): Aftermath['counters'] {
  const kinds = new Set(
    [...records, ...counts.filter((each) => each.streamId === streamId)].map(({ kind }) => kind),
  )
  return [...kinds].map((kind) => ({
    what: `${kind} in ${streamId}`,
    kept: counts.find((each) => each.streamId === streamId && each.kind === kind)?.n ?? 0,
    counted: records.filter((record) => record.kind === kind && !record.deleted).length,
  }))
}

/** How often each record is referred to: by the table of references, and by the records themselves. */
async function referenceCounters(
  db: Db,
  project: ProjectId,
  stored: readonly StoredStream[],
): Promise<Aftermath['counters']> {
  const counted = new Map<string, number>()
  const records = stored.flatMap((stream) => stream.records.map(recordOf))
  for (const { id } of records) counted.set(id, 0)
  for (const record of records.filter(isLive))
    for (const target of new Set(targetsOf(record)))
      counted.set(target, (counted.get(target) ?? 0) + 1)
  const kept = await usesOf(db, project, [...counted.keys()])
  return [...counted].map(([id, n]) => ({
    what: `references to ${id}`,
    kept: kept.get(id) ?? 0,
    counted: n,
  }))
}
