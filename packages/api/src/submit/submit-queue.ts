import { setTimeout as wait } from 'node:timers/promises'
import {
  type AppendAnswer,
  appendChanges,
  type ChangeBus,
  type Db,
  type Head,
  troubleOf,
} from '@parallax/db'
import type { RecentEntries } from '../feed/recent-entries.ts'
import { BatchPlanner } from './batch-planner.ts'
import { Claims } from './claims.ts'
import { RunningBatch } from './running-batch.ts'
import type { RunningStream } from './running-stream.ts'
import type { StreamStore } from './stream-store.ts'
import type { Task } from './task.ts'
import { WaitingRequests } from './waiting-requests.ts'

/** What the queue works with. */
export type SubmitSurroundings = {
  readonly db: Db
  readonly bus: ChangeBus
  readonly store: StreamStore
  readonly recent: RecentEntries
  /** How many batches may be on their way to the database together. */
  readonly batchesAtOnce: number
  /** The time that entries carry. */
  readonly now: () => Date
  /** Hears how many operations one call has written. */
  readonly onBatch?: (operationCount: number) => void
}

const maxRounds = 20
/** How long a write waits for a database that is away before its sender is told to come again. */
const waitOutMs = 5_000
const firstPauseMs = 50
const longestPauseMs = 500

/**
 * Group commit: operations that arrive while a batch is being written form the next one. A batch is
 * planned in the order of arrival and written by one call; a stream whose head had moved elsewhere
 * goes back to planning, without the others. While one batch is written, another of other layers may
 * be planned and written, where the database can do two things at once. A database that is restarted
 * is waited for: the log tells which operations of the batch it had written.
 */
export class SubmitQueue {
  readonly #surroundings: SubmitSurroundings
  readonly #waiting = new WaitingRequests()
  readonly #writing = new Map<readonly Task[], Promise<void>>()
  #isStarting = false
  /** Since when the database has been away, by `performance.now`. */
  #awaySinceMs: number | undefined

  constructor(surroundings: SubmitSurroundings) {
    this.#surroundings = surroundings
  }

  /** Takes the operations of one request, which stay together; each task answers for itself. */
  push(tasks: readonly Task[]): void {
    if (tasks.length === 0) return
    this.#waiting.push(tasks)
    this.#startSoon()
  }

  /** Operations that wait for the batch that is being written. */
  get waitingCount(): number {
    return this.#waiting.operationCount
  }

  /** Waits until everything that was pushed has its answer. */
  async drain(): Promise<void> {
    while (this.#isStarting || this.#writing.size > 0) {
      await Promise.all([Promise.resolve(), ...this.#writing.values()])
    }
  }

  /** What is pushed in this turn of the event loop goes together. */
  #startSoon(): void {
    if (this.#isStarting) return
    this.#isStarting = true
    queueMicrotask(() => {
      this.#isStarting = false
      this.#start()
    })
  }

  #start(): void {
    const { batchesAtOnce } = this.#surroundings
    while (this.#writing.size < batchesAtOnce) {
      const batch = this.#takeBatch()
      if (batch.length === 0) return
      const written = this.#work(batch).finally(() => {
        this.#writing.delete(batch)
        this.#start()
      })
      this.#writing.set(batch, written)
    }
  }

  #takeBatch(): readonly Task[] {
    if (this.#writing.size === 0) {
      return this.#waiting.takeAlone(this.#surroundings.batchesAtOnce > 1)
    }
    const busy = new Claims()
    for (const batch of this.#writing.keys()) busy.add(batch)
    return this.#waiting.takeBeside(busy)
  }

  async #work(tasks: readonly Task[]): Promise<void> {
    try {
      await this.#flushPatiently(tasks)
    } catch (fault) {
      for (const task of tasks) task.fail(fault)
    }
  }

  /** Tries again while the database is away, but not for long: its sender keeps what waits. */
  async #flushPatiently(tasks: readonly Task[]): Promise<void> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        await this.#flush(tasks)
        this.#awaySinceMs = undefined
        return
      } catch (fault) {
        // Nobody knows what was committed: the log does, so nothing held in memory is kept.
        for (const { projectId, operation } of tasks) {
          this.#surroundings.store.drop(projectId, operation.stream.id)
        }
        if (!this.#mayPass(fault)) throw fault
        await wait(pauseMs)
      }
    }
  }

  #mayPass(fault: unknown): boolean {
    if (troubleOf(fault) !== 'away') return false
    this.#awaySinceMs ??= performance.now()
    return performance.now() - this.#awaySinceMs < waitOutMs
  }

  async #flush(tasks: readonly Task[]): Promise<void> {
    const { db, store, now } = this.#surroundings
    const planner = new BatchPlanner(db)
    let open = tasks.filter((task) => !task.isSettled)
    for (let round = 0; open.length > 0; round += 1) {
      if (round === maxRounds) throw new Error('Other processes write these streams all the time.')
      const batch = new RunningBatch(store, now().toISOString())
      await planner.plan(batch, open)
      const again = new Set([...(await this.#append(batch, planner)), ...batch.postponed])
      for (const task of again) planner.forget(task)
      open = tasks.filter((task) => again.has(task))
    }
  }

  /** Writes what was accepted and answers it; gives back what must be planned anew. */
  async #append(batch: RunningBatch, planner: BatchPlanner): Promise<readonly Task[]> {
    const streams = batch.changed()
    const answers = await appendChanges(
      this.#surroundings.db,
      streams.map((stream) => stream.append()),
    )
    const answered = streams.map((stream, index) => ({ stream, answer: answers[index] }))
    this.#settle(
      answered.filter(({ answer }) => answer?.result === 'appended').map(({ stream }) => stream),
    )
    const again: Task[] = []
    for (const { stream, answer } of answered) {
      if (answer?.result === 'failed') await this.#isolate(stream, answer.error)
      if (answer?.result === 'locked') for (const task of stream.tasks) task.fail(answer.error)
      if (answer?.result === 'moved' || answer?.result === 'known') {
        again.push(...(await this.#comeBack(stream, answer, planner)))
      }
    }
    return again
  }

  #settle(committed: readonly RunningStream[]): void {
    const { bus, store, recent, onBatch } = this.#surroundings
    onBatch?.(committed.reduce((count, { entries }) => count + entries.length, 0))
    const heads: Head[] = committed.map(({ base, state }) => ({
      projectId: base.projectId,
      streamId: state.id,
      seq: state.seq,
    }))
    for (const stream of committed) {
      store.put(stream.held(), stream.grownBytes())
      recent.add(stream.base.projectId, stream.state.id, stream.entries)
    }
    if (heads.length > 0) bus.publish(heads)
    for (const stream of committed) settleAppended(stream)
  }

  /** The head had moved, or the log holds some of these operations already. */
  async #comeBack(
    stream: RunningStream,
    answer: Extract<AppendAnswer, { result: 'moved' | 'known' }>,
    planner: BatchPlanner,
  ): Promise<readonly Task[]> {
    const { store } = this.#surroundings
    const { projectId, state } = stream.base
    // No log ever grows shorter: its project was removed, and what is known of it is worth nothing.
    if (answer.seq < state.seq) store.drop(projectId, state.id)
    else store.noteHead(projectId, state.id, answer.seq)
    if (answer.result === 'moved') return stream.tasks
    const logged = new Map(answer.operations.map((each) => [each.opId, each]))
    const refused = new Map(answer.refused.map(({ opId, refusal }) => [opId, refusal]))
    const again: Task[] = []
    for (const task of stream.tasks) {
      const { id } = task.operation
      const [found, told] = [logged.get(id), refused.get(id)]
      if (told !== undefined) planner.refuseAsKept(task, told)
      else if (found !== undefined) await planner.settleAsLogged(task, found)
      else again.push(task)
    }
    return again
  }

  /** The database cannot keep something of this stream; alone, the operation at fault is found. */
  async #isolate(stream: RunningStream, error: Error): Promise<void> {
    const [only, ...others] = stream.tasks
    if (others.length === 0) only?.fail(error)
    else for (const task of stream.tasks) await this.#flush([task])
  }
}

function settleAppended(stream: RunningStream): void {
  for (const [index, task] of stream.tasks.entries()) {
    const entry = stream.entries[index]
    if (entry === undefined) throw new Error('Each accepted operation has an entry.')
    const { id } = task.operation
    const deletedBy = stream.deletedBy(entry.change)
    task.settle({
      id,
      result: 'ok',
      seq: entry.seq,
      ...(deletedBy === undefined ? {} : { deletedBy }),
    })
  }
}
