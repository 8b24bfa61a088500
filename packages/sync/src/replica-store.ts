import type { AnyRecord } from '@parallax/domain'
import {
  type Actor,
  applyChange,
  type DocumentId,
  emptyStream,
  hopefulFacts,
  type LogEntry,
  mapKeys,
  type Operation,
  type OperationId,
  type PlanContext,
  type ProjectId,
  planOperation,
  type RecordId,
  type Refusal,
  type Replica,
  type ReplicaStep,
  type StreamId,
  type StreamKind,
  type StreamState,
  startReplica,
  stateFromRecords,
  streamHead,
  touchedIds,
  type UserId,
  withEntry,
  withoutPending,
  withPending,
  withSnapshot,
} from '@parallax/domain'
import { KnownRecords } from './known-records.ts'

/** A stream as the server hands it over: every record, deleted ones too. */
export type Snapshot = {
  readonly kind: StreamKind
  readonly id: string
  readonly seq: number
  readonly records: readonly AnyRecord[]
}

/** What changed in a stream's view: the records that may look different now. */
export type StreamListener = (touched: ReadonlySet<RecordId>) => void

/** What a stream is confirmed to be after it took something in: a line of its log, or a snapshot. */
export type Taken = { readonly confirmed: StreamState; readonly entry: LogEntry | null }

const rememberedEntries = 5_000

type Held = {
  replica: Replica
  readonly documentId: DocumentId | null
  /** Recent lines of the log, for undo. */
  readonly entries: Map<number, LogEntry>
  /** Pending operations that the server has taken, with the seq of their lines, still to come. */
  readonly accepted: Map<OperationId, number>
}

/**
 * The replicas of the streams that are open in this tab, planned in each other's surroundings: a
 * claim sees the proposition that was made a moment ago and is still on its way.
 */
export class ReplicaStore {
  readonly #streams = new Map<StreamId, Held>()
  readonly #texts = new Map<StreamId, string>()
  readonly #listeners = new Map<StreamId, Set<StreamListener>>()
  readonly #project: ProjectId
  readonly #registry: StreamId
  readonly #codebook: StreamId
  readonly #makerOf: (id: OperationId) => string | undefined
  readonly #known: KnownRecords
  readonly #onTaken: (taken: Taken) => void
  #actor: Actor

  constructor(options: {
    readonly project: ProjectId
    readonly actor: Actor
    readonly registry: StreamId
    readonly codebook: StreamId
    /** The page that made an operation; by itself, all are one page's. */
    readonly makerOf?: (id: OperationId) => string | undefined
    /** A record came of a kind that only a newer build knows. */
    readonly onStranger?: () => void
    /** Something was taken in, line by line; what is seen has been planned on it already. */
    readonly onTaken?: ((taken: Taken) => void) | undefined
  }) {
    this.#project = options.project
    this.#actor = options.actor
    this.#registry = options.registry
    this.#codebook = options.codebook
    this.#makerOf = options.makerOf ?? (() => undefined)
    this.#known = new KnownRecords(options.onStranger ?? (() => undefined))
    this.#onTaken = options.onTaken ?? (() => undefined)
  }

  /**
   * Opens a stream at a snapshot and plans on top what still waits for it; what no longer plans is
   * kept for the server to settle. A stream that is open has planned all that already, and takes in
   * the snapshot if it is newer.
   */
  open(snapshot: Snapshot, documentId: DocumentId | null, waiting: readonly Operation[]): void {
    const state = this.#stateOf(snapshot)
    const known = this.#streams.get(state.id)
    const held = known ?? startHeld(state, documentId)
    const before = held.replica.view
    this.#streams.set(state.id, held)
    if (!known) this.#start(held, waiting)
    else if (held.replica.confirmed.seq < state.seq) this.#takeSnapshot(held, state)
    this.#tell(state.id, idsOf(before, held.replica.view))
  }

  /** Puts a snapshot in the place of a stream that the server no longer has as it was told. */
  reset(snapshot: Snapshot): void {
    const state = this.#stateOf(snapshot)
    const held = this.#streams.get(state.id)
    if (!held) return
    const before = held.replica.view
    held.entries.clear()
    for (const [id] of held.accepted) held.accepted.set(id, 0)
    this.#takeSnapshot(held, state)
    this.#tell(state.id, idsOf(before, held.replica.view))
  }

  setText(documentId: DocumentId, text: string): void {
    this.#texts.set(documentId, text)
  }

  setActor(actor: Actor): void {
    this.#actor = actor
  }

  get actor(): Actor {
    return this.#actor
  }

  close(id: StreamId): void {
    this.#streams.delete(id)
    this.#texts.delete(id)
  }

  has(id: StreamId): boolean {
    return this.#streams.has(id)
  }

  /** The document that an open stream is of, or is a layer of. */
  documentOf(id: StreamId): DocumentId | null {
    return this.#streams.get(id)?.documentId ?? null
  }

  /** What the person sees of a stream, or `undefined` while it is not open. */
  view(id: StreamId): StreamState | undefined {
    return this.#streams.get(id)?.replica.view
  }

  /** The seq that the server has confirmed and this tab has taken in; 0 for a stream not open. */
  confirmedSeq(id: StreamId): number {
    return this.#streams.get(id)?.replica.confirmed.seq ?? 0
  }

  heads(): { readonly id: StreamId; readonly seq: number }[] {
    return [...this.#streams.keys()].map((id) => ({ id, seq: this.confirmedSeq(id) }))
  }

  /** The line of a stream's log, if this tab has seen it. */
  entry(id: StreamId, seq: number): LogEntry | undefined {
    return this.#streams.get(id)?.entries.get(seq)
  }

  /** Keeps a line of the log that was fetched for undo and is part of the snapshot. */
  remember(id: StreamId, entry: LogEntry): void {
    // Not forgotten while the stream is open: what takes it back is planned anew with every change.
    this.#streams.get(id)?.entries.set(entry.seq, this.#known.ofEntry(entry))
  }

  /** The lines of a stream's log that this tab has seen and remembers, oldest first. */
  entries(id: StreamId): readonly LogEntry[] {
    return [...(this.#streams.get(id)?.entries.values() ?? [])].sort((a, b) => a.seq - b.seq)
  }

  /**
   * Who wrote a record of a stream last, as far as this tab has seen: what is not settled yet is one's
   * own. Undefined when it was written before this tab looked.
   */
  writerOf(id: StreamId, record: RecordId): UserId | undefined {
    const held = this.#streams.get(id)
    if (held?.replica.pending.some(({ change }) => touchedIds(change).has(record)))
      return this.#actor.userId
    let newest: LogEntry | undefined
    for (const entry of held?.entries.values() ?? [])
      if (entry.seq > (newest?.seq ?? 0) && isWrittenBy(entry, record)) newest = entry
    return newest?.actor
  }

  /** Plans an operation on what is seen and shows it; a refusal changes nothing. */
  propose(operation: Operation): Refusal | null {
    const id = operation.stream.id
    const held = this.#streams.get(id)
    if (!held) return null
    const step = withPending(held.replica, operation, this.surroundings(id))
    const refusal = step.replica.pending.at(-1)?.refusal ?? null
    if (!refusal) this.#take(id, held, step)
    return refusal
  }

  /**
   * Remembers what is seen of these streams. The answer puts it back, without what has been proposed
   * since, and plans nothing anew: only what comes from elsewhere may change what waits. For the same
   * turn of the event loop alone.
   */
  remembered(ids: readonly StreamId[]): () => void {
    const seen = ids.flatMap((id) => {
      const held = this.#streams.get(id)
      return held ? [{ id, held, replica: held.replica }] : []
    })
    return () => {
      for (const { id, held, replica } of seen) {
        const proposed = held.replica.pending.slice(replica.pending.length)
        held.replica = replica
        this.#tell(id, new Set(proposed.flatMap(({ change }) => [...touchedIds(change)])))
      }
    }
  }

  /** Shows an operation that another page of this person made; the server settles it. */
  adopt(operation: Operation): void {
    const id = operation.stream.id
    const held = this.#streams.get(id)
    if (!held || isPending(held, operation.id)) return
    this.#take(id, held, withPending(held.replica, operation, this.surroundings(id)))
  }

  /**
   * What the rules would say of these, one after the other, on what is seen; those that are refused
   * are passed over. Shows nothing. All of their streams must be open.
   */
  trial(operations: readonly Operation[]): readonly (Refusal | null)[] {
    const running = new Map<StreamId, StreamState>()
    return operations.map((operation) => {
      const { id } = operation.stream
      const state = running.get(id) ?? this.view(id)
      if (!state) throw new Error('what is tried needs an open stream')
      const planned = planOperation(state, this.context(id), operation, this.#actor)
      if (!planned.ok) return planned.reason
      const stamp = { seq: state.seq + 1, actor: this.#actor.userId }
      running.set(id, applyChange(state, planned.value, stamp))
      return null
    })
  }

  /** Why an operation would be refused as things stand; null when it would not. Shows nothing. */
  refusalOf(operation: Operation): Refusal | null {
    return this.has(operation.stream.id) ? (this.trial([operation])[0] ?? null) : null
  }

  /** Takes in lines of the log. `gap`: some are missing, and must be asked for. */
  takeEntries(id: StreamId, entries: readonly LogEntry[]): 'taken' | 'gap' {
    const held = this.#streams.get(id)
    if (!held) return 'taken'
    const { view } = held.replica
    const touched = new Set<RecordId>()
    const isGapless = entries.every((told) => {
      const entry = this.#known.ofEntry(told)
      if (entry.seq > held.replica.confirmed.seq + 1) return false
      this.#remember(held, entry)
      held.accepted.delete(entry.opId)
      for (const record of this.#takeEntry(held, entry)) touched.add(record)
      return true
    })
    if (held.replica.view !== view) this.#tell(id, touched)
    return isGapless ? 'taken' : 'gap'
  }

  /**
   * The server takes what one page made in its order. So what that page made before the one that has
   * come is part of the snapshot, or refused, and must not be planned on top of it again.
   */
  #takeEntry(held: Held, entry: LogEntry): Iterable<RecordId> {
    const { confirmed, pending } = held.replica
    const at = pending.findIndex(({ operation }) => operation.id === entry.opId)
    const maker = this.#makerOf(entry.opId)
    const isEarlier = ({ operation }: Replica['pending'][number], index: number) =>
      index < at && entry.seq > confirmed.seq && this.#makerOf(operation.id) === maker
    const earlier = pending.filter(isEarlier)
    const rest = pending.filter((each, index) => !isEarlier(each, index))
    const replica = { ...held.replica, pending: rest }
    const step = withEntry(replica, entry, this.surroundings(confirmed.id))
    held.replica = step.replica
    const after = step.replica.confirmed
    if (after !== confirmed) this.#onTaken({ confirmed: after, entry })
    return [...step.touched, ...earlier.flatMap(({ change }) => [...touchedIds(change)])]
  }

  /**
   * The server has taken an operation, as line `seq` of its stream. It stays on top of the view until
   * that line or a later snapshot comes; if that has come already, it is settled now.
   */
  accept({ id, stream }: Pick<Operation, 'id' | 'stream'>, seq: number): void {
    const held = this.#streams.get(stream.id)
    if (!held || !isPending(held, id)) return
    if (held.replica.confirmed.seq >= seq) this.drop({ id, stream })
    else held.accepted.set(id, seq)
  }

  /** Takes back an operation that the server refused. */
  drop({ id, stream }: Pick<Operation, 'id' | 'stream'>): void {
    const held = this.#streams.get(stream.id)
    if (!held || !isPending(held, id)) return
    this.#take(stream.id, held, withoutPending(held.replica, id, this.surroundings(stream.id)))
  }

  subscribe(id: StreamId, listener: StreamListener): () => void {
    const listeners = this.#listeners.get(id) ?? new Set()
    this.#listeners.set(id, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      // Another subscriber may have begun a set of its own since the last one of this set left.
      if (listeners.size === 0 && this.#listeners.get(id) === listeners) this.#listeners.delete(id)
    }
  }

  /** What a rule may know when it plans for this stream, as far as this tab knows it. */
  context(id: StreamId): PlanContext {
    const documentId = this.documentOf(id)
    const document = documentId && this.view(documentId)
    return {
      projectId: this.#project,
      document: document ? (streamHead(document, 'document') ?? null) : null,
      text: documentId ? (this.#texts.get(documentId) ?? null) : null,
      registry: this.view(this.#registry) ?? null,
      codebook: this.view(this.#codebook) ?? null,
      facts: { ...hopefulFacts, entryAt: (seq) => this.entry(id, seq) },
    }
  }

  private surroundings(id: StreamId) {
    return { context: this.context(id), actor: this.#actor }
  }

  /**
   * What the snapshot holds already is not planned again: its line never comes, and it would lie on
   * top of the view for good. What was accepted after the snapshot was read stays.
   */
  #takeSnapshot(held: Held, state: StreamState): void {
    const isToCome = (id: OperationId) => (held.accepted.get(id) ?? state.seq + 1) > state.seq
    const pending = held.replica.pending.filter(({ operation }) => isToCome(operation.id))
    for (const [id] of held.accepted) if (!isToCome(id)) held.accepted.delete(id)
    held.replica = withSnapshot({ ...held.replica, pending }, state, this.surroundings(state.id))
    this.#onTaken({ confirmed: held.replica.confirmed, entry: null })
  }

  #stateOf({ kind, id, seq, records }: Snapshot): StreamState {
    const known = this.#known.ofSnapshot(records)
    return stateFromRecords(emptyStream(kind, id as StreamId), seq, known) // the server's ids are ours
  }

  #start(held: Held, waiting: readonly Operation[]): void {
    const { confirmed } = held.replica
    for (const operation of waiting)
      if (operation.stream.id === confirmed.id)
        held.replica = withPending(held.replica, operation, this.surroundings(confirmed.id)).replica
    this.#onTaken({ confirmed, entry: null })
  }

  #remember(held: Held, entry: LogEntry): void {
    held.entries.set(entry.seq, entry)
    if (held.entries.size > rememberedEntries)
      held.entries.delete(held.entries.keys().next().value ?? 0)
  }

  #take(id: StreamId, held: Held, step: ReplicaStep): void {
    held.replica = step.replica
    this.#tell(id, step.touched)
  }

  #tell(id: StreamId, touched: ReadonlySet<RecordId>): void {
    for (const listener of this.#listeners.get(id) ?? []) listener(touched)
  }
}

function startHeld(state: StreamState, documentId: DocumentId | null): Held {
  return { replica: startReplica(state), documentId, entries: new Map(), accepted: new Map() }
}

function isPending({ replica }: Held, id: OperationId): boolean {
  return replica.pending.some(({ operation }) => operation.id === id)
}

/** Every record of two states: after a snapshot, any of them may look different. */
function idsOf(...states: readonly StreamState[]): ReadonlySet<RecordId> {
  // Records are kept under their ids.
  return new Set(states.flatMap(({ records }) => [...mapKeys(records)] as RecordId[]))
}

function isWrittenBy({ change }: LogEntry, record: RecordId): boolean {
  return (
    change.written.some(({ id }) => id === record) || change.added.some(({ id }) => id === record)
  )
}
