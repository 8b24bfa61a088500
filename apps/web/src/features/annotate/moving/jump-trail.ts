import type { RecordId } from '@parallax/domain'

const longestTrail = 100

/** Where a person came from when they followed a link, so that one key brings them back. */
export class JumpTrail {
  #from: RecordId[] = []
  /** Which of its ends each record was left to last. */
  readonly #lastTaken = new Map<RecordId, RecordId>()

  /** Goes from a record to one of its ends: another one each time. `undefined` when it has none. */
  go(from: RecordId, ends: readonly RecordId[]): RecordId | undefined {
    const last = this.#lastTaken.get(from)
    const at = last === undefined ? -1 : ends.indexOf(last)
    const end = ends[(at + 1) % ends.length]
    if (end === undefined) return undefined
    this.note(from, end)
    return end
  }

  /** A link was followed by other means. */
  note(from: RecordId, end: RecordId): void {
    this.#lastTaken.set(from, end)
    this.#from = [...this.#from, from].slice(-longestTrail)
  }

  /** Goes back to where the last link was followed that is still there. */
  back(isThere: (id: RecordId) => boolean): RecordId | undefined {
    const at = this.#from.findLastIndex(isThere)
    const id = this.#from[at]
    this.#from = this.#from.slice(0, Math.max(0, at))
    return id
  }
}
