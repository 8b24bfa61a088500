import type { CommentBody, Extent, Operation, RecordId } from '@parallax/domain'
import type { Performed, ProjectSession } from '@parallax/sync'
import { newId } from '@parallax/sync/new-id'
import type { CommentBook, Thread } from './comment-book.ts'
import type { SinceVisit } from './since-words.ts'

/** What of the comments lies in the place of the inspector. */
export type CommentPlace =
  | { readonly kind: 'all' }
  | { readonly kind: 'thread'; readonly id: RecordId }
  | { readonly kind: 'new'; readonly extent: Extent }
  /** A new comment is being written on the open record. */
  | { readonly kind: 'record'; readonly id: RecordId }

/** What the desk asks the server, which is no part of the log. */
export type MarksClient = {
  readonly unread: () => Promise<readonly RecordId[]>
  readonly read: (comments: readonly RecordId[]) => Promise<unknown>
  readonly since: () => Promise<SinceVisit | null>
  readonly visited: (seen: ReturnType<CommentBook['places']>) => Promise<unknown>
}

/** How the desk stands; a new object with every change. */
export type DeskState = {
  readonly place: CommentPlace | null
  readonly unread: ReadonlySet<RecordId>
  readonly since: SinceVisit | null
}

const nothing: DeskState = { place: null, unread: new Set(), since: null }

/** What one person does with the comments of one document. None of it but what is said is stored. */
export class CommentDesk {
  readonly book: CommentBook
  readonly #session: ProjectSession
  readonly #marks: MarksClient
  readonly #listeners = new Set<() => void>()
  /** Read here, and perhaps not yet known to the server. */
  readonly #read = new Set<RecordId>()
  readonly #toTell = new Set<RecordId>()
  #state = nothing
  #isLearnt = false

  constructor(session: ProjectSession, book: CommentBook, marks: MarksClient) {
    this.#session = session
    this.book = book
    this.#marks = marks
    book.onNews((comments) => this.#addUnread(comments.map(({ id }) => id)))
  }

  get state(): DeskState {
    return this.#state
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  show(place: CommentPlace | null): void {
    this.#set({ place })
  }

  /** Learns what happened here before this document was opened. */
  async learn(): Promise<void> {
    const [unread, since] = await Promise.all([this.#marks.unread(), this.#marks.since()])
    this.#addUnread(unread)
    this.#set({ since })
    this.#isLearnt = true
    // From the first visit on one can be told what came after it.
    if (since === null) await this.leave()
  }

  /** What happened since the last visit was seen. */
  async dismissSince(): Promise<void> {
    this.#set({ since: null })
    await this.leave()
  }

  /** Notes how far everything was seen: at leaving, or when nothing before now is news any more. */
  async leave(): Promise<void> {
    if (this.#isLearnt) await this.#marks.visited(this.book.places())
  }

  /** These were looked at. What the server cannot be told now it is told the next time. */
  markRead(comments: Iterable<RecordId>): void {
    const fresh = [...comments].filter((id) => this.#state.unread.has(id))
    if (fresh.length === 0) return
    for (const id of fresh) {
      this.#read.add(id)
      this.#toTell.add(id)
    }
    this.#set({ unread: new Set([...this.#state.unread].filter((id) => !this.#read.has(id))) })
    void this.#tell()
  }

  /** Says something about a record or a passage; the id of the comment unless it was refused. */
  write(
    stream: Operation['stream'],
    anchor: { kind: 'record'; id: RecordId } | { kind: 'passage'; extent: Extent },
    body: CommentBody,
  ): { readonly id: RecordId; readonly performed: Performed } {
    const id = newId()
    return { id, performed: this.#perform(stream, 'comment.create', { id, anchor, body }) }
  }

  reply({ id, stream }: Thread, body: CommentBody): Performed {
    const anchor = { kind: 'comment', id }
    return this.#perform(stream, 'comment.create', { id: newId(), anchor, body })
  }

  edit({ stream }: Thread, id: RecordId, body: CommentBody): Performed {
    return this.#perform(stream, 'comment.edit', { id, body })
  }

  delete({ stream }: Thread, id: RecordId): Performed {
    return this.#perform(stream, 'comment.delete', { id })
  }

  resolve({ id, stream }: Thread, resolved: boolean): Performed {
    return this.#perform(stream, 'comment.resolve', { id, resolved })
  }

  #perform(stream: Operation['stream'], type: Operation['type'], args: unknown): Performed {
    return this.#session.perform([{ stream, type, args }])
  }

  #addUnread(ids: readonly RecordId[]): void {
    const fresh = ids.filter((id) => !this.#read.has(id) && !this.#state.unread.has(id))
    if (fresh.length > 0) this.#set({ unread: new Set([...this.#state.unread, ...fresh]) })
  }

  async #tell(): Promise<void> {
    const told = [...this.#toTell].slice(0, 500)
    try {
      await this.#marks.read(told)
      for (const id of told) this.#toTell.delete(id)
    } catch {
      // Without a network they stay unread elsewhere until something is read again: nothing is lost.
    }
  }

  #set(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
