import { type Db, findOperations, type LoggedOperation, noteRefusal, troubleOf } from '@parallax/db'
import type { Refusal } from '@parallax/domain'
import { answerLogged } from './logged-operation.ts'
import { acceptPlanned, type Planned, planAtOnce, planTask } from './plan-task.ts'
import type { RunningBatch } from './running-batch.ts'
import { streamsLookedAt } from './surroundings.ts'
import type { Task } from './task.ts'

type Outcome = 'accepted' | 'refused' | 'held-back'

/** Plans the tasks of a batch in order, and answers those that nothing will be written for. */
export class BatchPlanner {
  readonly #db: Db
  readonly #outcomes = new Map<string, { readonly task: Task; readonly outcome: Outcome }>()

  constructor(db: Db) {
    this.#db = db
  }

  async plan(batch: RunningBatch, tasks: readonly Task[]): Promise<void> {
    for (const task of tasks) {
      try {
        const atOnce = this.#planAtOnce(batch, task)
        if (atOnce === undefined || !this.#accept(batch, task, atOnce))
          await this.#planOne(batch, task, atOnce)
      } catch (fault) {
        if (troubleOf(fault) !== undefined) throw fault
        // A rule that throws is a fault of ours; the others in the batch must not pay for it.
        this.#note(task, 'held-back')
        task.fail(fault)
      }
    }
  }

  /** A task that is planned anew has no outcome yet. */
  forget(task: Task): void {
    this.#outcomes.delete(task.key)
  }

  /** What a task would change, if neither another task nor anything else has to be waited for. */
  #planAtOnce(batch: RunningBatch, task: Task): Planned | undefined {
    const { key, afterKey } = task
    if (this.#outcomes.has(key)) return undefined
    if (afterKey !== null && this.#outcomes.get(afterKey)?.outcome !== 'accepted') return undefined
    return planAtOnce(batch, task)
  }

  async #planOne(batch: RunningBatch, task: Task, atOnce: Planned | undefined): Promise<void> {
    const twin = this.#outcomes.get(task.key)?.task
    if (twin !== undefined && !isTriedAgain(task, twin)) return followTwin(task, twin)
    // Whether the attempt before was refused is not known until its answer is.
    if (twin?.isSettled === false) return void batch.postponed.push(task)
    const { after } = task.operation
    if (after !== null && (await this.#settlePrerequisite(batch, task, after))) return
    const first = atOnce ?? (await planTask(this.#db, batch, task))
    const planned = first.planned.ok ? first : await this.#planAgain(batch, task, first)
    if (planned === undefined) return
    if (planned.planned.ok) this.#accept(batch, task, planned)
    else await this.#refuse(task, planned.planned.reason)
  }

  /** Takes in what a task would change, unless the rules refuse it. */
  #accept(batch: RunningBatch, task: Task, planned: Planned): boolean {
    if (!planned.planned.ok) return false
    acceptPlanned(batch, task, planned, planned.planned.value)
    this.#note(task, 'accepted')
    return true
  }

  /**
   * Before it is refused: perhaps it was planned on a state that another process has written past.
   * `undefined` when it waits for that. Whether the log holds it already is asked when it is refused.
   */
  async #planAgain(batch: RunningBatch, task: Task, first: Planned): Promise<Planned | undefined> {
    const lookedAt = streamsLookedAt(task, first.stream)
    const behind = await batch.store.refresh(task.projectId, lookedAt)
    if (behind.length === 0) return first
    if (first.stream.entries.length > 0 && behind.includes(first.stream.state.id)) {
      // The append will find this stream moved; the task then goes back with it.
      batch.postponed.push(task)
      return undefined
    }
    batch.reload(task.projectId, behind)
    return planTask(this.#db, batch, task)
  }

  /** Whether a task was answered because of the operation that it must come after. */
  async #settlePrerequisite(batch: RunningBatch, task: Task, after: string): Promise<boolean> {
    const { id } = task.operation
    const outcome = this.#outcomes.get(`${task.projectId} ${after}`)?.outcome
    if (outcome === 'accepted') return false
    if (outcome === 'refused') {
      await this.#refuse(task, { code: 'prerequisite-refused' })
      return true
    }
    const [logged] = await findOperations(this.#db, task.projectId, [after])
    if (logged !== undefined) {
      // What it builds on may have been written by another process a moment ago.
      batch.store.noteHead(task.projectId, logged.streamId, logged.seq)
      batch.reload(task.projectId, [logged.streamId])
      return false
    }
    this.#note(task, 'held-back')
    task.settle({ id, result: 'retry', reason: 'prerequisite-missing' })
    return true
  }

  /** The log has the operation already. */
  async settleAsLogged(task: Task, logged: LoggedOperation): Promise<void> {
    this.#note(task, 'accepted')
    task.settle(await answerLogged(this.#db, task, logged))
  }

  /** Refuses as it was kept, in JSON: what an author was told, or is about to be. */
  refuseAsKept(task: Task, json: string): void {
    this.#note(task, 'refused')
    task.refuse(JSON.parse(json)) // only refusals are ever kept
  }

  /** Nothing is refused aloud that another process may still write. */
  async #refuse(task: Task, refusal: Refusal): Promise<void> {
    const { projectId, operation, actor, attempt } = task
    const told = { projectId, streamId: operation.stream.id, opId: operation.id, attempt }
    const json = JSON.stringify(refusal)
    const noted = await noteRefusal(this.#db, { ...told, actor: actor.userId, refusal: json })
    if (noted.logged === undefined) this.refuseAsKept(task, noted.refusal)
    else await this.settleAsLogged(task, noted.logged)
  }

  #note(task: Task, outcome: Outcome): void {
    this.#outcomes.set(task.key, { task, outcome })
  }
}

/** Whether its author has asked for it once more since. */
function isTriedAgain(task: Task, twin: Task): boolean {
  return task.attempt > twin.attempt && task.isSameAs(twin)
}

/** The same operation twice in one batch: sent again by a page that did not wait. */
function followTwin(task: Task, twin: Task): void {
  const { id } = task.operation
  if (task.isSameAs(twin)) twin.leadOn(task)
  else task.refuse({ code: 'id-taken', id })
}
