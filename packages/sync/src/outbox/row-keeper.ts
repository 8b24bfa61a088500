import type { OperationId } from '@parallax/domain'
import { reportFault } from '../report-fault.ts'
import type { OutboxRow } from './outbox-row.ts'
import type { OutboxStore, StoredRows } from './outbox-store.ts'
import type { Settlement } from './settlement.ts'

/** Keeps the rows of one page in storage, each row's writes in their order, and knows what is not. */
export class RowKeeper {
  readonly #store: OutboxStore
  readonly #onChange: () => void
  /** Writes that are under way, by the row that they keep. */
  readonly #storing = new Map<OperationId, Promise<void>>()
  /** Rows that storage would not take: they live in pages only. */
  readonly #unstored = new Map<OperationId, OutboxRow>()
  /** Rows that the server has taken and that storage would not let go of. */
  readonly #unremoved = new Map<OperationId, number>()

  constructor(store: OutboxStore, onChange: () => void) {
    this.#store = store
    this.#onChange = onChange
  }

  /** Whether the browser keeps anything at all. */
  get hasStorage(): boolean {
    return this.#store.isDurable()
  }

  /** Whether every row that is not being written is kept. */
  get isDurable(): boolean {
    return this.hasStorage && this.#unstored.size === 0
  }

  /** Whether some rows are in this page only, for now or for good. */
  get isBehind(): boolean {
    return this.#unstored.size > 0 || this.#storing.size > 0
  }

  /** Rows that the server has taken and that the next page would find all the same. */
  get unremoved(): Settlement['accepted'] {
    return [...this.#unremoved].map(([id, seq]) => ({ id, seq }))
  }

  isStoring(id: OperationId): boolean {
    return this.#storing.has(id)
  }

  /** Whether a row is being written by this page, or lives in it only. */
  hasInHand(id: OperationId): boolean {
    return this.#storing.has(id) || this.#unstored.has(id)
  }

  /** All that is stored; nothing where storage does not answer. */
  async read(): Promise<StoredRows> {
    try {
      return await this.#store.read()
    } catch (reason) {
      reportFault(reason)
      return { rows: [], unreadable: [] }
    }
  }

  keep(rows: readonly OutboxRow[]): void {
    if (rows.length === 0) return
    const storing: Promise<void> = this.#store.put(rows).then(
      () => this.#note(rows, true, storing),
      // Storage is full or refused, which the state line says.
      () => this.#note(rows, false, storing),
    )
    for (const { id } of rows) this.#storing.set(id, storing)
  }

  /** Storage was there and is no more. */
  lose(rows: readonly OutboxRow[]): void {
    for (const row of rows) this.#unstored.set(row.id, row)
  }

  /** Resolves when what the server has spoken of is stored so: taken rows are gone. */
  async settle(accepted: Settlement['accepted'], setAside: readonly OutboxRow[]): Promise<void> {
    const taken = accepted.map(({ id }) => id)
    await this.#stored([...taken, ...setAside.map(({ id }) => id)])
    this.keep(setAside)
    await this.#stored(setAside.map(({ id }) => id))
    for (const id of taken) this.#unstored.delete(id)
    if (taken.length > 0)
      await this.#store.remove(taken).catch((reason: unknown) => {
        // What stays behind is sent again by the next page and answers the same.
        reportFault(reason)
        for (const { id, seq } of accepted) this.#unremoved.set(id, seq)
      })
    // What was let go of may have made room.
    this.keep([...this.#unstored.values()])
    this.#onChange()
  }

  /** Lets rows go for good. `keys` may name what is no row of ours. */
  async forget(keys: readonly string[]): Promise<void> {
    const ids = keys as readonly OperationId[] // what is no id is not being stored
    await this.#stored(ids)
    for (const id of ids) this.#unstored.delete(id)
    await this.#store.remove(keys).catch(reportFault)
    this.#onChange()
  }

  /** Resolves when no write is under way of what was to be kept so far. */
  async written(): Promise<void> {
    await Promise.all(this.#storing.values())
  }

  close(): void {
    this.#store.close()
  }

  #note(rows: readonly OutboxRow[], isStored: boolean, storing: Promise<void>): void {
    for (const row of rows) {
      // A later write of the same row has its own word.
      if (this.#storing.get(row.id) !== storing) continue
      this.#storing.delete(row.id)
      if (isStored) this.#unstored.delete(row.id)
      else this.#unstored.set(row.id, row)
    }
    this.#onChange()
  }

  async #stored(ids: readonly OperationId[]): Promise<void> {
    await Promise.all(ids.map((id) => this.#storing.get(id)))
  }
}
