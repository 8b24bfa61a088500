import { changesSince, type Db, loggedPageSince } from '@parallax/db'
import type { LogEntry, StreamId } from '@parallax/domain'
import { withinHeap } from '../load/within-heap.ts'
import { RecencyCache } from '../submit/recency-cache.ts'
import { bytesOfEntry } from '../submit/weigh.ts'
import { headOf, headOfLogged } from './feed-sink.ts'

const keptPerStream = 200
/** One entry may be of a thousand records. */
const keptBytesPerStream = 2_000_000
const keptBytes = withinHeap(64_000_000, 32)
const keptPageBytes = 8_000_000
const pageLength = 500
/** Who has missed more reads the stream anew. */
const reloadBeyond = 50_000

/** Where somebody stands in a stream. */
type Standing = { readonly streamId: StreamId; readonly afterSeq: number }

/** What comes next in a stream, as it is told to everybody who stands at the same place. */
export type Page = { readonly head: Buffer; readonly lastSeq: number; readonly hasMore: boolean }

/** The end of a log, what each of its entries weighs, and all of them. Grows, and is cut now and then. */
type Tail = {
  readonly entries: LogEntry[]
  readonly weights: number[]
  bytes: number
  /** What is kept of it in words, by the names of the pages. */
  readonly pages: Set<string>
}

/**
 * The logs as feeds tell them, in pages. What this process has just written is in memory, and a page is
 * put into words once, however many are told it.
 */
export class RecentEntries {
  readonly #db: Db
  readonly #tails = new RecencyCache<Tail>(keptBytes)
  /** What tails say up to their end: nobody asks for it any more once a tail has grown. */
  readonly #pages = new RecencyCache<Page>(keptPageBytes)
  readonly #asked = new Map<string, Promise<Page | 'nothing' | 'too-far'>>()

  constructor(db: Db) {
    this.#db = db
  }

  /** Keeps entries that have just been committed, in order. */
  add(projectId: string, streamId: string, entries: readonly LogEntry[]): void {
    const key = `${projectId} ${streamId}`
    const known = this.#tails.get(key)
    const joins = known?.entries.at(-1)?.seq === (entries[0]?.seq ?? 0) - 1
    const tail: Tail =
      known !== undefined && joins
        ? known
        : { entries: [], weights: [], bytes: 0, pages: new Set() }
    for (const name of known?.pages ?? []) this.#pages.drop(name)
    known?.pages.clear()
    for (const entry of entries) {
      const weight = bytesOfEntry(entry)
      tail.entries.push(entry)
      tail.weights.push(weight)
      tail.bytes += weight
    }
    if (isTooMuch(tail)) shorten(tail)
    if (tail.bytes > 0) this.#tails.put(key, tail, tail.bytes)
    else this.#tails.drop(key)
  }

  /** What comes next, up to the end, if it is in memory. */
  page(projectId: string, { streamId, afterSeq }: Standing): Page | undefined {
    const tail = this.#tails.get(`${projectId} ${streamId}`)
    const entries = tail?.entries ?? []
    const first = entries[0]?.seq ?? Number.POSITIVE_INFINITY
    const last = entries.at(-1)?.seq ?? 0
    if (first > afterSeq + 1 || last <= afterSeq) return undefined
    const key = `${projectId} ${streamId} ${afterSeq} ${last}`
    const known = this.#pages.get(key)
    if (known !== undefined) return known
    const page = pageOf(streamId, entries.slice(afterSeq + 1 - first))
    this.#pages.put(key, page, page.head.length)
    tail?.pages.add(key)
    return page
  }

  /** How many pages are kept in words. */
  get pageCount(): number {
    return this.#pages.size
  }

  /** Reads what comes next from the log, once for all who ask in the same moment. */
  read(projectId: string, place: Standing): Promise<Page | 'nothing' | 'too-far'> {
    const key = `${projectId} ${place.streamId} ${place.afterSeq}`
    const known = this.#asked.get(key)
    if (known !== undefined) return known
    const asked = Promise.resolve().then(() => {
      // Who comes from now on may know of more than is about to be read.
      this.#asked.delete(key)
      return this.#read(projectId, place)
    })
    this.#asked.set(key, asked)
    return asked
  }

  async #read(projectId: string, place: Standing): Promise<Page | 'nothing' | 'too-far'> {
    const logged = await loggedPageSince(this.#db, projectId, { ...place, limit: pageLength })
    if (logged === undefined) return 'nothing'
    const { json, lastSeq, count } = logged
    const page = { head: headOfLogged(place.streamId, json), lastSeq, hasMore: false }
    if (count < pageLength) return page
    const far = { ...place, afterSeq: place.afterSeq + reloadBeyond, limit: 1 }
    if ((await changesSince(this.#db, projectId, far)).length > 0) return 'too-far'
    return { ...page, hasMore: true }
  }
}

function pageOf(stream: StreamId, entries: readonly LogEntry[]): Page {
  const head = headOf({ kind: 'changes', stream, entries })
  return { head, lastSeq: entries.at(-1)?.seq ?? 0, hasMore: false }
}

/** Twice as many as are kept: cutting one off for each that comes would copy them all each time. */
function isTooMuch({ entries, bytes }: Tail): boolean {
  return entries.length > 2 * keptPerStream || bytes > keptBytesPerStream
}

/** Leaves the newest entries of a tail, as many as may be kept. */
function shorten(tail: Tail): void {
  const { entries, weights } = tail
  let bytes = 0
  let from = weights.length
  const first = Math.max(0, weights.length - keptPerStream)
  while (from > first && bytes + (weights[from - 1] ?? 0) <= keptBytesPerStream) {
    from -= 1
    bytes += weights[from] ?? 0
  }
  entries.splice(0, from)
  weights.splice(0, from)
  tail.bytes = bytes
}
