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
import { answerLogged } from './logged-operation.ts'
import { RunningBatch } from './running-batch.ts'
import type { RunningStream } from './running-stream.ts'
import type { StreamStore } from './stream-store.ts'
import type { Task } from './task.ts'
import { ToldRefusals } from './told-refusals.ts'

/** What the queue works with. */
export type SubmitSurroundings = {
  readonly db: Db
  readonly bus: ChangeBus
  readonly store: StreamStore
  readonly recent: RecentEntries
  /** The time that entries carry. */
  readonly now: () => Date
  /** Hears how many operations one call has written. */
  readonly onBatch?: (operationCount: number) => void
}

const maxOperationsPerBatch = 400
const maxRounds = 20
/** How long a write waits for a database that is away before its sender is told to come again. */
const waitOutMs = 5_000
const firstPauseMs = 50
const longestPauseMs = 500

/**
 * Group commit: operations that arrive while a batch is being written form the next one. A batch is
 * planned in the order of arrival and written by one call; a stream whose head had moved elsewhere
 * goes back to planning, without the others. A database that is restarted is waited for: the log
 * tells which operations of the batch it had written.
 */
export class SubmitQueue {
  readonly #surroundings: SubmitSurroundings
  readonly #refusals: ToldRefusals
  #waiting: (readonly Task[])[] = []
  #working: Promise<void> | undefined
  /** Since when the database has been away, by `performance.now`. */
  #awaySinceMs: number | undefined

  constructor(surroundings: SubmitSurroundings) {
    this.#surroundings = surroundings
    this.#refusals = new ToldRefusals(surroundings.bus)
  }

  /** Takes the operations of one request, which stay together; each task answers for itself. */
  push(tasks: readonly Task[]): void {
    if (tasks.length === 0) return
    this.#waiting.push(tasks)
    this.#working ??= this.#workOff()
  }

  /** Operations that wait for the batch that is being written. */
  get waitingCount(): number {
    return this.#waiting.reduce((count, tasks) => count + tasks.length, 0)
  }

  /** Waits until everything that was pushed has its answer. */
  async drain(): Promise<void> {
    while (this.#working !== undefined) await this.#working
  }

  async #workOff(): Promise<void> {
    // What is pushed in this turn of the event loop goes together.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      const tasks = this.#takeBatch()
      try {
        await this.#flushPatiently(tasks)
      } catch (fault) {
        for (const task of tasks) task.fail(fault)
      }
    }
    // In the same breath as the look at what waits, so that nothing is pushed in between.
    this.#working = undefined
  }

  #takeBatch(): Task[] {
    const tasks: Task[] = []
    while (tasks.length < maxOperationsPerBatch) {
      const request = this.#waiting.shift()
      if (request === undefined) break
      tasks.push(...request)
    }
    return tasks
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
    const planner = new BatchPlanner(db, this.#refusals)
    let open = tasks.filter((task) => !task.isSettled)
    for (let round = 0; open.length > 0; round += 1) {
      if (round === maxRounds) throw new Error('Other processes write these streams all the time.')
      const batch = new RunningBatch(store, now().toISOString())
      await planner.plan(batch, open)
      const again = new Set([...(await this.#append(batch)), ...batch.postponed])
      for (const task of again) planner.forget(task)
      open = tasks.filter((task) => again.has(task))
    }
  }

  /** Writes what was accepted and answers it; gives back what must be planned anew. */
  async #append(batch: RunningBatch): Promise<readonly Task[]> {
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
        again.push(...(await this.#comeBack(stream, answer)))
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
  ): Promise<readonly Task[]> {
    const { db, store } = this.#surroundings
    store.noteHead(stream.base.projectId, stream.state.id, answer.seq)
    const logged = new Map(
      answer.result === 'known' ? answer.operations.map((each) => [each.opId, each]) : [],
    )
    const again: Task[] = []
    for (const task of stream.tasks) {
      const found = logged.get(task.operation.id)
      if (found === undefined) again.push(task)
      else task.settle(await answerLogged(db, task, found))
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
