import type { Operation, OperationId, ProjectId, UserId } from '@parallax/domain'
import type { Clock } from '../clock.ts'
import { newId } from '../new-id.ts'
import { reportFault } from '../report-fault.ts'
import type { Tabs } from '../tabs.ts'
import { type OutboxMessage, postedForm, readMessage } from './outbox-message.ts'
import {
  type Attempts,
  type OutboxRow,
  type SentOperation,
  storedForm,
  type UnreadableRow,
} from './outbox-row.ts'
import { OutboxRows } from './outbox-rows.ts'
import type { OutboxStore } from './outbox-store.ts'
import { RowKeeper } from './row-keeper.ts'
import {
  type Course,
  isSameState,
  kindOf,
  nothingToSave,
  progressOf,
  refusedOf,
  type SaveState,
} from './save-state.ts'
import { type Failure, Sender } from './sender.ts'
import type { Answer, Settlement } from './settlement.ts'

export type OutboxOptions = {
  readonly userId: UserId
  readonly store: OutboxStore
  readonly tabs: Tabs
  readonly clock: Clock
  readonly send: (
    project: ProjectId,
    operations: readonly SentOperation[],
    attempts: Attempts,
  ) => Promise<readonly Answer[]>
  readonly failureOf: (reason: unknown) => Failure
  /** How long a busy server asks to be left alone, if it says. */
  readonly retryAfterMsOf?: (reason: unknown) => number | undefined
  /** The build of this page, if it knows. */
  readonly build: string | null
  /** Something has to wait here for the first time: the browser may be asked to keep it well. */
  readonly onFirstWait?: () => void
}

/** What a project that is open in this page is told. */
export type OutboxFollower = {
  /** Another page made these, or a person asked for them again: they wait now. */
  readonly onAdded: (operations: readonly Operation[]) => void
  readonly onAccepted: (operation: Operation, seq: number) => void
  readonly onRefused: (operation: Operation) => void
  readonly onState: () => void
  readonly onEnded: (reason: 'signed-out' | 'removed') => void
}

/** All that is held back, as a person takes it along. */
export type HeldFile = {
  readonly format: 'parallax-outbox'
  readonly version: 1
  readonly userId: UserId
  readonly rows: readonly unknown[]
  /** What this build cannot make sense of, as it was found. */
  readonly unreadable: readonly unknown[]
}

/** How long other pages may take to say what the page that sends from now on does not know. */
const musterMs = 100
const pingEveryMs = 10_000
/** So many pings without a sign, and the page that sends is taken for dead. */
const mostSilentPings = 4

/**
 * What one person did in this browser and the server has not taken, of all projects, on all pages.
 * Exactly one page sends; the others hand over what they make and hear what became of it. An
 * operation leaves the outbox when the server has taken it or the person lets it go, and not before.
 */
export class Outbox {
  readonly #options: OutboxOptions
  readonly #maker = newId()
  readonly #rows = new OutboxRows()
  #unreadable: readonly UnreadableRow[] = []
  readonly #keeper: RowKeeper
  readonly #senders = new Map<ProjectId, Sender>()
  readonly #followers = new Map<OutboxFollower, ProjectId>()
  readonly #listeners = new Set<() => void>()
  #role: 'following' | 'mustering' | 'leading' | 'closed' = 'following'
  #course: Course = 'fine'
  #state: SaveState = nothingToSave
  #hasAskedToKeep = false
  #silentPings = 0
  #cancelPing: (() => void) | undefined

  /** Reads what earlier pages left behind and joins the other pages of this person. */
  static async open(options: OutboxOptions): Promise<Outbox> {
    const outbox = new Outbox(options)
    await outbox.#readStored()
    outbox.#changed()
    options.tabs.lock.hold({
      onHeld: () => void outbox.#lead().catch(reportFault),
      onLost: () => outbox.#follow(),
    })
    outbox.#post({ kind: 'hello', known: outbox.#knownIds() })
    outbox.#post({ kind: 'again' })
    return outbox
  }

  private constructor(options: OutboxOptions) {
    this.#options = options
    this.#keeper = new RowKeeper(options.store, () => this.#changed())
    options.tabs.channel.listen((told) => this.#hear(readMessage(told)))
  }

  get userId(): UserId {
    return this.#options.userId
  }

  get state(): SaveState {
    return this.#state
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Tells a project that is open here what becomes of its operations. */
  follow(project: ProjectId, follower: OutboxFollower): () => void {
    this.#followers.set(follower, project)
    return () => {
      this.#followers.delete(follower)
    }
  }

  /** Operations of a project that wait for an answer, oldest first, those of other pages too. */
  waitingOf(project: ProjectId): readonly Operation[] {
    return this.#rows.waitingOf(project).flatMap(({ known }) => known ?? [])
  }

  isWaiting(id: OperationId): boolean {
    return this.#rows.isWaiting(id)
  }

  /** The page that made an operation: what one page made is taken in its order. */
  makerOf(id: OperationId): string | undefined {
    return this.#rows.makerOf(id)
  }

  /** Keeps operations that were made here and has them sent. */
  push(project: ProjectId, operations: readonly Operation[]): void {
    const made = operations.map((operation): OutboxRow => {
      const order = this.#rows.nextOrder()
      const { id } = operation
      const own = { id, project, maker: this.#maker, order, operation, known: operation }
      return { ...own, setAside: null, attempt: 1 }
    })
    this.#rows.take(made)
    this.#post({ kind: 'put', rows: made })
    this.#keeper.keep(made)
    this.#changed()
    if (this.#role === 'leading') this.#senderOf(project).wakeSoon()
  }

  /** The person lets a refused gesture go. `id` is the operation by which it is told of. */
  discard(id: OperationId): void {
    this.#discard(this.#gestureOf(id).map((row) => row.id))
  }

  /** The person lets go of all that this page cannot show. */
  discardUnreadable(): void {
    const unknown = this.#rows.all().filter((row) => row.setAside && !row.known)
    this.#discard([...unknown.map(({ id }) => id), ...this.#unreadable.map(({ key }) => key)])
  }

  /** Sends a refused gesture again as it is. */
  tryAgain(id: OperationId): void {
    this.#wait(this.#gestureOf(id))
  }

  /** Sends all refused gestures again as they are. */
  tryAllAgain(): void {
    this.#wait(this.#state.refused.flatMap(({ operation }) => this.#gestureOf(operation.id)))
  }

  /** The network is back, or someone asked: tries now. */
  retryNow(): void {
    if (this.#role === 'leading') this.#wakeAll()
    else this.#post({ kind: 'again' })
  }

  /** All that is held here, to be taken along as a file. */
  heldFile(): HeldFile {
    return {
      format: 'parallax-outbox',
      version: 1,
      userId: this.userId,
      rows: this.#rows.all().map(storedForm),
      unreadable: this.#unreadable.map(({ stored }) => stored),
    }
  }

  /** How many operations of a project are held here: those that wait, and those that were set aside. */
  heldCount(project: ProjectId): number {
    return this.#rows.all().filter((row) => row.project === project).length
  }

  /** Resolves when all that was done so far is stored, or known not to be. */
  kept(): Promise<void> {
    return this.#keeper.written()
  }

  /** Storage was there and is no more: what waits lives in this page only. */
  storageLost(): void {
    this.#keeper.lose(this.#rows.all())
    this.#changed()
  }

  /** This page is no longer this person's. What waits stays, and another page may send it. */
  close(): void {
    this.#stopSenders()
    this.#role = 'closed'
    this.#cancelPing?.()
    this.#followers.clear()
    this.#options.tabs.lock.release()
    this.#options.tabs.channel.close()
    this.#keeper.close()
  }

  // The page that sends

  async #lead(): Promise<void> {
    if (this.#role === 'closed') return
    this.#role = 'mustering'
    this.#course = 'fine'
    const stored = await this.#readStored()
    // What only a page that is gone had tried to keep.
    const isNowhere = ({ id }: OutboxRow) => !stored.has(id) && !this.#keeper.isStoring(id)
    this.#keeper.keep(this.#rows.all().filter(isNowhere))
    this.#post({ kind: 'leading', known: this.#knownIds() })
    this.#options.clock.after(musterMs, () => {
      if (this.#role !== 'mustering') return
      this.#role = 'leading'
      this.#waitAnew()
      this.#wakeAll()
      this.#changed()
    })
  }

  /** Another page has taken the lock: it sends from now on. */
  #follow(): void {
    if (this.#role === 'closed') return
    this.#stopSenders()
    this.#role = 'following'
    this.#changed()
  }

  /** What another build could not get across may work with this one. */
  #waitAnew(): void {
    const { build } = this.#options
    const isOfOther = ({ setAside }: OutboxRow) =>
      setAside?.cause === 'unreadable' && setAside.build !== build
    this.#wait(this.#rows.all().filter(isOfOther))
  }

  #wakeAll(): void {
    for (const project of this.#rows.projects()) this.#senderOf(project).wake()
  }

  #stopSenders(): void {
    for (const sender of this.#senders.values()) sender.stop()
    this.#senders.clear()
  }

  #senderOf(project: ProjectId): Sender {
    const known = this.#senders.get(project)
    if (known) return known
    const { send, failureOf, retryAfterMsOf, clock, build } = this.#options
    const sender = new Sender({
      waiting: () => this.#rows.waitingOf(project),
      send: (operations, attempts) => send(project, operations, attempts),
      failureOf,
      retryAfterMsOf,
      settle: (settlement) => this.#settle(settlement),
      onCourse: () => this.#noteCourse(),
      onEnded: (reason) => {
        const ended = {
          kind: 'ended',
          project: reason === 'removed' ? project : null,
          reason,
        } as const
        this.#post(ended)
        this.#end(ended)
      },
      clock,
      build,
    })
    this.#senders.set(project, sender)
    return sender
  }

  /** The server has spoken: here at once, to the other pages when nothing of it can come back. */
  #settle(settlement: Settlement): void {
    this.#tellSettled(settlement)
    this.#changed()
    void this.#storeSettled(settlement).then((rows) => {
      // A page may have opened after a row was told of and before it was stored.
      if (rows.length > 0) this.#post({ kind: 'put', rows })
      this.#post({ kind: 'settled', settlement })
    })
  }

  /** The rows that were set aside, once they are stored so. */
  async #storeSettled({ accepted, setAside }: Settlement): Promise<readonly OutboxRow[]> {
    const rows = setAside.flatMap(({ id }) => this.#rows.get(id) ?? [])
    await this.#keeper.settle(accepted, rows)
    return rows
  }

  #noteCourse(): void {
    const courses = new Set([...this.#senders.values()].map(({ course }) => course))
    this.#course = worstFirst.find((course) => courses.has(course)) ?? 'fine'
    this.#post({ kind: 'course', course: this.#course })
    this.#changed()
  }

  // What pages tell each other

  #post(message: OutboxMessage): void {
    if (this.#role === 'closed') return
    this.#options.tabs.channel.post(postedForm(message))
  }

  #hear(message: OutboxMessage | undefined): void {
    if (!message || this.#role === 'closed') return
    switch (message.kind) {
      case 'put':
        this.#take(message.rows)
        break
      case 'settled':
        this.#hearSettled(message.settlement)
        break
      case 'discarded':
        this.#hearDiscarded(message.keys)
        break
      case 'hello':
        this.#greet(message.known)
        break
      case 'leading':
        this.#tellUnknown(message.known)
        this.#hearCourse('fine')
        break
      case 'course':
        this.#hearCourse(message.course)
        break
      case 'ping':
        if (this.#role === 'leading') this.#post({ kind: 'course', course: this.#course })
        break
      case 'again':
        if (this.#role === 'leading') this.#wakeAll()
        break
      case 'ended':
        this.#end(message)
        break
    }
  }

  /** A page has opened: it has read what is stored, and hears of the rest. */
  #greet(known: readonly OperationId[]): void {
    this.#tellUnknown(known)
    if (this.#role !== 'leading') return
    const accepted = this.#keeper.unremoved
    if (accepted.length > 0) this.#post({ kind: 'settled', settlement: { accepted, setAside: [] } })
    this.#post({ kind: 'course', course: this.#course })
  }

  #tellUnknown(known: readonly OperationId[]): void {
    const knows = new Set(known)
    const rows = this.#rows.all().filter(({ id }) => !knows.has(id))
    if (rows.length > 0) this.#post({ kind: 'put', rows })
  }

  #hearCourse(course: Course): void {
    this.#silentPings = 0
    if (this.#role !== 'following') return
    this.#course = course
    this.#changed()
  }

  #hearSettled(settlement: Settlement): void {
    this.#silentPings = 0
    this.#tellSettled(settlement)
    this.#changed()
    // A write of this page that was under way may come after the other page's, and what it could not
    // write is not to be kept any more.
    const isInHand = [...settlement.accepted, ...settlement.setAside].some(({ id }) =>
      this.#keeper.hasInHand(id),
    )
    if (isInHand) void this.#storeSettled(settlement)
  }

  #hearDiscarded(keys: readonly string[]): void {
    this.#letGo(keys)
    // What is no id is not in hand.
    const own = keys.filter((key) => this.#keeper.hasInHand(key as OperationId))
    if (own.length > 0) void this.#keeper.forget(own)
  }

  #tellSettled(settlement: Settlement): void {
    const { accepted, setAside } = this.#rows.settle(settlement)
    for (const { row, seq } of accepted)
      this.#tell(row, ({ onAccepted }, operation) => onAccepted(operation, seq))
    for (const row of setAside) this.#tell(row, ({ onRefused }, operation) => onRefused(operation))
  }

  #tell({ project, known }: OutboxRow, tell: (to: OutboxFollower, of: Operation) => void): void {
    if (!known) return
    for (const [follower, followed] of this.#followers)
      if (followed === project) tell(follower, known)
  }

  #end({ project, reason }: Extract<OutboxMessage, { readonly kind: 'ended' }>): void {
    for (const [follower, followed] of this.#followers)
      if (project === null || followed === project) follower.onEnded(reason)
  }

  // What is kept

  /** Rows that were found or told of: those that wait now are shown and sent. */
  #take(rows: readonly OutboxRow[]): void {
    const added = this.#rows.take(rows)
    for (const project of new Set(added.map((row) => row.project))) {
      const operations = added.flatMap((row) =>
        row.project === project && row.known ? row.known : [],
      )
      for (const [follower, followed] of this.#followers)
        if (followed === project) follower.onAdded(operations)
      if (this.#role === 'leading') this.#senderOf(project).wake()
    }
    this.#changed()
  }

  /** The ids of what storage holds. */
  async #readStored(): Promise<ReadonlySet<OperationId>> {
    const { rows, unreadable } = await this.#keeper.read()
    this.#unreadable = unreadable
    this.#take(rows)
    return new Set(rows.map(({ id }) => id))
  }

  #knownIds(): readonly OperationId[] {
    return this.#rows.all().map(({ id }) => id)
  }

  // What was set aside

  #gestureOf(id: OperationId): readonly OutboxRow[] {
    const gesture = this.#state.refused.find(({ operation }) => operation.id === id)
    const all = gesture ? [gesture.operation, ...gesture.followers] : []
    return all.flatMap((operation) => this.#rows.get(operation.id) ?? [])
  }

  /** Rows that were set aside wait again. */
  #wait(rows: readonly OutboxRow[]): void {
    if (rows.length === 0) return
    const again = rows.map((row) => ({ ...row, setAside: null, attempt: row.attempt + 1 }))
    this.#post({ kind: 'put', rows: again })
    this.#keeper.keep(again)
    this.#take(again)
  }

  #discard(keys: readonly string[]): void {
    if (keys.length === 0) return
    this.#letGo(keys)
    this.#post({ kind: 'discarded', keys })
    void this.#keeper.forget(keys)
  }

  #letGo(keys: readonly string[]): void {
    const gone = new Set(keys)
    for (const { id } of this.#rows.all()) if (gone.has(id)) this.#rows.remove(id)
    this.#unreadable = this.#unreadable.filter(({ key }) => !gone.has(key))
    this.#changed()
  }

  // What the person is told

  #changed(): void {
    const rows = this.#rows.all()
    const setAside = rows.filter((row) => row.setAside)
    const waiting = rows.length - setAside.length
    const rest = {
      progress: progressOf(waiting, this.#course),
      refused: refusedOf(setAside),
      unreadable: this.#unreadable.length + setAside.filter(({ known }) => !known).length,
    }
    const state: SaveState = {
      kind: kindOf(rest),
      ...rest,
      waiting,
      isDurable: this.#keeper.isDurable,
      mustStay: this.#mustStay(waiting, rows.length),
    }
    if (waiting > 0) this.#noteWait()
    if (isSameState(state, this.#state)) return
    this.#state = state
    for (const listener of this.#listeners) listener()
    for (const { onState } of this.#followers.keys()) onState()
  }

  /** Another page goes on with what is stored; what is only here goes with this page. */
  #mustStay(waiting: number, kept: number): boolean {
    if (!this.#keeper.hasStorage) return kept > 0
    return this.#keeper.isBehind || (waiting > 0 && this.#role !== 'following')
  }

  #noteWait(): void {
    if (this.#course !== 'fine' && !this.#hasAskedToKeep) {
      this.#hasAskedToKeep = true
      this.#options.onFirstWait?.()
    }
    if (this.#role === 'following' && !this.#cancelPing) this.#ping()
  }

  /** Asks whether the page that sends is alive, as long as something waits for it. */
  #ping(): void {
    this.#cancelPing = this.#options.clock.after(pingEveryMs, () => {
      this.#cancelPing = undefined
      if (this.#role !== 'following' || this.#state.waiting === 0) return
      this.#silentPings += 1
      if (this.#silentPings > mostSilentPings) {
        this.#silentPings = 0
        this.#options.tabs.lock.steal()
      }
      this.#post({ kind: 'ping' })
      this.#ping()
    })
  }
}

const worstFirst: readonly Course[] = ['signed-out', 'offline', 'busy', 'fine']
