import type { ProjectId, StreamId, StreamKind } from '@parallax/domain'
import { RunningStream } from './running-stream.ts'
import type { HeldStream, StreamStore } from './stream-store.ts'
import type { Task } from './task.ts'

/** The streams of one batch: each operation is planned on what the ones before it left. */
export class RunningBatch {
  readonly store: StreamStore
  /** ISO 8601: the moment that all entries of the batch carry. */
  readonly at: string
  /** Tasks that must wait for the streams they were planned on to come back. */
  readonly postponed: Task[] = []
  readonly #streams = new Map<string, RunningStream>()

  constructor(store: StreamStore, at: string) {
    this.store = store
    this.at = at
  }

  /** A stream that need not be waited for: this batch has looked at it already, or it is in memory. */
  atHand(projectId: ProjectId, id: StreamId): RunningStream | undefined {
    const key = `${projectId} ${id}`
    const known = this.#streams.get(key)
    if (known !== undefined) return known
    const held = this.store.atHand(projectId, id)
    return held && this.#open(key, held)
  }

  async stream(projectId: ProjectId, kind: StreamKind, id: StreamId): Promise<RunningStream> {
    const atHand = this.atHand(projectId, id)
    if (atHand !== undefined) return atHand
    return this.#open(`${projectId} ${id}`, await this.store.get(projectId, kind, id))
  }

  #open(key: string, held: HeldStream): RunningStream {
    const stream = new RunningStream(held)
    this.#streams.set(key, stream)
    return stream
  }

  /** The streams of a project that this batch holds, changed or not. */
  streamsOf(projectId: ProjectId): readonly RunningStream[] {
    return [...this.#streams.values()].filter(({ base }) => base.projectId === projectId)
  }

  /** The streams that something was accepted for. */
  changed(): readonly RunningStream[] {
    return [...this.#streams.values()].filter(({ entries }) => entries.length > 0)
  }

  /** Forgets what is held of these streams, unless something was accepted for them. */
  reload(projectId: ProjectId, ids: readonly string[]): void {
    for (const id of ids) {
      const key = `${projectId} ${id}`
      if (this.#streams.get(key)?.entries.length === 0) this.#streams.delete(key)
    }
  }
}
