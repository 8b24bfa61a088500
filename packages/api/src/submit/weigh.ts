import {
  type AnyRecord,
  type LogEntry,
  mapValues,
  type RecordId,
  recordOf,
  type StreamState,
} from '@parallax/domain'

/**
 * About how many bytes of memory a stream's state takes. `weigh.test.ts` holds it against what
 * memory says.
 */
export function bytesOfState({ records }: StreamState): number {
  let bytes = emptyStateBytes
  for (const record of mapValues(records)) bytes += bytesOfRecord(record)
  return bytes
}

/** By how many bytes a state has grown through changes that touched these records. */
export function grownBytes(
  before: StreamState,
  after: StreamState,
  touched: Iterable<RecordId>,
): number {
  let bytes = 0
  for (const id of touched) {
    bytes += bytesOfRecord(recordOf(after, id)) - bytesOfRecord(recordOf(before, id))
  }
  return bytes
}

/** About how many bytes an entry of the log takes. */
export function bytesOfEntry(entry: LogEntry): number {
  return bytesOfValue(entry)
}

const emptyStateBytes = 1_000
/** The record's places in the maps of its state. */
const placeBytes = 250

function bytesOfRecord(record: AnyRecord | undefined): number {
  return record === undefined ? 0 : placeBytes + bytesOfValue(record)
}

const slotBytes = 8
const objectBytes = 32
const arrayBytes = 48
const stringBytes = 16

/** What a value of JSON takes, with what it holds. */
function bytesOfValue(value: unknown): number {
  if (typeof value === 'string') return stringBytes + value.length * widthOf(value)
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 0 : slotBytes
  if (Array.isArray(value)) return value.reduce(addItem, arrayBytes)
  if (typeof value !== 'object' || value === null) return 0
  let bytes = objectBytes
  for (const item of Object.values(value)) bytes += slotBytes + bytesOfValue(item)
  return bytes
}

function addItem(bytes: number, item: unknown): number {
  return bytes + slotBytes + bytesOfValue(item)
}

/** Bytes of one UTF-16 unit: a string with nothing beyond Latin-1 takes half. */
function widthOf(text: string): 1 | 2 {
  return /[\u0100-\uffff]/.test(text) ? 2 : 1
}
