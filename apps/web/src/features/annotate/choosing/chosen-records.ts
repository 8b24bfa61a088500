import type { RecordId } from '@parallax/domain'
import { useCallback, useSyncExternalStore } from 'react'

/** The records that are chosen together. It lives outside React, so that a choice draws only what shows it. */
export class ChosenRecords {
  #ids: ReadonlySet<RecordId> = new Set()
  readonly #listeners = new Set<() => void>()

  /** The chosen ones; a new set with every change. */
  get ids(): ReadonlySet<RecordId> {
    return this.#ids
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Chooses exactly these. */
  set(ids: Iterable<RecordId>): void {
    const next = new Set(ids)
    if (next.size === 0 && this.#ids.size === 0) return
    this.#ids = next
    for (const listener of this.#listeners) listener()
  }

  /** Chooses these too. */
  add(ids: Iterable<RecordId>): void {
    this.set([...this.#ids, ...ids])
  }

  /** Chooses one, or lets it go. */
  toggle(id: RecordId): void {
    if (this.#ids.has(id)) this.set([...this.#ids].filter((each) => each !== id))
    else this.add([id])
  }

  clear(): void {
    this.set([])
  }
}

/** The chosen ids, always the newest. */
export function useChosenIds(chosen: ChosenRecords): ReadonlySet<RecordId> {
  const subscribe = useCallback((listener: () => void) => chosen.subscribe(listener), [chosen])
  return useSyncExternalStore(
    subscribe,
    () => chosen.ids,
    () => chosen.ids,
  )
}

/** Whether one record is chosen; draws again only when that changes. */
export function useIsChosen(chosen: ChosenRecords, id: RecordId): boolean {
  const subscribe = useCallback((listener: () => void) => chosen.subscribe(listener), [chosen])
  const isChosen = () => chosen.ids.has(id)
  return useSyncExternalStore(subscribe, isChosen, isChosen)
}
