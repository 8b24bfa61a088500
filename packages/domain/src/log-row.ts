import {
  applyChange,
  type Change,
  type LogEntry,
  stateOfRecords,
  targetsOf,
  touchedIds,
} from './change.ts'
import { placeOf } from './derived.ts'
import type { RecordId } from './ids.ts'
import { mapValues } from './persistent-map.ts'
import { type AnyRecord, recordOf } from './record.ts'
import type { StreamState } from './stream-state.ts'

/** A record as tables hold it, with what is derived from it. */
export type RecordRow = {
  readonly record: AnyRecord
  readonly startUtf16: number | null
  readonly endUtf16: number | null
  readonly quote: string | null
  /** What the record points at; empty while it is deleted. */
  readonly targets: readonly RecordId[]
  /** Whether this change made it. */
  readonly isNew: boolean
}

/** What one log entry means for the tables: rows to write, and how the counts of live records move. */
export type TableChange = {
  readonly rows: readonly RecordRow[]
  readonly counts: Readonly<Record<string, number>>
}

/** The rows and counts that follow from a change, computed where UTF-16 is at hand. */
export function tableChange(
  before: StreamState,
  after: StreamState,
  change: Change,
  text: string | null,
): TableChange {
  const added = new Set(change.added.map(({ id }) => id))
  const rows = [...touchedIds(change)].flatMap((id) => {
    const record = recordOf(after, id)
    return record ? [rowOf(record, text, added.has(id))] : []
  })
  return { rows, counts: countDeltas(before, after) }
}

/** How many live records of each kind a change added (or took away); kinds that stay are left out. */
function countDeltas(before: StreamState, after: StreamState): Record<string, number> {
  const kinds = new Set([...Object.keys(before.liveCounts), ...Object.keys(after.liveCounts)])
  const deltas = [...kinds].map((kind): [string, number] => [
    kind,
    (after.liveCounts[kind] ?? 0) - (before.liveCounts[kind] ?? 0),
  ])
  return Object.fromEntries(deltas.filter(([, delta]) => delta !== 0))
}

function rowOf(record: AnyRecord, text: string | null, isNew: boolean): RecordRow {
  const targets = record.deleted ? [] : [...targetsOf(record)]
  return { record, ...placeOf(record, text), targets, isNew }
}

/** The state that a log folds to, from the start or from an earlier state. */
export function replay(start: StreamState, entries: Iterable<LogEntry>): StreamState {
  let state = start
  for (const entry of entries) state = applyChange(state, entry.change, entry)
  return state
}

/** A state read from stored records: the records as they stand, indexes made anew. */
export function stateFromRecords(
  start: StreamState,
  seq: number,
  records: readonly AnyRecord[],
): StreamState {
  return stateOfRecords(start, seq, [...mapValues(start.records), ...records])
}
