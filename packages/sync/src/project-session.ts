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
  recordOf,
  registryStreamId,
  type StreamId,
  streamHead,
  type UserId,
} from '@parallax/domain'
import { type ApiClient, httpStatusOf } from './api-client.ts'
import { DeletedMeanwhile, type DeletedRecord } from './deleted-meanwhile.ts'
import { type Feed, followFeed } from './feed/follow-feed.ts'
import { Liveness } from './liveness.ts'
import { newOperationId } from './new-id.ts'
import type { Outbox } from './outbox/outbox.ts'
import { pageBuild } from './page-build.ts'
import { type Platform, thisPlatform } from './platform.ts'
import { Presence } from './presence.ts'
import { type ReadAhead, readDocument } from './read-document.ts'
import { RemotePace } from './remote-pace.ts'
import { ReplicaStore, type Snapshot, type Taken } from './replica-store.ts'
import { mayBeInUse } from './revert-facts.ts'
import { type TakeBackCounts, takeBackCounts, takeBackDrafts } from './take-back.ts'
import {
  type GroupPage,
  revertOf,
  type UndoChoice,
  UndoHistory,
  type UndoLine,
  type UndoOutcome,
  type UndoStep,
} from './undo-history.ts'

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
  /** Of a stream that is not open here: the seq up to which it was seen elsewhere, as in a list. */
  readonly seenSeq?: number
}

/** How far streams had got at some moment. */
export type Moment = ReadonlyMap<StreamId, number>

/** A gesture as it was taken: shown and on its way, or refused with nothing changed. */
export type Performed =
  | { readonly ok: true; readonly operations: readonly Operation[] }
  | { readonly ok: false; readonly refusal: Refusal }

/** Taking a document back to a point, before it is done. */
export type TakeBackPlan = {
  /** Empty when there is nothing to take back. */
  readonly drafts: readonly Draft[]
  readonly counts: TakeBackCounts
  /** Why it cannot be done, if so. */
  readonly refusal: Refusal | null
}

export type SessionOptions = {
  readonly client: ApiClient
  readonly outbox: Outbox
  readonly opened: OpenedProject
  /** The machine that this runs on, unless a test brings another. */
  readonly platform?: Platform
  /** The project can no longer be followed: signed out, removed. */
  readonly onEnded: (reason: string) => void
  /** The document that is opened first, where it was asked for beside the project. */
  readonly ahead?: ReadAhead | undefined
  /** Hears of all that the replicas take in, as they do: for whoever checks what they were given. */
  readonly onTaken?: (taken: Taken) => void
  /** How texts are fetched where there is no page whose server and session are meant. */
  readonly fetch?: (address: string) => Promise<Response>
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
  /** Who else is here, and where one is oneself. */
  readonly presence: Presence
  /** Whether what others do arrives here. */
  readonly liveness: Liveness
  readonly #options: SessionOptions
  readonly #unfollow: () => void
  readonly #feed: Feed
  readonly #undo = new UndoHistory({
    readGroups: (before) => this.#readGroups(before),
    readStep: (group) => this.#readStep(group),
    settled: (gesture) => this.#settled(gesture),
    lineOf: (operation) => this.#lineOf(operation),
    isTaken: (id) => this.#seqs.has(id),
    isOpen: (stream) => this.store.has(stream),
    check: (lines) => this.#checkReverts(lines),
    perform: (drafts) => this.perform(drafts, { isUndoable: false }),
    isUnreachable: (reason) => httpStatusOf(reason) === undefined && isLost(reason),
  })
  readonly #pace = new RemotePace<StreamId, LogEntry>((brought) => this.#takeRemote(brought))
  readonly #seqs = new Map<OperationId, number>()
  /** What was seen when the gesture at hand was decided upon, if that was not just now. */
  #decidedAt: Moment | undefined
  readonly #deleted = new DeletedMeanwhile({
    view: (stream) => this.store.view(stream),
    isAt: (stream, seq) => this.store.confirmedSeq(stream) >= seq,
    subscribe: (stream, listener) => this.store.subscribe(stream, listener),
    me: () => this.me.userId,
  })
  readonly #stateListeners = new Set<() => void>()
  readonly #settleListeners = new Set<() => void>()
  readonly #catchingUp = new Map<StreamId, Promise<void>>()
  /** Writers of lines whose names were asked for: a name that is not known stays so. */
  readonly #strangers = new Set<UserId>()
  /** How many screens have each document open. */
  readonly #openDocuments = new Map<DocumentId, number>()
  readonly #peopleListeners = new Set<() => void>()
  #ahead: (ReadAhead & { readonly waitingBefore: readonly Operation[] }) | undefined
  #people: readonly Person[]
  #peopleAsked: 'no' | 'once' | 'again' = 'no'
  #isClosed = false

  constructor(options: SessionOptions) {
    const { opened, client, outbox, platform = thisPlatform() } = options
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
      makerOf: (id) => outbox.makerOf(id),
      onStranger: () => pageBuild.noteNewer(),
      onTaken: options.onTaken,
    })
    const waiting = outbox.waitingOf(this.project.id)
    this.#ahead = options.ahead && { ...options.ahead, waitingBefore: waiting }
    this.store.open(opened.codebook, null, waiting)
    this.store.open(opened.registry, null, waiting)
    this.#unfollow = this.#followOutbox()
    this.liveness = new Liveness(platform.clock)
    this.presence = new Presence({ client, project: this.project, clock: platform.clock })
    this.#feed = followFeed({
      ...{ client, platform, person: actor.userId },
      project: this.project.id,
      heads: () => this.store.heads(),
      onEntries: (stream, entries) => this.#receive(stream, entries),
      onBehind: (stream, seq) => this.#expect(stream, seq),
      onReload: (stream) => void this.#readAnew(stream),
      onEnded: (reason) => this.#end(reason),
      onAccessChanged: () => void this.#askPeople(),
      onPresence: (people, isAll) => {
        this.#meet(people.map(({ user }) => user))
        this.presence.hear(people, isAll)
      },
      onConnected: (isConnected) => {
        this.presence.connected(isConnected)
        this.liveness.connected(isConnected)
        if (isConnected) outbox.retryNow()
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
    const { opened, text, waitingBefore } = await this.#readForOpening(documentId)
    this.store.setText(documentId, text)
    for (const snapshot of [opened.document, ...opened.layers])
      this.#openStream(snapshot, documentId, waitingBefore)
    this.#openDocuments.set(documentId, (this.#openDocuments.get(documentId) ?? 0) + 1)
    this.#openMissingLayers(documentId)
    this.#feed.watch([documentId, ...this.layersOf(documentId)])
    return { documentId, authors: opened.authors, position: opened.position }
  }

  closeDocument(documentId: DocumentId): void {
    const left = (this.#openDocuments.get(documentId) ?? 1) - 1
    if (left > 0) {
      this.#openDocuments.set(documentId, left)
      return
    }
    this.#openDocuments.delete(documentId)
    for (const id of [documentId, ...this.layersOf(documentId)]) this.store.close(id)
    this.#feed.unwatch()
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
    const putBack = this.store.remembered(operations.map(({ stream }) => stream.id))
    for (const operation of operations) {
      const refusal = this.store.propose(operation)
      // Known to be late already: it goes to the server all the same, which keeps what was meant and asks.
      if (!refusal || (this.#decidedAt && refusal.code === 'stale')) continue
      putBack()
      return { ok: false, refusal }
    }
    if (operations.length > 0) this.#options.outbox.push(this.project.id, operations)
    if (isUndoable && operations.length > 0) this.#undo.note(operations)
    return { ok: true, operations }
  }

  /** How far every open stream has got that this person sees, for `decidedAt`. */
  moment(): Moment {
    return new Map(this.store.heads().map(({ id, seq }) => [id, seq]))
  }

  /**
   * Does gestures that were decided upon at an earlier moment, such as words that one began to type
   * then: what somebody else has written to the same field since is not written over, but asked about.
   */
  decidedAt<Answer>(moment: Moment, act: () => Answer): Answer {
    this.#decidedAt = moment
    try {
      return act()
    } finally {
      this.#decidedAt = undefined
    }
  }

  /** Why a draft would be refused as things stand; null when it would not. Changes nothing. */
  refusalOf(draft: Draft): Refusal | null {
    const [operation] = this.#minted([draft])
    return operation ? this.store.refusalOf(operation) : null
  }

  /**
   * Takes back the newest gesture of this person in this project, wherever they made it. Waits until
   * the server has answered that gesture, and for an undo before it.
   */
  undo(choice?: UndoChoice): Promise<UndoOutcome> {
    return this.#undo.undo(choice)
  }

  /** Does again what the newest undo took back. */
  redo(choice?: UndoChoice): Promise<UndoOutcome> {
    return this.#undo.redo(choice)
  }

  /** Takes back one gesture, whoever made it; one more undo takes that back in turn. */
  takeBack(choice: UndoChoice): Promise<UndoOutcome> {
    return this.#undo.takeBack(choice)
  }

  /**
   * What taking streams of an open document back to these seqs would change. Nothing is sent yet;
   * `drafts` is the one gesture that does it.
   */
  async planTakeBack(points: ReadonlyMap<StreamId, number>): Promise<TakeBackPlan> {
    const plans = await Promise.all(
      [...points].map(([stream, point]) => this.#planStream(stream, point)),
    )
    const drafts = plans.flatMap((plan) => plan.drafts)
    const refusals = this.store.trial(this.#minted(drafts))
    const sum = (of: keyof TakeBackCounts) =>
      plans.reduce((total, { counts }) => total + counts[of], 0)
    return {
      drafts,
      counts: { removed: sum('removed'), restored: sum('restored'), changed: sum('changed') },
      refusal: refusals.find((refusal) => refusal !== null) ?? null,
    }
  }

  /** Hears of records that somebody deleted while this person wrote to them. */
  subscribeDeleted(listener: (found: DeletedRecord) => void): () => void {
    return this.#deleted.listen(listener)
  }

  /** Leaves a gesture as it is: the next undo goes on with the one before it. */
  passOver(group: OperationId): void {
    this.#undo.passOver(group)
  }

  /** The person may have been at work in another tab: undo looks what was done last. */
  lookedAway(): void {
    this.#undo.lookAgain()
  }

  get saveState() {
    return this.#options.outbox.state
  }

  subscribeSaveState(listener: () => void): () => void {
    this.#stateListeners.add(listener)
    return () => {
      this.#stateListeners.delete(listener)
    }
  }

  /** The outbox of this person, with all of their projects. */
  get outbox(): Outbox {
    return this.#options.outbox
  }

  dismissRefusal(id: OperationId): void {
    this.#options.outbox.discard(id)
  }

  retryNow(): void {
    this.#options.outbox.retryNow()
  }

  /** The name of a person of this project; what is not known is said so. */
  personName(id: UserId): string {
    return this.people.find((person) => person.id === id)?.name ?? 'Someone'
  }

  /** Leaves the project. The outbox goes on with what waits. */
  close(): void {
    this.#isClosed = true
    this.#pace.stop()
    this.#unfollow()
    this.presence.close()
    this.liveness.close()
    this.#feed.close()
  }

  get #waiting(): readonly Operation[] {
    return this.#options.outbox.waitingOf(this.project.id)
  }

  #followOutbox(): () => void {
    return this.#options.outbox.follow(this.project.id, {
      onAdded: (operations) => {
        for (const operation of operations) this.store.adopt(operation)
      },
      onAccepted: (operation, seq) => this.#accepted(operation, seq),
      onRefused: (operation) => this.store.drop(operation),
      onState: () => {
        for (const listener of this.#stateListeners) listener()
        for (const listener of this.#settleListeners) listener()
      },
      onEnded: (reason) => this.#end(reason),
    })
  }

  #endIfFinal(reason: unknown): void {
    const status = httpStatusOf(reason)
    if (status === 401) this.#end('signed-out')
    if (status === 403 || status === 404) this.#end('removed')
  }

  /** For what is asked about one stream: that it is not there yet is no sign that the project is gone. */
  #endIfSignedOut(reason: unknown): void {
    if (httpStatusOf(reason) === 401) this.#end('signed-out')
  }

  /** The project can no longer be followed; what waits stays in the outbox. */
  #end(reason: string): void {
    if (this.#isClosed) return
    this.close()
    this.#options.onEnded(reason)
  }

  #accepted(operation: Operation, seq: number): void {
    this.#seqs.set(operation.id, seq)
    this.store.accept(operation, seq)
    this.#deleted.note(operation, seq)
    this.#expect(operation.stream.id, seq)
  }

  /** The feed brings what is in the log by itself; if it lags or is down, it is fetched. */
  #expect(stream: StreamId, seq: number): void {
    const isBehind = () => this.store.has(stream) && this.store.confirmedSeq(stream) < seq
    if (isBehind())
      setTimeout(() => {
        if (isBehind() && !this.#isClosed) void this.#catchUp(stream)
      }, 250)
  }

  /** A document, and what waited before it was read: what was answered since may be missing from it. */
  async #readForOpening(documentId: DocumentId) {
    const ahead = this.#ahead
    this.#ahead = undefined
    if (ahead?.documentId === documentId) {
      // When it cannot be read, asking again says why.
      const read = await ahead.read.catch(() => undefined)
      if (read) return { ...read, waitingBefore: ahead.waitingBefore }
    }
    const waitingBefore = this.#waiting
    const read = await readDocument(this.#options, this.project.id, documentId)
    return { ...read, waitingBefore }
  }

  /** Opens a stream with what is on its way for it and not yet part of the snapshot. */
  #openStream(
    snapshot: Snapshot,
    documentId: DocumentId | null,
    waitingBefore: readonly Operation[] = [],
  ): void {
    const answered = waitingBefore.filter(
      ({ id }) => !this.#options.outbox.isWaiting(id) && (this.#seqs.get(id) ?? 0) > snapshot.seq,
    )
    this.store.open(snapshot, documentId, [...answered, ...this.#waiting])
    for (const operation of answered)
      this.store.accept(operation, this.#seqs.get(operation.id) ?? 0)
  }

  /** Layers that may come to be are followed from the start, so that their first record is seen. */
  #openMissingLayers(documentId: DocumentId): void {
    for (const id of this.#possibleLayers(documentId))
      if (!this.store.has(id))
        this.#openStream({ kind: 'layer', id, seq: 0, records: [] }, documentId)
  }

  /** Asks anew who is here: for whoever is about to name somebody who may have joined just now. */
  refreshPeople(): void {
    void this.#askPeople()
  }

  /** Asks anew who is here and what one may do: someone joined, or one's own role changed. */
  async #askPeople(): Promise<void> {
    const isAsking = this.#peopleAsked !== 'no'
    this.#peopleAsked = isAsking ? 'again' : 'once'
    if (isAsking) return
    try {
      await this.#readPeople()
    } catch (reason) {
      this.#endIfFinal(reason)
      if (!this.#isClosed) setTimeout(() => void this.#askPeople(), 2_000)
    }
    // What changed while the answer was on its way may not be part of it.
    const isStale = this.#peopleAsked === 'again'
    this.#peopleAsked = 'no'
    if (isStale && !this.#isClosed) await this.#askPeople()
  }

  async #readPeople(): Promise<void> {
    const { me, people } = await this.#options.client.projects.open.query({
      project: this.project.id,
    })
    if (me.userId !== this.me.userId) return this.#end('signed-out')
    this.store.setActor(me as Actor) // the server's ids are the domain's
    this.#people = people as readonly Person[] // as above
    const before = new Set(this.store.heads().map(({ id }) => id))
    for (const documentId of this.#openDocuments.keys()) this.#openMissingLayers(documentId)
    const opened = this.store.heads().filter(({ id }) => !before.has(id))
    this.#feed.watch(opened.map(({ id }) => id))
    for (const listener of this.#peopleListeners) listener()
  }

  /** What the feed brought since it was last painted, by stream. */
  #takeRemote(brought: ReadonlyMap<StreamId, readonly LogEntry[]>): void {
    for (const [stream, entries] of brought)
      if (this.store.takeEntries(stream, entries) === 'gap') void this.#catchUp(stream)
  }

  #receive(stream: StreamId, entries: readonly LogEntry[]): void {
    this.#meet(entries.map(({ actor }) => actor))
    this.#pace.bring(stream, entries)
  }

  /** Asks for the names of those who turn up for the first time. */
  #meet(users: readonly UserId[]): void {
    const names = new Set(this.#people.map(({ id }) => id))
    const strangers = users.filter((user) => !names.has(user) && !this.#strangers.has(user))
    for (const stranger of strangers) this.#strangers.add(stranger)
    if (strangers.length > 0) void this.#askPeople()
  }

  /** Reads the log of a stream from where this tab stands to its head; joins a reading under way. */
  #catchUp(stream: StreamId): Promise<void> {
    const known = this.#catchingUp.get(stream)
    if (known !== undefined) return known
    const reading = this.#readToHead(stream)
      .catch((reason: unknown) => this.#endIfSignedOut(reason))
      .finally(() => this.#catchingUp.delete(stream))
    this.#catchingUp.set(stream, reading)
    return reading
  }

  async #readToHead(stream: StreamId): Promise<void> {
    while (this.store.has(stream) && !this.#isClosed) {
      const { entries, head } = await this.#readLog(stream, this.store.confirmedSeq(stream), 500)
      this.#meet(entries.map(({ actor }) => actor))
      this.store.takeEntries(stream, entries)
      if (entries.length === 0 || this.store.confirmedSeq(stream) >= head) return
    }
  }

  async #readLog(stream: StreamId, seq: number, limit: number) {
    const page = { project: this.project.id, stream, seq, limit }
    const { entries, head } = await this.#options.client.changes.since.query(page)
    // As above: log entries as the server read them.
    return { entries: entries as readonly LogEntry[], head }
  }

  /** The server's log is not the one that was followed, or is too far ahead: from its snapshot on. */
  async #readAnew(stream: StreamId): Promise<void> {
    try {
      for (const snapshot of await this.#readSnapshots(stream))
        if (snapshot.id === stream) this.store.reset(snapshot)
      this.#feed.watch([stream])
    } catch (reason) {
      this.#endIfFinal(reason)
      if (!this.#isClosed) setTimeout(() => void this.#readAnew(stream), 2_000)
    }
  }

  async #readSnapshots(stream: StreamId): Promise<readonly Snapshot[]> {
    const project = this.project.id
    const { client } = this.#options
    const documentId = this.store.documentOf(stream)
    if (documentId) {
      const { document, layers } = await client.documents.open.query({
        project,
        document: documentId,
      })
      return [document, ...layers]
    }
    const { registry, codebook } = await client.projects.open.query({ project })
    return [registry, codebook]
  }

  #minted(drafts: readonly Draft[]): Operation[] {
    const ids = drafts.map(newOperationId)
    const group = ids[0]
    return drafts.flatMap(({ stream, type, args, seenSeq = 0 }, index) => {
      const id = ids[index]
      if (!id || !group) return []
      const after = ids[index - 1] ?? null
      const confirmedSeq = this.store.confirmedSeq(stream.id)
      const decidedSeq = this.#decidedAt?.get(stream.id) ?? confirmedSeq
      const baseSeq = this.store.has(stream.id) ? Math.min(decidedSeq, confirmedSeq) : seenSeq
      return [{ id, stream, type, args, group, after, baseSeq }]
    })
  }

  async #planStream(stream: StreamId, point: number) {
    const view = this.store.view(stream)
    if (!view) throw new Error('only what is open is taken back')
    const lines: LogEntry[] = []
    for (let seq = point; ; ) {
      const { entries } = await this.#readLog(stream, seq, 500)
      for (const entry of entries) this.store.remember(stream, entry)
      lines.push(...entries)
      seq = entries.at(-1)?.seq ?? seq
      if (entries.length < 500) break
    }
    this.store.takeEntries(stream, lines)
    const newestFirst = lines.reverse()
    const drafts = takeBackDrafts({ kind: view.kind, id: view.id }, newestFirst)
    const now = this.store.view(stream) ?? view
    return { drafts, counts: takeBackCounts(now, newestFirst) }
  }

  async #readGroups(before: unknown): Promise<GroupPage> {
    const input = { project: this.project.id, before, limit: 200 }
    // `before` is what the page before ended with; the wire knows ids as strings.
    return (await this.#options.client.history.mine.query(input as never)) as unknown as GroupPage
  }

  async #readStep(group: OperationId): Promise<UndoStep> {
    const asked = { project: this.project.id, group }
    // As above: lines of the log as the server read them.
    const step = (await this.#options.client.history.group.query(asked)) as unknown as UndoStep
    for (const { stream, entry } of step.lines)
      if (this.store.has(stream.id)) this.store.remember(stream.id, entry)
    return { ...step, group }
  }

  async #lineOf({ id, stream }: Operation): Promise<UndoLine | undefined> {
    const seq = this.#seqs.get(id)
    if (seq === undefined) return undefined
    await this.#knowEntry(stream.id, seq)
    const entry = this.store.entry(stream.id, seq)
    return entry && { stream, documentId: this.store.documentOf(stream.id), entry }
  }

  /** The server is asked where this tab does not see all that binds; what it cannot say is tried here. */
  async #checkReverts(lines: readonly UndoLine[]): Promise<readonly (Refusal | null)[]> {
    const isSeen = lines.every(({ stream }) => this.store.has(stream.id))
    if (isSeen && !lines.some(mayBeInUse)) return this.#tryReverts(lines)
    try {
      const reverts = lines.map(({ stream, entry }) => ({ stream, seq: entry.seq }))
      const asked = { project: this.project.id, reverts }
      const { refusals } = await this.#options.client.history.check.query(asked)
      return refusals as readonly (Refusal | null)[] // the domain's own refusals
    } catch (reason) {
      if (!isSeen || httpStatusOf(reason) !== undefined) throw reason
      return this.#tryReverts(lines)
    }
  }

  async #tryReverts(lines: readonly UndoLine[]): Promise<readonly (Refusal | null)[]> {
    const operations = this.#minted(lines.map(revertOf))
    const refusals = this.store.trial(operations)
    const unsure = refusals.flatMap((refusal, at) => {
      const stream = operations[at]?.stream.id
      return refusal?.code === 'undo-superseded' && stream ? [{ ...refusal, stream }] : []
    })
    if (unsure.length === 0) return refusals
    // A colleague who took their own change back is not in the way: that line has to be known.
    for (const { stream, recordId, register } of unsure) {
      const view = this.store.view(stream)
      const rev = view && recordOf(view, recordId)?.revs[register]
      if (rev) await this.#knowEntry(stream, rev[0])
    }
    return this.store.trial(operations)
  }

  /** Undo is planned here too, so the line that it reverts must be known where the stream is open. */
  async #knowEntry(stream: StreamId, seq: number): Promise<void> {
    const isKnown = () => !this.store.has(stream) || this.store.entry(stream, seq) !== undefined
    if (!isKnown()) await this.#catchUp(stream)
    if (isKnown()) return
    try {
      const { entries } = await this.#readLog(stream, seq - 1, 1)
      for (const entry of entries) this.store.remember(stream, entry)
    } catch (reason) {
      // Without its line the undo is refused, and says so.
      this.#endIfSignedOut(reason)
    }
  }

  /** Resolves once the server has answered every operation of the gesture. */
  #settled(gesture: readonly Operation[]): Promise<void> {
    const isSettled = () => gesture.every(({ id }) => !this.#options.outbox.isWaiting(id))
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

/** A request that nobody answered, and not a fault of ours. */
function isLost(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TRPCClientError'
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
