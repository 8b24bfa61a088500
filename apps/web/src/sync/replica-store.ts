import type { AnyRecord } from '@parallax/domain'
import {
  type Actor,
  type DocumentId,
  emptyStream,
  hopefulFacts,
  type LogEntry,
  type Operation,
  type OperationId,
  type PlanContext,
  type ProjectId,
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
  withEntry,
  withoutPending,
  withPending,
  withSnapshot,
} from '@parallax/domain'

/** A stream as the server hands it over: every record, deleted ones too. */
export type Snapshot = {
  readonly kind: StreamKind
  readonly id: string
  readonly seq: number
  readonly records: readonly AnyRecord[]
}

/** What changed in a stream's view: the records that may look different now. */
export type StreamListener = (touched: ReadonlySet<RecordId>) => void

const rememberedEntries = 5_000

type Held = {
  replica: Replica
  readonly documentId: DocumentId | null
  /** Recent lines of the log, for undo. */
  readonly entries: Map<number, LogEntry>
}

/**
 * The replicas of the streams that are open in this tab, planned in each other's surroundings: a
 * claim sees the proposition that was made a moment ago and is still on its way.
 */
export class ReplicaStore {
  readonly #streams = new Map<StreamId, Held>()
  readonly #texts = new Map<DocumentId, string>()
  readonly #listeners = new Map<StreamId, Set<StreamListener>>()
  readonly #project: ProjectId
  readonly #registry: StreamId
  readonly #codebook: StreamId
  #actor: Actor

  constructor(options: {
    readonly project: ProjectId
    readonly actor: Actor
    readonly registry: StreamId
    readonly codebook: StreamId
  }) {
    this.#project = options.project
    this.#actor = options.actor
    this.#registry = options.registry
    this.#codebook = options.codebook
  }

  /** Opens a stream at a snapshot and plans the operations that still wait for it. */
  open(snapshot: Snapshot, documentId: DocumentId | null, waiting: readonly Operation[]): void {
    const id = snapshot.id as StreamId // the server's snapshots are of streams
    const held = this.#streams.get(id)
    const state = stateOf(snapshot)
    if (held) {
      if (held.replica.confirmed.seq < state.seq) this.#takeSnapshot(held, state, waiting)
      this.#tell(id, new Set())
      return
    }
    this.#streams.set(id, { replica: startReplica(state), documentId, entries: new Map() })
    for (const operation of waiting) if (operation.stream.id === id) this.propose(operation)
    this.#tell(id, new Set())
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
  }

  has(id: StreamId): boolean {
    return this.#streams.has(id)
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

  entryOf(id: StreamId, operation: OperationId): LogEntry | undefined {
    const entries = this.#streams.get(id)?.entries
    return entries && [...entries.values()].find(({ opId }) => opId === operation)
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

  /** Takes in lines of the log. `gap`: some are missing, and must be asked for. */
  takeEntries(id: StreamId, entries: readonly LogEntry[]): 'taken' | 'gap' {
    const held = this.#streams.get(id)
    if (!held) return 'taken'
    for (const entry of entries) {
      if (entry.seq > held.replica.confirmed.seq + 1) return 'gap'
      this.#remember(held, entry)
      this.#take(id, held, withEntry(held.replica, entry, this.surroundings(id)))
    }
    return 'taken'
  }

  /** Takes back an operation that the server refused. */
  drop(operation: Operation): void {
    const held = this.#streams.get(operation.stream.id)
    if (!held) return
    const surroundings = this.surroundings(operation.stream.id)
    this.#take(operation.stream.id, held, withoutPending(held.replica, operation.id, surroundings))
  }

  subscribe(id: StreamId, listener: StreamListener): () => void {
    const listeners = this.#listeners.get(id) ?? new Set()
    this.#listeners.set(id, listeners.add(listener))
    return () => {
      listeners.delete(listener)
    }
  }

  /** What a rule may know when it plans for this stream, as far as this tab knows it. */
  context(id: StreamId): PlanContext {
    const documentId = this.#streams.get(id)?.documentId ?? null
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

  /** What the server has answered already is in the snapshot: only what waits is planned on top. */
  #takeSnapshot(held: Held, state: StreamState, waiting: readonly Operation[]): void {
    const surroundings = this.surroundings(state.id)
    const isWaiting = new Set(waiting.map(({ id }) => id))
    for (const { operation } of held.replica.pending)
      if (!isWaiting.has(operation.id))
        held.replica = withoutPending(held.replica, operation.id, surroundings).replica
    held.replica = withSnapshot(held.replica, state, surroundings)
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

function stateOf({ kind, id, seq, records }: Snapshot): StreamState {
  return stateFromRecords(emptyStream(kind, id as StreamId), seq, records) // as above
}
