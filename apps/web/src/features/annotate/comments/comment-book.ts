import {
  extentOf,
  isRecordOf,
  mapGet,
  type Operation,
  type RecordId,
  type RecordOf,
  recordsOf,
  type StreamId,
  type StreamState,
  type UserId,
} from '@parallax/domain'
import type { ReplicaStore } from '@parallax/sync'

export type CommentRecord = RecordOf<'comment'>

/** A comment with the replies under it. */
export type Thread = {
  /** The id of the first comment. */
  readonly id: RecordId
  readonly stream: Operation['stream']
  /** The first comment; it may be taken back while replies to it stand. */
  readonly first: CommentRecord
  /** What still stands, the oldest first. */
  readonly comments: readonly CommentRecord[]
  readonly isResolved: boolean
}

/** Told which comments somebody else has just said. */
type NewsListener = (comments: readonly CommentRecord[]) => void

type Held = { readonly kind: 'document' | 'layer'; readonly comments: Map<RecordId, CommentRecord> }

/**
 * The comments of one document, from its own stream and those of its layers, in threads. It takes in
 * a change at the cost of the comments that changed.
 */
export class CommentBook {
  readonly #store: ReplicaStore
  readonly #me: UserId
  readonly #streams = new Map<StreamId, Held>()
  readonly #stops: (() => void)[] = []
  readonly #listeners = new Set<() => void>()
  readonly #newsListeners = new Set<NewsListener>()
  #threads: readonly Thread[] | null = null

  constructor(store: ReplicaStore, me: UserId) {
    this.#store = store
    this.#me = me
  }

  /** Follows a stream from now on; one that it follows already stays as it is. */
  follow(kind: Held['kind'], id: StreamId): void {
    if (this.#streams.has(id)) return
    const view = this.#store.view(id)
    // A layer may have many records and seldom has comments: where nothing is said nobody looks.
    const known = view?.liveCounts.comment ? [...recordsOf(view, 'comment')] : []
    this.#streams.set(id, { kind, comments: new Map(known.map((each) => [each.id, each])) })
    this.#stops.push(this.#store.subscribe(id, (touched) => this.#take(id, touched)))
    if (known.length > 0) this.#changed()
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop()
    this.#streams.clear()
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  onNews(listener: NewsListener): () => void {
    this.#newsListeners.add(listener)
    return () => {
      this.#newsListeners.delete(listener)
    }
  }

  /** Every thread in which something stands, by where it stands in the text; the same until one changes. */
  get threads(): readonly Thread[] {
    this.#threads ??= this.#makeThreads()
    return this.#threads
  }

  /** The thread that a comment begins or stands in. */
  threadOf(comment: RecordId): Thread | undefined {
    return this.threads.find(
      ({ id, comments }) => id === comment || comments.some((each) => each.id === comment),
    )
  }

  /** The threads on a record. */
  threadsOn(record: RecordId): readonly Thread[] {
    return this.threads.filter(
      ({ first: { data } }) => data.anchor.kind === 'record' && data.anchor.id === record,
    )
  }

  #take(id: StreamId, touched: ReadonlySet<RecordId>): void {
    const held = this.#streams.get(id)
    const view = this.#store.view(id)
    if (!held || !view) return
    const taken = [...touched].flatMap((each) => takenIn(held.comments, each, view))
    if (taken.length > 0) this.#changed()
    const news = taken.flatMap(({ isNew, record }) =>
      isNew && record && record.data.author !== this.#me ? [record] : [],
    )
    if (news.length > 0) for (const listener of this.#newsListeners) listener(news)
  }

  /** How far each followed stream is known here, as the server counts. */
  places(): readonly { readonly id: StreamId; readonly seq: number }[] {
    const places = [...this.#streams.keys()].map((id) => ({
      id,
      seq: this.#store.confirmedSeq(id),
    }))
    return places.filter(({ seq }) => seq > 0)
  }

  #changed(): void {
    this.#threads = null
    for (const listener of this.#listeners) listener()
  }

  #makeThreads(): readonly Thread[] {
    const threads = [...this.#streams].flatMap(([id, held]) =>
      threadsIn({ kind: held.kind, id }, [...held.comments.values()]),
    )
    const placed = threads.map((thread) => ({ thread, startUtf16: this.#startOf(thread) }))
    placed.sort((a, b) => a.startUtf16 - b.startUtf16 || (a.thread.id < b.thread.id ? -1 : 1))
    return placed.map(({ thread }) => thread)
  }

  /** Where the words that a thread is about begin; what covers none comes last. */
  #startOf({ first, stream }: Thread): number {
    const { anchor } = first.data
    const last = Number.MAX_SAFE_INTEGER
    if (anchor.kind === 'passage') return anchor.extent[0]?.startUtf16 ?? last
    const view = this.#store.view(stream.id)
    const record = view && mapGet(view.records, anchor.id)
    return (record && extentOf(record)[0]?.startUtf16) ?? last
  }
}

type Taken = { readonly record: CommentRecord | null; readonly isNew: boolean }

/** Takes in one record of a stream, if it is a comment or was one. */
function takenIn(
  comments: Map<RecordId, CommentRecord>,
  id: RecordId,
  view: StreamState,
): readonly Taken[] {
  const record = mapGet(view.records, id)
  if (record && isRecordOf(record, 'comment')) {
    const isNew = !comments.has(id) && !record.deleted
    comments.set(id, record)
    return [{ record, isNew }]
  }
  return comments.delete(id) ? [{ record: null, isNew: false }] : []
}

function threadsIn(stream: Operation['stream'], comments: readonly CommentRecord[]): Thread[] {
  const replies = new Map<RecordId, CommentRecord[]>()
  for (const comment of comments) {
    const { anchor } = comment.data
    if (anchor.kind !== 'comment' || comment.deleted) continue
    const known = replies.get(anchor.id)
    if (known) known.push(comment)
    else replies.set(anchor.id, [comment])
  }
  return comments.flatMap((first) => {
    if (first.data.anchor.kind === 'comment') return []
    // Ids sort by the time of making.
    const under = (replies.get(first.id) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1))
    const standing = first.deleted ? under : [first, ...under]
    const { id } = first
    const isResolved = first.data.resolved
    return standing.length > 0 ? [{ id, stream, first, comments: standing, isResolved }] : []
  })
}
