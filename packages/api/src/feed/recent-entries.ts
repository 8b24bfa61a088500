import { changesSince, type Db } from '@parallax/db'
import type { LogEntry } from '@parallax/domain'
import { entryFromRow } from '../submit/stored-form.ts'

const keptPerStream = 200
const keptStreams = 2_000

/** The ends of the logs that this process has written, so that its feeds need not read them back. */
export class RecentEntries {
  readonly #db: Db
  readonly #tails = new Map<string, readonly LogEntry[]>()

  constructor(db: Db) {
    this.#db = db
  }

  /** Keeps entries that have just been committed, in order. */
  add(projectId: string, streamId: string, entries: readonly LogEntry[]): void {
    const key = `${projectId} ${streamId}`
    const before = this.#tails.get(key) ?? []
    const joins = before.at(-1)?.seq === (entries[0]?.seq ?? 0) - 1
    const tail = [...(joins ? before : []), ...entries].slice(-keptPerStream)
    this.#tails.delete(key)
    this.#tails.set(key, tail)
    const oldest = this.#tails.keys().next().value
    if (this.#tails.size > keptStreams && oldest !== undefined) this.#tails.delete(oldest)
  }

  /** What came after `afterSeq`, in order, at most `limit` entries: from memory or from the log. */
  async since(
    projectId: string,
    place: { readonly streamId: string; readonly afterSeq: number; readonly limit: number },
  ): Promise<readonly LogEntry[]> {
    const tail = this.#tails.get(`${projectId} ${place.streamId}`) ?? []
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
