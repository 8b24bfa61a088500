import { changesSince, countsOf, type Db, getText, loadStream, schema } from '@parallax/db'
import {
  type AnyRecord,
  applyChange,
  type Change,
  emptyStream,
  isRecordOf,
  jsonEqual,
  mapValues,
  type RecordRow,
  type StreamId,
  type StreamState,
  tableChange,
} from '@parallax/domain'
import { and, eq } from 'drizzle-orm'
import { entryFromRow, recordFromRow } from '../submit/stored-form.ts'

export type StreamToCheck = { readonly projectId: string; readonly streamId: string }

export type StreamProblem = {
  readonly kind: 'log' | 'record' | 'counter' | 'reference'
  readonly place: string
  readonly problem: string
}

export type CheckedStream = {
  readonly changeCount: number
  readonly problems: readonly StreamProblem[]
}

const linesPerPage = 1000

/**
 * Folds the log of a stream and compares: the numbers of the log have no gap and end at the head,
 * records are what the log says, counters and references what the records say. All of it is read as
 * it stood at one moment, however much is written meanwhile.
 */
export async function checkStream(db: Db, stream: StreamToCheck): Promise<CheckedStream> {
  const read = await db.transaction((tx) => readStream(tx, stream), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  })
  if (read === undefined) return { changeCount: 0, problems: [] }
  return { changeCount: read.stored.seq, problems: problemsOf(stream, read) }
}

type Read = NonNullable<Awaited<ReturnType<typeof readStream>>>

async function readStream(db: Db, { projectId, streamId }: StreamToCheck) {
  const stored = await loadStream(db, projectId, streamId)
  if (stored === undefined) return undefined
  const counts = await countsOf(db, projectId, [streamId])
  const refs = await referencesOf(db, projectId, streamId)
  const folded = await foldLog(db, projectId, stored)
  const text = await textOf(db, projectId, stored.documentId)
  return { stored, counts, refs, folded, text }
}

async function referencesOf(db: Db, projectId: string, streamId: string): Promise<Set<string>> {
  const { recordRefs } = schema
  const rows = await db
    .select({ recordId: recordRefs.recordId, targetId: recordRefs.targetId })
    .from(recordRefs)
    .where(and(eq(recordRefs.projectId, projectId), eq(recordRefs.streamId, streamId)))
  return new Set(rows.map(({ recordId, targetId }) => `${recordId} ${targetId}`))
}

/** The canonical text of a document, for where records stand in it; null where there is none. */
async function textOf(db: Db, projectId: string, documentId: string | null) {
  if (documentId === null) return null
  const stream = await loadStream(db, projectId, documentId)
  const row = stream?.records.find(({ id }) => id === documentId)
  const record = row && recordFromRow(row)
  if (!record || !isRecordOf(record, 'document')) return null
  return (await getText(db, projectId, record.data.textSha256)) ?? null
}

type Folded = { readonly state: StreamState; readonly gap: string | undefined }

async function foldLog(
  db: Db,
  projectId: string,
  { streamId, kind, seq }: { streamId: string; kind: string; seq: number },
): Promise<Folded> {
  // Streams are made by us, of kinds that we know.
  let state = emptyStream(kind as StreamState['kind'], streamId as StreamId)
  for (;;) {
    const place = { streamId, afterSeq: state.seq, limit: linesPerPage }
    const page = await changesSince(db, projectId, place)
    for (const row of page) {
      if (row.seq > seq) return { state, gap: undefined }
      if (row.seq !== state.seq + 1) return { state, gap: `line ${state.seq + 1} is missing` }
      state = applyChange(state, row.change as Change, entryFromRow(row)) // planned when stored
    }
    if (page.length < linesPerPage) return { state, gap: endGap(state.seq, seq) }
  }
}

function endGap(last: number, head: number): string | undefined {
  return last === head ? undefined : `the log ends at ${last} and the head says ${head}`
}

function problemsOf({ projectId, streamId }: StreamToCheck, read: Read): StreamProblem[] {
  const place = `stream ${streamId} of project ${projectId}`
  const { state, gap } = read.folded
  if (gap !== undefined) return [{ kind: 'log', place, problem: gap }]
  const rows = rowsOf(state, read.text)
  return [
    ...recordProblems(rows, read.stored.records, place),
    ...counterProblems(state, read.counts, place),
    ...referenceProblems(rows, read.refs, place),
  ]
}

/** Every record of a state as the tables should hold it. */
function rowsOf(state: StreamState, text: string | null): readonly RecordRow[] {
  const start = emptyStream(state.kind, state.id)
  const records = [...mapValues(state.records)]
  return tableChange(start, state, { added: records, written: [] }, text).rows
}

function recordProblems(
  rows: readonly RecordRow[],
  stored: Read['stored']['records'],
  stream: string,
): StreamProblem[] {
  const byId = new Map(stored.map((row) => [row.id, row]))
  const known = new Set<string>(rows.map(({ record }) => record.id))
  const strays = stored.filter(({ id }) => !known.has(id))
  const wrong = rows.flatMap(({ record, startUtf16, endUtf16, quote }) => {
    const row = byId.get(record.id)
    const place = `record ${record.id} in ${stream}`
    const say = (problem: string): StreamProblem[] => [{ kind: 'record', place, problem }]
    if (row === undefined) return say('is in the log and not in the table')
    if (!sameRecord(record, recordFromRow(row))) return say('is not what the log says')
    const stands = { startUtf16: row.startUtf16, endUtf16: row.endUtf16, quote: row.quote }
    const isInPlace = jsonEqual(stands, { startUtf16, endUtf16, quote })
    return isInPlace ? [] : say('does not stand where its data says')
  })
  const alien = strays.map(({ id }): StreamProblem => {
    const place = `record ${id} in ${stream}`
    return { kind: 'record', place, problem: 'is in the table and not in the log' }
  })
  return [...wrong, ...alien]
}

function sameRecord(a: AnyRecord, b: AnyRecord): boolean {
  return (
    a.kind === b.kind && a.deleted === b.deleted && jsonEqual([a.data, a.revs], [b.data, b.revs])
  )
}

function counterProblems(
  { liveCounts }: StreamState,
  counts: Read['counts'],
  place: string,
): StreamProblem[] {
  const kept = new Map(counts.map(({ kind, n }) => [kind, n]))
  const kinds = new Set([...kept.keys(), ...Object.keys(liveCounts)])
  return [...kinds].flatMap((kind): StreamProblem[] => {
    const [told, counted] = [kept.get(kind) ?? 0, liveCounts[kind] ?? 0]
    if (told === counted) return []
    return [{ kind: 'counter', place, problem: `says ${told} of ${kind}; there are ${counted}` }]
  })
}

function referenceProblems(
  rows: readonly RecordRow[],
  kept: ReadonlySet<string>,
  place: string,
): StreamProblem[] {
  const wanted = new Set(
    rows.flatMap(({ record, targets }) => targets.map((target) => `${record.id} ${target}`)),
  )
  const missing = [...wanted].filter((pair) => !kept.has(pair)).length
  const extra = [...kept].filter((pair) => !wanted.has(pair)).length
  if (missing + extra === 0) return []
  return [{ kind: 'reference', place, problem: `${missing} are missing and ${extra} are too many` }]
}
