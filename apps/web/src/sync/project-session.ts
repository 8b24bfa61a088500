import {
  type Actor,
  codebookStreamId,
  type DocumentId,
  type LayerId,
  type LogEntry,
  latestCodebook,
  layerId,
  type Operation,
  type OperationId,
  type OperationType,
  type ProjectId,
  type ProjectMode,
  type Refusal,
  type Role,
  registryStreamId,
  type StreamId,
  streamHead,
  type UserId,
} from '@parallax/domain'
import { type Feed, followFeed } from './feed.ts'
import { newOperationId } from './new-id.ts'
import type { Outbox } from './outbox.ts'
import { ReplicaStore, type Snapshot } from './replica-store.ts'
import { type Answer, Sender } from './sender.ts'
import { type ApiClient, httpStatusOf, isServerAnswer } from './trpc.ts'
import {
  afterRedo,
  afterUndo,
  type DoneOperation,
  emptyUndoStack,
  withGesture,
} from './undo-stack.ts'

/** A person of the project, as lists name them. */
export type Person = { readonly id: UserId; readonly name: string; readonly guest: boolean }

/** What the server says of a project when one opens it. */
export type OpenedProject = {
  readonly project: {
    readonly id: string
    readonly name: string
    readonly mode: ProjectMode
    readonly isSample: boolean
  }
  readonly me: { readonly userId: string; readonly role: Role }
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly guest: boolean
  }[]
  readonly registry: Snapshot
  readonly codebook: Snapshot
}

/** One operation of a gesture, before it has an id. */
export type Draft = {
  readonly stream: Operation['stream']
  readonly type: OperationType
  readonly args: unknown
}

/** A gesture as it was taken: shown and on its way, or refused with nothing changed. */
export type Performed =
  | { readonly ok: true; readonly operations: readonly Operation[] }
  | { readonly ok: false; readonly refusal: Refusal }

/** What became of an undo or redo. */
export type UndoOutcome =
  | { readonly kind: 'done' | 'nothing' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export type SessionOptions = {
  readonly client: ApiClient
  readonly outbox: Outbox
  readonly opened: OpenedProject
  /** The project can no longer be followed: signed out, removed. */
  readonly onEnded: (reason: string) => void
}

/**
 * One project, open in this tab: its replicas, what waits to be sent, the feed, and undo. The only
 * way for a screen to change anything is `perform`.
 */
export class ProjectSession {
  readonly project: OpenedProject['project'] & { readonly id: ProjectId }
  readonly registryId: StreamId
  readonly codebookId: StreamId
  readonly store: ReplicaStore
  readonly #options: SessionOptions
  readonly #sender: Sender
  readonly #feed: Feed
  readonly #seqs = new Map<OperationId, number>()
  readonly #stateListeners = new Set<() => void>()
  readonly #settleListeners = new Set<() => void>()
  readonly #catchingUp = new Set<StreamId>()
  /** How many screens have each document open. */
  readonly #openDocuments = new Map<DocumentId, number>()
  readonly #peopleListeners = new Set<() => void>()
  #people: readonly Person[]
  #isAskingPeople = false
  #undo = emptyUndoStack

  constructor(options: SessionOptions, leftBehind: readonly Operation[]) {
    const { opened, client } = options
    this.#options = options
    // The server's ids are the domain's; the wire knows them as strings.
    this.project = opened.project as typeof this.project
    this.#people = opened.people as readonly Person[] // as above
    this.registryId = registryStreamId(this.project.id)
    this.codebookId = codebookStreamId(this.project.id)
    const actor = opened.me as Actor // as above
    this.store = new ReplicaStore({
      project: this.project.id,
      actor,
      registry: this.registryId,
      codebook: this.codebookId,
    })
    this.#sender = this.#createSender()
    this.store.open(opened.codebook, null, leftBehind)
    this.store.open(opened.registry, null, leftBehind)
    this.#sender.restore(leftBehind)
    this.#feed = followFeed({
      client,
      project: this.project.id,
      heads: () => this.store.heads(),
      onEntries: (stream, entries) => this.#receive(stream, entries),
      onReload: (stream) => void this.#catchUp(stream),
      onEnded: options.onEnded,
      onAccessChanged: () => void this.#askPeople(),
      onConnected: (isConnected) => {
        if (isConnected) this.#sender.retryNow()
      },
    })
  }

  /** Everyone of the project, guests of imports included. A new array whenever someone joins. */
  get people(): readonly Person[] {
    return this.#people
  }

  subscribePeople(listener: () => void): () => void {
    this.#peopleListeners.add(listener)
    return () => {
      this.#peopleListeners.delete(listener)
    }
  }

  get me(): Actor {
    return this.store.actor
  }

  /** Opens a document with its layers; each opening needs a `closeDocument` of its own. */
  async openDocument(documentId: DocumentId): Promise<OpenedDocument> {
    const project = this.project.id
    const opened = await this.#options.client.documents.open.query({
      project,
      document: documentId,
    })
    const head = opened.document.records.find(({ id }) => id === documentId)
    const textSha256 = head?.kind === 'document' ? head.data.textSha256 : ''
    const response = await fetch(`/api/texts/${project}/${textSha256}`)
    if (!response.ok) throw new Error(`the text of the document is not there (${response.status})`)
    this.store.setText(documentId, await response.text())
    const waiting = this.#sender.waiting
    this.store.open(opened.document, documentId, waiting)
    for (const layer of opened.layers) this.store.open(layer, documentId, waiting)
    this.#openDocuments.set(documentId, (this.#openDocuments.get(documentId) ?? 0) + 1)
    this.#openMissingLayers(documentId)
    this.#feed.watch([documentId, ...this.layersOf(documentId)])
    return { documentId, authors: opened.authors, position: opened.position }
  }

  closeDocument(documentId: DocumentId): void {
    const left = (this.#openDocuments.get(documentId) ?? 1) - 1
    this.#openDocuments.set(documentId, left)
    if (left > 0) return
    const streams = [documentId, ...this.layersOf(documentId)]
    this.#feed.unwatch(streams)
    for (const id of streams) this.store.close(id)
  }

  /** Layers of an open document, those that do not exist yet included. */
  layersOf(documentId: DocumentId): readonly LayerId[] {
    return this.#possibleLayers(documentId).filter((id) => this.store.has(id))
  }

  /** The layer that this person writes in: the shared one, or their own. */
  ownLayerId(documentId: DocumentId): LayerId {
    return this.project.mode === 'together'
      ? layerId(documentId, 'shared', null)
      : layerId(documentId, 'annotator', this.me.userId)
  }

  /** That layer as a stream to write to; it is opened by the first edit. */
  writableLayer(documentId: DocumentId): Operation['stream'] {
    const id = this.ownLayerId(documentId)
    const stream = { kind: 'layer' as const, id }
    const view = this.store.view(id)
    const layer = view && streamHead(view, 'layer')
    if (layer && !layer.deleted) return stream
    const isShared = this.project.mode === 'together'
    const codebook = this.store.view(this.codebookId)
    const args = {
      document: documentId,
      kind: isShared ? 'shared' : 'annotator',
      owner: isShared ? null : this.me.userId,
      blind: false,
      codebook: (codebook && latestCodebook(codebook)?.version) ?? 1,
    }
    this.perform([{ stream, type: 'layer.create', args }], { isUndoable: false })
    return stream
  }

  /**
   * Does a gesture: every operation is planned and shown at once, kept, and sent. If one is refused
   * none is done. Each operation waits for the one before it.
   */
  perform(drafts: readonly Draft[], { isUndoable = true } = {}): Performed {
    const operations = this.#minted(drafts)
    for (const [index, operation] of operations.entries()) {
      const refusal = this.store.propose(operation)
      if (!refusal) continue
      for (const earlier of operations.slice(0, index).reverse()) this.store.drop(earlier)
      return { ok: false, refusal }
    }
    for (const operation of operations) this.#sender.push(operation)
    if (isUndoable) this.#undo = withGesture(this.#undo, operations)
    return { ok: true, operations }
  }

  /** Takes the newest gesture back, or says why that cannot be done; then nothing is sent. */
  async undo(): Promise<UndoOutcome> {
    const gesture = this.#undo.done.at(-1)
    if (!gesture) return { kind: 'nothing' }
    const outcome = await this.#revert(gesture)
    if (outcome.ok) this.#undo = afterUndo(this.#undo, outcome.operations)
    return outcome.ok ? { kind: 'done' } : { kind: 'refused', refusal: outcome.refusal }
  }

  /** Does again what the newest undo took back. */
  async redo(): Promise<UndoOutcome> {
    const reverts = this.#undo.undone.at(-1)
    if (!reverts) return { kind: 'nothing' }
    const outcome = await this.#revert(reverts)
    if (outcome.ok) this.#undo = afterRedo(this.#undo, outcome.operations)
    return outcome.ok ? { kind: 'done' } : { kind: 'refused', refusal: outcome.refusal }
  }

  get saveState() {
    return this.#sender.state
  }

  subscribeSaveState(listener: () => void): () => void {
    this.#stateListeners.add(listener)
    return () => {
      this.#stateListeners.delete(listener)
    }
  }

  dismissRefusal(id: OperationId): void {
    this.#sender.dismiss(id)
  }

  retryNow(): void {
    this.#sender.retryNow()
  }

  /** The name of a person of this project; what is not known is said so. */
  personName(id: UserId): string {
    return this.people.find((person) => person.id === id)?.name ?? 'Someone'
  }

  close(): void {
    this.#sender.stop()
    this.#feed.close()
  }

  #createSender(): Sender {
    const { client, outbox } = this.#options
    const project = this.project.id
    return new Sender({
      project,
      outbox,
      isAnswered: isServerAnswer,
      send: async (operations) => {
        const sent = client.operations.submit.mutate({ project, operations })
        const { answers } = await sent.catch((reason: unknown) => this.#sayWhyNot(reason))
        // The wire's types have lost `unknown` fields; the answers are the domain's own refusals.
        return answers as readonly Answer[]
      },
      onAccepted: (operation, seq) => this.#accepted(operation, seq),
      onRefused: (operation) => this.store.drop(operation),
      onState: () => {
        for (const listener of this.#stateListeners) listener()
        for (const listener of this.#settleListeners) listener()
      },
    })
  }

  /** What the server will not take at all ends the session; the operations stay in the outbox. */
  #sayWhyNot(reason: unknown): never {
    this.#endIfFinal(reason)
    throw reason
  }

  #endIfFinal(reason: unknown): void {
    const status = httpStatusOf(reason)
    if (status === 401) this.#options.onEnded('signed-out')
    if (status === 403 || status === 404) this.#options.onEnded('removed')
  }

  #accepted(operation: Operation, seq: number): void {
    this.#seqs.set(operation.id, seq)
    // The feed brings the change itself; if it lags or is down, the change is fetched.
    const stream = operation.stream.id
    if (this.store.has(stream) && this.store.confirmedSeq(stream) < seq)
      setTimeout(() => {
        if (this.store.confirmedSeq(stream) < seq) void this.#catchUp(stream)
      }, 250)
  }

  /** Layers that may come to be are followed from the start, so that their first record is seen. */
  #openMissingLayers(documentId: DocumentId): void {
    for (const id of this.#possibleLayers(documentId))
      if (!this.store.has(id))
        this.store.open(
          { kind: 'layer', id, seq: 0, records: [] },
          documentId,
          this.#sender.waiting,
        )
  }

  /** Asks anew who is here and what one may do: someone joined, or one's own role changed. */
  async #askPeople(): Promise<void> {
    if (this.#isAskingPeople) return
    this.#isAskingPeople = true
    try {
      const { me, people } = await this.#options.client.projects.open.query({
        project: this.project.id,
      })
      this.store.setActor(me as Actor) // the server's ids are the domain's
      this.#people = people as readonly Person[] // as above
      for (const [documentId, count] of this.#openDocuments)
        if (count > 0) this.#openMissingLayers(documentId)
      this.#feed.watch(this.store.heads().map(({ id }) => id))
      for (const listener of this.#peopleListeners) listener()
    } catch (reason) {
      this.#endIfFinal(reason)
    } finally {
      this.#isAskingPeople = false
    }
  }

  #receive(stream: StreamId, entries: Parameters<ReplicaStore['takeEntries']>[1]): void {
    const isStranger = entries.some(({ actor }) => !this.#people.some(({ id }) => id === actor))
    if (isStranger) void this.#askPeople()
    if (this.store.takeEntries(stream, entries) === 'gap') void this.#catchUp(stream)
  }

  /** Reads the log of a stream from where this tab stands to its head. */
  async #catchUp(stream: StreamId): Promise<void> {
    if (this.#catchingUp.has(stream) || !this.store.has(stream)) return
    this.#catchingUp.add(stream)
    try {
      const project = this.project.id
      for (;;) {
        const seq = this.store.confirmedSeq(stream)
        const page = { project, stream, seq, limit: 500 }
        const { entries, head } = await this.#options.client.changes.since.query(page)
        // As above: log entries as the server read them.
        this.store.takeEntries(stream, entries as readonly LogEntry[])
        if (entries.length === 0 || this.store.confirmedSeq(stream) >= head) return
      }
    } catch (reason) {
      // A stream that is not there yet is no sign that the project is gone.
      if (httpStatusOf(reason) === 401) this.#options.onEnded('signed-out')
    } finally {
      this.#catchingUp.delete(stream)
    }
  }

  #minted(drafts: readonly Draft[]): Operation[] {
    const ids = drafts.map(newOperationId)
    const group = ids[0]
    return drafts.flatMap((draft, index) => {
      const id = ids[index]
      if (!id || !group) return []
      const after = ids[index - 1] ?? null
      return [{ ...draft, id, group, after, baseSeq: this.store.confirmedSeq(draft.stream.id) }]
    })
  }

  async #revert(gesture: readonly DoneOperation[]): Promise<Performed> {
    await this.#settled(gesture)
    const accepted = gesture.filter(({ id }) => this.#seqs.has(id))
    for (const { stream, id } of accepted)
      if (!this.store.entry(stream.id, this.#seqs.get(id) ?? 0)) await this.#catchUp(stream.id)
    const drafts = accepted.reverse().map(({ stream, id }) => ({
      stream,
      type: 'change.revert' as const,
      args: { seq: this.#seqs.get(id) ?? 0 },
    }))
    return this.perform(drafts, { isUndoable: false })
  }

  /** Resolves once the server has answered every operation of the gesture. */
  #settled(gesture: readonly DoneOperation[]): Promise<void> {
    const isSettled = () => gesture.every(({ id }) => !this.#sender.isWaiting(id))
    if (isSettled()) return Promise.resolve()
    return new Promise((resolve) => {
      const listener = () => {
        if (!isSettled()) return
        this.#settleListeners.delete(listener)
        resolve()
      }
      this.#settleListeners.add(listener)
    })
  }

  #possibleLayers(documentId: DocumentId): readonly LayerId[] {
    const own = this.people.map(({ id }) => layerId(documentId, 'annotator', id))
    return [layerId(documentId, 'shared', null), layerId(documentId, 'adjudicated', null), ...own]
  }
}

/** What is known of an open document besides its streams. */
export type OpenedDocument = {
  readonly documentId: DocumentId
  readonly authors: Readonly<Record<string, RecordAuthors>>
  readonly position: {
    readonly index: number
    readonly total: number
    readonly previous: string | null
    readonly next: string | null
  }
}

/** Who made a record and who wrote it last, and when (ISO 8601, UTC). */
export type RecordAuthors = {
  readonly createdBy: string
  readonly createdAt: string
  readonly updatedBy: string
  readonly updatedAt: string
}
