import {
  meantWrites,
  type Operation,
  type RecordId,
  recordOf,
  type StreamId,
  type StreamState,
  type UserId,
} from '@parallax/domain'

/** A record that somebody else deleted before a write to it came; the write is kept with it. */
export type DeletedRecord = {
  readonly stream: Operation['stream']
  readonly recordId: RecordId
  readonly by: UserId
}

export type DeletedMeanwhileOptions = {
  readonly view: (stream: StreamId) => StreamState | undefined
  /** Whether this page has taken in the log up to a seq. */
  readonly isAt: (stream: StreamId, seq: number) => boolean
  readonly subscribe: (stream: StreamId, listener: () => void) => () => void
  readonly me: () => UserId
}

/** Notices what this person wrote to records that somebody else had deleted by then. */
export class DeletedMeanwhile {
  readonly #options: DeletedMeanwhileOptions
  readonly #listeners = new Set<(found: DeletedRecord) => void>()

  constructor(options: DeletedMeanwhileOptions) {
    this.#options = options
  }

  listen(listener: (found: DeletedRecord) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** The server took an operation as line `seq`: looked at once this page has that line too. */
  note(operation: Operation, seq: number): void {
    const { view, isAt, subscribe } = this.#options
    const stream = operation.stream.id
    if (!view(stream)) return
    if (isAt(stream, seq)) {
      this.#look(operation, seq)
      return
    }
    const stop = subscribe(stream, () => {
      if (!isAt(stream, seq)) return
      stop()
      this.#look(operation, seq)
    })
  }

  #look(operation: Operation, seq: number): void {
    const { stream } = operation
    const view = this.#options.view(stream.id)
    const written = meantWrites(operation, stream).filter(({ register }) => register !== 'deleted')
    for (const recordId of new Set(written.map(({ id }) => id))) {
      const record = view && recordOf(view, recordId)
      const rev = record?.deleted ? record.revs.deleted : undefined
      if (!rev || rev[0] > seq || rev[1] === this.#options.me()) continue
      for (const listener of this.#listeners) listener({ stream, recordId, by: rev[1] })
    }
  }
}
