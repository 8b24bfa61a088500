import type { RecordRow as StoredRow, StreamAppend } from '@parallax/db'
import {
  applyChange,
  type Change,
  type LogEntry,
  type RecordId,
  type RecordRow,
  recordOf,
  type StreamState,
  tableChange,
  touchedIds,
  type UserId,
} from '@parallax/domain'
import type { HeldStream } from './stream-store.ts'
import type { Task } from './task.ts'
import { grownBytes } from './weigh.ts'

/** A stream while a batch is planned on it: what was there, and what has been accepted since. */
export class RunningStream {
  readonly base: HeldStream
  readonly tasks: Task[] = []
  readonly entries: LogEntry[] = []
  #state: StreamState
  #documentId: string | null
  readonly #rows = new Map<string, StoredRow>()
  readonly #refs = new Map<RecordId, readonly string[]>()
  readonly #counts = new Map<string, number>()

  constructor(base: HeldStream) {
    this.base = base
    this.#state = base.state
    this.#documentId = base.documentId
  }

  get state(): StreamState {
    return this.#state
  }

  get documentId(): string | null {
    return this.#documentId
  }

  /** Tells a new stream which document it is about. */
  setDocument(documentId: string | null): void {
    this.#documentId ??= documentId
  }

  /** Takes in a planned change; `at` is ISO 8601, `text` that of the stream's document. */
  accept(task: Task, change: Change, at: string, text: string | null): void {
    const { operation, actor } = task
    const seq = this.#state.seq + 1
    const after = applyChange(this.#state, change, { seq, actor: actor.userId })
    const { rows, counts } = tableChange(this.#state, after, change, text)
    for (const row of rows) this.#write(row, actor.userId, at)
    for (const [kind, delta] of Object.entries(counts)) {
      this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + delta)
    }
    const { id: opId, type: opType, group } = operation
    this.entries.push({ seq, opId, opType, group, actor: actor.userId, at, change })
    this.tasks.push(task)
    this.#state = after
  }

  /** Who had deleted a record that this change writes to, or `undefined`. */
  deletedBy(change: Change): UserId | undefined {
    for (const { id, register } of change.written) {
      const record = recordOf(this.#state, id)
      if (register !== 'deleted' && record?.deleted) return record.revs.deleted?.[1]
    }
    return undefined
  }

  /** The stream as it is once the append has succeeded. */
  held(): HeldStream {
    return { ...this.base, state: this.#state, documentId: this.#documentId }
  }

  /** By how many bytes the state has grown. */
  grownBytes(): number {
    const touched = new Set(this.entries.flatMap(({ change }) => [...touchedIds(change)]))
    return grownBytes(this.base.state, this.#state, touched)
  }

  append(): StreamAppend {
    const { projectId, state } = this.base
    return {
      projectId,
      streamId: state.id,
      kind: state.kind,
      documentId: this.#documentId,
      expectedSeq: state.seq,
      entries: this.#entriesToWrite(),
      records: [...this.#rows.values()],
      refs: this.#references(),
      counters: [...this.#counts].map(([kind, delta]) => ({ kind, delta })),
    }
  }

  /** Most are first attempts, and need no word for it. */
  #entriesToWrite(): StreamAppend['entries'] {
    if (this.tasks.every(({ attempt }) => attempt === 1)) return this.entries
    return this.entries.map((entry, at) => ({ ...entry, attempt: this.tasks[at]?.attempt ?? 1 }))
  }

  /** Of a record that was not there, nothing has to go; most of what people do makes new ones. */
  #references(): StreamAppend['refs'] {
    return [...this.#refs].flatMap(([recordId, targetIds]) => {
      if (recordOf(this.base.state, recordId) !== undefined) return [{ recordId, targetIds }]
      return targetIds.length === 0 ? [] : [{ recordId, targetIds, isNew: true }]
    })
  }

  #write({ record, startUtf16, endUtf16, quote, targets }: RecordRow, by: UserId, at: string) {
    const { id, kind, data, revs, deleted } = record
    const first = this.#rows.get(id)
    this.#rows.set(id, {
      id,
      kind,
      data,
      revs,
      deleted,
      startUtf16,
      endUtf16,
      quote,
      createdBy: first?.createdBy ?? by,
      createdAt: first?.createdAt ?? at,
      updatedBy: by,
      updatedAt: at,
    })
    this.#refs.set(id, targets)
  }
}
