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
  isLive,
  type LogEntry,
  type ProjectId,
  registryStreamId,
  type StreamId,
  type StreamKind,
  targetsOf,
} from '@parallax/domain'
import type { ProjectSession } from '@parallax/sync'
import type { Aftermath } from './check-history.ts'
import { documents } from './sample-project.ts'
import { copiesOf, statesOf, type WholeStream } from './stream-states.ts'

/** Somebody whose page is still open: what they have is held against what the database has. */
export type Witness = {
  readonly client: string
  readonly session: ProjectSession | undefined
  readonly browser: { readonly waiting: readonly string[] }
}

/** What is held against the database besides the pages that were there. */
export type Later = {
  /** Which of the witnesses has loaded everything from nothing at the end. */
  readonly fresh?: string
  /** Another project, into which an export of this one was imported. */
  readonly copy?: ProjectId
}

/** What there is when all is quiet, read from the database and from what everybody has. */
export async function readAftermath(
  { db }: Database,
  project: ProjectId,
  witnesses: readonly Witness[],
  { fresh, copy }: Later = {},
): Promise<Aftermath> {
  const stored = await storedStreams(db, project)
  const whole = stored.map(wholeStream)
  const holders = witnesses.map(({ client, session }) => ({
    holder: client,
    store: session?.store,
  }))
  const ids = stored.map(({ streamId }) => streamId)
  const logs = await Promise.all(stored.map(({ streamId }) => logOf(db, project, streamId)))
  const counts = await countsOf(db, project, ids)
  return {
    log: logs.flat().map(({ streamId, seq, opId }) => ({ stream: streamId, seq, op: opId })),
    states: whole.flatMap((stream, at) => statesOf(stream, (logs[at] ?? []).map(lineOf), holders)),
    ...(fresh !== undefined && { fresh }),
    ...(copy && { copies: copiesOf(whole, (await storedStreams(db, copy)).map(wholeStream)) }),
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

function wholeStream({ kind, streamId, seq, records }: StoredStream): WholeStream {
  // Streams are stored under one of the four kinds.
  return { kind: kind as StreamKind, id: streamId as StreamId, seq, records: records.map(recordOf) }
}

/** Only planned changes are ever stored. */
function lineOf(line: StoredChange): LogEntry {
  return { ...line, change: line.change as Change } as unknown as LogEntry
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
