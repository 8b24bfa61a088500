import type { Operation, OperationId, ProjectId, Refusal } from '@parallax/domain'
import type { Outbox } from './outbox.ts'
import { reportFault } from './report-fault.ts'
import { nothingToSave, type RefusedOperation, type SaveState } from './save-state.ts'

/** The server's word on one operation. */
export type Answer =
  | { readonly id: string; readonly result: 'ok'; readonly seq: number }
  | { readonly id: string; readonly result: 'refused'; readonly refusal: Refusal }
  | { readonly id: string; readonly result: 'retry'; readonly reason: string }

/**
 * What a failed request says of the network and of what was sent. `unreachable`: nobody answered.
 * `busy`: the server answered that it cannot now. `unacceptable`: it will never take this request.
 */
export type Failure = 'unreachable' | 'busy' | 'unacceptable'

export type SenderOptions = {
  readonly project: ProjectId
  readonly outbox: Outbox
  readonly send: (operations: Operation[]) => Promise<readonly Answer[]>
  readonly onAccepted: (operation: Operation, seq: number) => void
  readonly onRefused: (operation: Operation, refusal: Refusal) => void
  readonly onState: () => void
  readonly failureOf: (reason: unknown) => Failure
}

const mostPerRequest = 100
const mostCharactersPerRequest = 4_000_000
const firstPauseMs = 400
const longestPauseMs = 15_000

type Refused = Extract<Answer, { readonly result: 'refused' }>

/**
 * Sends operations in their order, one request at a time; what is minted meanwhile goes with the
 * next. An operation leaves the outbox when the server has answered it, and not before.
 */
export class Sender {
  readonly #options: SenderOptions
  readonly #waiting = new Map<OperationId, Operation>()
  readonly #stored = new Map<OperationId, Promise<void>>()
  /** Waiting operations that storage would not take: they live in this page only. */
  readonly #unstored = new Set<OperationId>()
  /** Refused operations that stay in the outbox until the person has let them go. */
  readonly #setAsideIds = new Set<OperationId>()
  #refused: readonly RefusedOperation[] = []
  #state: SaveState
  #isSending = false
  #isOffline = false
  #life: 'open' | 'draining' | 'stopped' = 'open'
  #pauseMs = firstPauseMs
  /** How many go with the next request: fewer after a failure, which one of them may have caused. */
  #batchLimit = mostPerRequest
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: SenderOptions) {
    this.#options = options
    this.#state = { ...nothingToSave, isDurable: options.outbox.isDurable }
  }

  get state(): SaveState {
    return this.#state
  }

  /** Operations that wait for an answer, oldest first. */
  get waiting(): readonly Operation[] {
    return [...this.#waiting.values()]
  }

  isWaiting(id: OperationId): boolean {
    return this.#waiting.has(id)
  }

  /** Takes up what an earlier page left behind. */
  restore(operations: readonly Operation[]): void {
    for (const operation of operations) this.#waiting.set(operation.id, operation)
    this.#changed()
    this.#schedule(0)
  }

  /** Keeps an operation and sends it. */
  push(operation: Operation): void {
    this.#waiting.set(operation.id, operation)
    this.#stored.set(operation.id, this.#store(operation))
    this.#changed()
    this.#schedule(0)
  }

  /** The person has seen a refusal and lets it go, with all that was refused because of it. */
  dismiss(id: OperationId): void {
    this.#refused = this.#refused.filter(({ operation }) => operation.id !== id)
    if (this.#setAsideIds.delete(id)) void this.#options.outbox.remove([id]).catch(reportFault)
    this.#changed()
  }

  /** The network is back, or someone asked: try now. */
  retryNow(): void {
    this.#pauseMs = firstPauseMs
    this.#schedule(0)
  }

  /**
   * Nobody looks any more. What waits is still sent, as long as that works; what cannot be sent, or
   * is refused now that nobody would see it, stays in the outbox for the next page.
   */
  drain(): void {
    if (this.#life === 'stopped') return
    this.#life = 'draining'
    this.#schedule(0)
  }

  /** Nothing is sent any more; what waits stays in the outbox. */
  stop(): void {
    this.#life = 'stopped'
    clearTimeout(this.#timer)
  }

  async #store(operation: Operation): Promise<void> {
    try {
      await this.#options.outbox.put(this.#options.project, operation)
    } catch (reason) {
      reportFault(reason)
      if (!this.#waiting.has(operation.id)) return
      this.#unstored.add(operation.id)
      this.#changed()
    }
  }

  #schedule(afterMs: number): void {
    clearTimeout(this.#timer)
    if (this.#life !== 'stopped') this.#timer = setTimeout(() => void this.#flush(), afterMs)
  }

  async #flush(): Promise<void> {
    if (this.#isSending || this.#waiting.size === 0) return
    this.#isSending = true
    try {
      await this.#sendBatch(this.#nextBatch())
    } catch (fault) {
      // A fault of ours, not of the network: the state line must not speak of being offline.
      reportFault(fault)
      this.#pause()
    } finally {
      this.#isSending = false
      this.#changed()
    }
  }

  async #sendBatch(batch: readonly Operation[]): Promise<void> {
    const sent = await this.#options.send([...batch]).then(
      (answers) => ({ answers }),
      (reason: unknown) => ({ reason }),
    )
    if ('reason' in sent) return this.#fail(batch, sent.reason)
    this.#isOffline = false
    this.#batchLimit = Math.min(this.#batchLimit * 2, mostPerRequest)
    const settledCount = await this.#settle(sent.answers)
    if (settledCount > 0) this.#goOn()
    else this.#pause()
  }

  /** The oldest that wait, at least one, as many as one request may carry. */
  #nextBatch(): readonly Operation[] {
    const batch: Operation[] = []
    let characters = 0
    for (const operation of this.#waiting.values()) {
      characters += JSON.stringify(operation).length
      const isFull = batch.length >= this.#batchLimit || characters > mostCharactersPerRequest
      if (isFull && batch.length > 0) break
      batch.push(operation)
    }
    return batch
  }

  async #fail(batch: readonly Operation[], reason: unknown): Promise<void> {
    const failure = this.#options.failureOf(reason)
    this.#isOffline = failure === 'unreachable'
    this.#batchLimit = Math.max(1, Math.floor(batch.length / 2))
    const [only, ...others] = batch
    if (failure !== 'unacceptable' || !only) return this.#pause()
    // Among several, the one that spoils the request is found by halves; the rest is none the worse.
    if (others.length === 0) await this.#setAside(only, reason)
    this.#goOn()
  }

  /** Shown as refused, and kept: a newer page or server may be able to read it. */
  async #setAside(operation: Operation, reason: unknown): Promise<void> {
    this.#setAsideIds.add(operation.id)
    await this.#settle([unacceptable(operation, reason)])
  }

  #goOn(): void {
    this.#pauseMs = firstPauseMs
    if (this.#waiting.size > 0) this.#schedule(0)
  }

  #pause(): void {
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs)
    if (this.#life === 'open') this.#schedule(this.#pauseMs)
  }

  /** How many operations the answers settle; those that are to be sent again are not among them. */
  async #settle(answers: readonly Answer[]): Promise<number> {
    const given = answers.map((answer) => this.#withWordOnLost(answer))
    const own: OperationId[] = []
    for (const answer of given) own.push(...this.#settleOne(answer))
    await Promise.all(own.map((id) => this.#stored.get(id)))
    for (const id of own) {
      this.#stored.delete(id)
      this.#unstored.delete(id)
    }
    // What stays behind is sent again by the next page and answers the same.
    await this.#options.outbox.remove(this.#toForget(given, own)).catch(reportFault)
    return own.length
  }

  /** "Not yet", where what it waits for does not wait here, is never: that one was refused before. */
  #withWordOnLost(answer: Answer): Answer {
    if (answer.result !== 'retry') return answer
    const operation = this.#waiting.get(answer.id as OperationId) // the server answers by the ids it got
    const isLost = operation?.after && !this.#waiting.has(operation.after)
    if (!isLost) return answer
    return { id: answer.id, result: 'refused', refusal: { code: 'prerequisite-refused' } }
  }

  /** The ids that an answer settles: the operation's, and if it was refused what builds on it. */
  #settleOne(answer: Answer): OperationId[] {
    const operation = this.#waiting.get(answer.id as OperationId) // as above
    if (!operation || answer.result === 'retry') return []
    this.#waiting.delete(operation.id)
    if (answer.result === 'refused') return this.#refuse(operation, answer)
    this.#options.onAccepted(operation, answer.seq)
    return [operation.id]
  }

  #refuse(operation: Operation, { refusal }: Refused): OperationId[] {
    const doomed = new Set([operation.id])
    for (const { id, after } of this.#waiting.values())
      if (after && doomed.has(after)) doomed.add(id)
    const followers = this.waiting.filter(({ id }) => doomed.has(id))
    for (const { id } of followers) this.#waiting.delete(id)
    this.#noteRefused({ operation, refusal, followers })
    this.#options.onRefused(operation, refusal)
    for (const each of followers) this.#options.onRefused(each, { code: 'prerequisite-refused' })
    return [...doomed]
  }

  /** One gesture is told of once, by its first no. */
  #noteRefused(refused: RefusedOperation): void {
    const { operation, followers } = refused
    const known = this.#refused.find((each) => each.operation.group === operation.group)
    if (!known) {
      this.#refused = [...this.#refused, refused]
      return
    }
    const joined = { ...known, followers: [...known.followers, operation, ...followers] }
    this.#refused = this.#refused.map((each) => (each === known ? joined : each))
  }

  #toForget(answers: readonly Answer[], settled: readonly OperationId[]): readonly OperationId[] {
    if (this.#life === 'open') return settled.filter((id) => !this.#setAsideIds.has(id))
    const accepted = new Set(answers.flatMap(({ id, result }) => (result === 'ok' ? [id] : [])))
    return settled.filter((id) => accepted.has(id))
  }

  #changed(): void {
    const waiting = this.#waiting.size
    const busy = waiting === 0 ? 'saved' : this.#isOffline ? 'offline' : 'saving'
    this.#state = {
      kind: this.#refused.length > 0 ? 'failed' : busy,
      waiting,
      refused: this.#refused,
      isDurable: this.#options.outbox.isDurable && this.#unstored.size === 0,
    }
    this.#options.onState()
  }
}

/** The server would not read the request at all; to the person that is a no like another. */
function unacceptable({ id, type }: Operation, reason: unknown): Refused {
  const problem = reason instanceof Error ? reason.message : 'malformed'
  return { id, result: 'refused', refusal: { code: 'bad-value', register: type, problem } }
}
