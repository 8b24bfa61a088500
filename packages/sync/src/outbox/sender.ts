import type { OperationId } from '@parallax/domain'
import type { Clock } from '../clock.ts'
import { reportFault } from '../report-fault.ts'
import {
  type Attempts,
  attemptsOf,
  type HeldCause,
  type OutboxRow,
  type SentOperation,
} from './outbox-row.ts'
import type { Course } from './save-state.ts'
import { type Answer, doomedBy, type Settlement, setAsideWith, settlementOf } from './settlement.ts'

/**
 * What a failed request says. `unreachable`: nobody answered. `busy`: the server answered that it
 * cannot now. `broken`: it failed over the request. `unacceptable`: it will never take this request.
 * `signed-out`: it does not know the person. `closed`: the person is not let into the project.
 */
export type Failure = 'unreachable' | 'busy' | 'broken' | 'unacceptable' | 'signed-out' | 'closed'

export type SenderOptions = {
  /** What waits now, in the order in which it is to be sent. */
  readonly waiting: () => readonly OutboxRow[]
  readonly send: (
    operations: readonly SentOperation[],
    attempts: Attempts,
  ) => Promise<readonly Answer[]>
  readonly failureOf: (reason: unknown) => Failure
  /** How long a busy server asks to be left alone, if it says. */
  readonly retryAfterMsOf: ((reason: unknown) => number | undefined) | undefined
  /** Takes what was settled out of what waits, before it returns. */
  readonly settle: (settlement: Settlement) => void
  readonly onCourse: (course: Course) => void
  /** Nothing can be sent before something outside has changed. */
  readonly onEnded: (reason: 'signed-out' | 'removed') => void
  readonly build: string | null
  readonly clock: Clock
}

const mostPerRequest = 100
const mostCharactersPerRequest = 4_000_000
const firstPauseMs = 400
const longestPauseMs = 15_000
/** What a server may ask for; more than that is a mistake of whatever stands before it. */
const longestAskedPauseMs = 60_000
/** Someone has to sign in again, which takes a while; whoever does says so. */
const signedOutPauseMs = 30_000
/** The server may fail over one request; more often, over one operation alone, is a sign. */
const patienceWithOne = 3
/** So many operations one after the other, and it is the server that is broken. */
const mostSuspects = 8
/** So many refusals to answer, and the state line says that the server is busy. */
const patienceWithBusy = 3

/** After an attempt: nothing is left, the next can go at once, or after a while. */
type Outcome =
  | { readonly next: 'idle' | 'now' }
  | { readonly next: 'later'; readonly pauseMs: number }

const idle: Outcome = { next: 'idle' }
const now: Outcome = { next: 'now' }

/**
 * Sends what waits of one project in its order, one request at a time; what is made meanwhile goes
 * with the next. What spoils a request is found by halves and set aside; the rest is none the worse.
 */
export class Sender {
  readonly #options: SenderOptions
  #isSending = false
  #isWoken = false
  #isStopped = false
  #pauseMs = firstPauseMs
  /** How many go with the next request: fewer after a failure, which one of them may have caused. */
  #batchLimit = mostPerRequest
  #failuresInRow = 0
  #failuresOfOne = 0
  /** The server fails over these, each by itself: whether over nothing else, the next one tells. */
  #suspects: ReadonlySet<OperationId> = new Set()
  #cancel: (() => void) | undefined
  #course: Course = 'fine'

  constructor(options: SenderOptions) {
    this.#options = options
  }

  get course(): Course {
    return this.#course
  }

  /** Something new waits: sends it when the page has been painted. */
  wakeSoon(): void {
    // What the server asked to wait for is waited for.
    if (this.#course !== 'busy' || !this.#cancel) this.#schedule(0)
  }

  /** Something new waits, or the network is back, or someone asked: tries now. */
  wake(): void {
    this.#cancelTimer()
    this.#pauseMs = firstPauseMs
    if (this.#isSending) this.#isWoken = true
    else void this.#run()
  }

  /** Nothing is sent any more. What is on its way is still settled when its answer comes. */
  stop(): void {
    this.#isStopped = true
    this.#cancelTimer()
  }

  #schedule(afterMs: number): void {
    this.#cancelTimer()
    if (this.#isStopped) return
    this.#cancel = this.#options.clock.after(afterMs, () => {
      this.#cancel = undefined
      if (this.#isSending) this.#isWoken = true
      else void this.#run()
    })
  }

  #cancelTimer(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  async #run(): Promise<void> {
    this.#isSending = true
    let outcome: Outcome = now
    while (!this.#isStopped && (outcome.next === 'now' || this.#isWoken)) {
      this.#isWoken = false
      outcome = await this.#attempt()
    }
    this.#isSending = false
    if (outcome.next === 'later') this.#schedule(outcome.pauseMs)
  }

  async #attempt(): Promise<Outcome> {
    const batch = this.#nextBatch()
    if (batch.length === 0) return idle
    try {
      const operations = batch.map(({ operation }) => operation)
      const sent = await this.#options.send(operations, attemptsOf(batch)).then(
        (answers) => ({ answers }),
        (reason: unknown) => ({ reason }),
      )
      return 'reason' in sent ? this.#fail(batch, sent.reason) : this.#succeed(sent.answers)
    } catch (fault) {
      // A fault of ours, not of the network: the state line must not speak of being offline.
      reportFault(fault)
      return this.#later()
    }
  }

  /** The oldest that wait, at least one, as many as one request may carry. */
  #nextBatch(): readonly OutboxRow[] {
    const batch: OutboxRow[] = []
    let characters = 0
    for (const row of this.#candidates()) {
      characters += JSON.stringify(row.operation).length
      const isFull = batch.length >= this.#batchLimit || characters > mostCharactersPerRequest
      if (isFull && batch.length > 0) break
      batch.push(row)
    }
    return batch
  }

  /** All that waits; while some are suspected, one that does not build on them, if there is any. */
  #candidates(): readonly OutboxRow[] {
    const waiting = this.#options.waiting()
    if (this.#suspects.size === 0) return waiting
    const other = this.#unsuspected(waiting)
    if (other) return [other]
    this.#suspects = new Set()
    return waiting
  }

  #unsuspected(waiting: readonly OutboxRow[]): OutboxRow | undefined {
    const doomed = new Set([...this.#suspects].flatMap((id) => doomedBy(id, waiting)))
    return waiting.find((row) => !this.#suspects.has(row.id) && !doomed.has(row))
  }

  #succeed(answers: readonly Answer[]): Outcome {
    const { waiting, settle } = this.#options
    this.#failuresInRow = 0
    this.#failuresOfOne = 0
    this.#batchLimit = Math.min(this.#batchLimit * 2, mostPerRequest)
    this.#tellCourse('fine')
    const settlement = settlementOf(answers, waiting())
    settle(settlement)
    const faulty = waiting().filter(({ id }) => this.#suspects.has(id))
    this.#suspects = new Set()
    for (const row of faulty) this.#setAside(row, 'faulty', 'the server failed over it')
    const settledCount = settlement.accepted.length + settlement.setAside.length + faulty.length
    if (settledCount === 0) return this.#later()
    this.#pauseMs = firstPauseMs
    return now
  }

  #fail(batch: readonly OutboxRow[], reason: unknown): Outcome {
    const failure = this.#options.failureOf(reason)
    const [only, ...others] = batch
    const isAlone = only !== undefined && others.length === 0
    if (failure !== 'broken') this.#suspects = new Set()
    this.#failuresInRow += 1
    this.#batchLimit = Math.max(1, Math.floor(batch.length / 2))
    switch (failure) {
      case 'unreachable':
        this.#tellCourse('offline')
        return this.#later()
      case 'busy':
        return this.#heldUp(this.#options.retryAfterMsOf?.(reason))
      case 'broken':
        return isAlone ? this.#failOver(only) : this.#heldUp()
      case 'unacceptable':
        // Among several, the one that spoils the request is found by halves.
        if (isAlone) this.#setAside(only, 'unreadable', messageOf(reason))
        return now
      case 'signed-out':
        this.#tellCourse('signed-out')
        this.#options.onEnded('signed-out')
        return { next: 'later', pauseMs: signedOutPauseMs }
      case 'closed':
        return this.#close(messageOf(reason))
    }
  }

  #heldUp(askedPauseMs = 0): Outcome {
    // Whoever was unreachable has answered now.
    this.#tellCourse(this.#failuresInRow >= patienceWithBusy ? 'busy' : 'fine')
    return this.#later(Math.min(askedPauseMs, longestAskedPauseMs))
  }

  /** Again and again over the same one: then the next ones are tried, to see whose fault it is. */
  #failOver({ id }: OutboxRow): Outcome {
    this.#failuresOfOne += 1
    const isSuspect = this.#failuresOfOne >= patienceWithOne || this.#suspects.size > 0
    const isOfServer = this.#suspects.size >= mostSuspects
    if (isOfServer) this.#suspects = new Set()
    else if (isSuspect) this.#suspects = new Set([...this.#suspects, id])
    if (isSuspect) this.#failuresOfOne = 0
    return this.#heldUp()
  }

  /** The person is no longer of this project: nothing of it can be sent, and all of it is kept. */
  #close(problem: string): Outcome {
    const { waiting } = this.#options
    for (let row = waiting()[0]; row; row = waiting()[0]) this.#setAside(row, 'closed', problem)
    this.#tellCourse('fine')
    this.#options.onEnded('removed')
    return idle
  }

  #setAside(row: OutboxRow, cause: HeldCause, problem: string): void {
    const { waiting, settle, build } = this.#options
    const refusal = { code: 'bad-value', register: row.operation.type, problem } as const
    settle({ accepted: [], setAside: setAsideWith(row, waiting(), { cause, refusal, build }) })
  }

  #later(askedPauseMs = 0): Outcome {
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs)
    return { next: 'later', pauseMs: Math.max(this.#pauseMs, askedPauseMs) }
  }

  #tellCourse(course: Course): void {
    if (this.#course === course) return
    this.#course = course
    this.#options.onCourse(course)
  }
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : 'malformed'
}
