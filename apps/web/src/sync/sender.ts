import type { Operation, OperationId, ProjectId, Refusal } from '@parallax/domain'
import type { Outbox } from './outbox.ts'
import { nothingToSave, type RefusedOperation, type SaveState } from './save-state.ts'

/** The server's word on one operation. */
export type Answer =
  | { readonly id: string; readonly result: 'ok'; readonly seq: number }
  | { readonly id: string; readonly result: 'refused'; readonly refusal: Refusal }
  | { readonly id: string; readonly result: 'retry'; readonly reason: string }

export type SenderOptions = {
  readonly project: ProjectId
  readonly outbox: Outbox
  readonly send: (operations: Operation[]) => Promise<readonly Answer[]>
  readonly onAccepted: (operation: Operation, seq: number) => void
  readonly onRefused: (operation: Operation, refusal: Refusal) => void
  readonly onState: () => void
  /** Whether the server answered at all: anything else is tried again. */
  readonly isAnswered: (reason: unknown) => boolean
}

const mostPerRequest = 100
const firstPauseMs = 400
const longestPauseMs = 15_000

/**
 * Sends operations in their order, one request at a time; what is minted meanwhile goes with the
 * next. An operation leaves the outbox when the server has answered it, and not before.
 */
export class Sender {
  readonly #options: SenderOptions
  readonly #waiting = new Map<OperationId, Operation>()
  readonly #stored = new Map<OperationId, Promise<void>>()
  #refused: readonly RefusedOperation[] = []
  #state: SaveState
  #isSending = false
  #isOffline = false
  #isStopped = false
  #pauseMs = firstPauseMs
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
    const stored = this.#options.outbox.put(this.#options.project, operation).catch(reportError)
    this.#stored.set(operation.id, stored)
    this.#changed()
    this.#schedule(0)
  }

  /** The person has seen a refusal and lets it go. */
  dismiss(id: OperationId): void {
    this.#refused = this.#refused.filter(({ operation }) => operation.id !== id)
    this.#changed()
  }

  /** The network is back, or someone asked: try now. */
  retryNow(): void {
    this.#pauseMs = firstPauseMs
    this.#schedule(0)
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  #schedule(afterMs: number): void {
    clearTimeout(this.#timer)
    if (!this.#isStopped) this.#timer = setTimeout(() => void this.#flush(), afterMs)
  }

  async #flush(): Promise<void> {
    if (this.#isSending || this.#waiting.size === 0) return
    this.#isSending = true
    const batch = this.waiting.slice(0, mostPerRequest)
    try {
      const answers = await this.#options.send([...batch])
      const isStuck = await this.#settle(answers)
      this.#isOffline = false
      this.#pauseMs = isStuck ? this.#pauseMs * 2 : firstPauseMs
      if (this.#waiting.size > 0) this.#schedule(isStuck ? this.#pauseMs : 0)
    } catch (reason) {
      this.#isOffline = !this.#options.isAnswered(reason)
      this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs)
      this.#schedule(this.#pauseMs)
    } finally {
      this.#isSending = false
      this.#changed()
    }
  }

  /** Whether nothing but "not yet" came back, so that the next request should wait. */
  async #settle(answers: readonly Answer[]): Promise<boolean> {
    const settled = answers.filter(({ result }) => result !== 'retry')
    for (const answer of settled) this.#settleOne(answer)
    const ids = settled.map(({ id }) => id as OperationId) // the server answers by the ids it got
    await Promise.all(ids.map((id) => this.#stored.get(id)))
    for (const id of ids) this.#stored.delete(id)
    await this.#options.outbox.remove(ids)
    return settled.length === 0
  }

  #settleOne(answer: Answer): void {
    const operation = this.#waiting.get(answer.id as OperationId) // as above
    if (!operation) return
    this.#waiting.delete(operation.id)
    if (answer.result === 'ok') this.#options.onAccepted(operation, answer.seq)
    if (answer.result === 'refused') {
      this.#refused = [...this.#refused, { operation, refusal: answer.refusal }]
      this.#options.onRefused(operation, answer.refusal)
    }
  }

  #changed(): void {
    const waiting = this.#waiting.size
    const busy = waiting === 0 ? 'saved' : 'saving'
    const kind = this.#refused.length > 0 ? 'failed' : this.#isOffline ? 'offline' : busy
    this.#state = {
      kind,
      waiting,
      refused: this.#refused,
      isDurable: this.#options.outbox.isDurable,
    }
    this.#options.onState()
  }
}
