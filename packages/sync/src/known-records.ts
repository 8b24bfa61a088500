import { type AnyRecord, type Change, isRecordKind, type LogEntry } from '@parallax/domain'

/**
 * Leaves out the records of kinds that this page does not know, since a newer build made them: the
 * rest of the stream is shown and worked on as ever, and the page asks to be loaded anew.
 */
export class KnownRecords {
  readonly #strangers = new Set<string>()
  readonly #onStranger: () => void

  constructor(onStranger: () => void) {
    this.#onStranger = onStranger
  }

  ofSnapshot(records: readonly AnyRecord[]): readonly AnyRecord[] {
    return records.every(isKnown) ? records : records.filter((record) => this.#isKnown(record))
  }

  ofEntry(entry: LogEntry): LogEntry {
    const { added, written } = entry.change
    const isPlain = added.every(isKnown) && this.#strangers.size === 0
    if (isPlain) return entry
    const change: Change = {
      added: added.filter((record) => this.#isKnown(record)),
      written: written.filter(({ id }) => !this.#strangers.has(id)),
    }
    return { ...entry, change }
  }

  #isKnown(record: AnyRecord): boolean {
    if (isKnown(record)) return true
    this.#strangers.add(record.id)
    this.#onStranger()
    return false
  }
}

function isKnown({ kind }: AnyRecord): boolean {
  return isRecordKind(kind)
}
