import { changesSince, type Db } from '@parallax/db'
import type { LogEntry } from '@parallax/domain'
import { RecencyCache } from '../submit/recency-cache.ts'
import { entryFromRow } from '../submit/stored-form.ts'
import { bytesOfEntry } from '../submit/weigh.ts'

const keptPerStream = 200
/** One entry may be of a thousand records. */
const keptBytesPerStream = 2_000_000
const keptBytes = 64_000_000

/** The end of a log, and what each of its entries weighs. */
type Tail = { readonly entries: readonly LogEntry[]; readonly weights: readonly number[] }

const nothing: Tail = { entries: [], weights: [] }

/** The ends of the logs that this process has written, so that its feeds need not read them back. */
export class RecentEntries {
  readonly #db: Db
  readonly #tails = new RecencyCache<Tail>(keptBytes)

  constructor(db: Db) {
    this.#db = db
  }

  /** Keeps entries that have just been committed, in order. */
  add(projectId: string, streamId: string, entries: readonly LogEntry[]): void {
    const key = `${projectId} ${streamId}`
    const known = this.#tails.get(key) ?? nothing
    const joins = known.entries.at(-1)?.seq === (entries[0]?.seq ?? 0) - 1
    const before = joins ? known : nothing
    const { tail, bytes } = shortened({
      entries: [...before.entries, ...entries],
      weights: [...before.weights, ...entries.map(bytesOfEntry)],
    })
    if (bytes > 0) this.#tails.put(key, tail, bytes)
    else this.#tails.drop(key)
  }

  /** What came after `afterSeq`, in order, at most `limit` entries: from memory or from the log. */
  async since(
    projectId: string,
    place: { readonly streamId: string; readonly afterSeq: number; readonly limit: number },
  ): Promise<readonly LogEntry[]> {
    const tail = this.#tails.get(`${projectId} ${place.streamId}`)?.entries ?? []
    const first = tail[0]?.seq ?? Number.POSITIVE_INFINITY
    const last = tail.at(-1)?.seq ?? 0
    if (first <= place.afterSeq + 1 && last > place.afterSeq) {
      const from = place.afterSeq + 1 - first
      return tail.slice(from, from + place.limit)
    }
    const rows = await changesSince(this.#db, projectId, place)
    return rows.map(entryFromRow)
  }
}

/** The newest entries of a tail, as many as may be kept. */
function shortened({ entries, weights }: Tail): { readonly tail: Tail; readonly bytes: number } {
  let bytes = 0
  let from = weights.length
  const first = Math.max(0, weights.length - keptPerStream)
  while (from > first && bytes + (weights[from - 1] ?? 0) <= keptBytesPerStream) {
    from -= 1
    bytes += weights[from] ?? 0
  }
  return { tail: { entries: entries.slice(from), weights: weights.slice(from) }, bytes }
}
