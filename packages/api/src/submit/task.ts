import type { Actor, Operation, ProjectId, Refusal } from '@parallax/domain'
import type { Answer } from './answer.ts'

/** What became of a task: its answer, or what was thrown on its way. */
type End = { readonly answer: Answer } | { readonly fault: unknown }

/**
 * One operation on its way, and whoever waits for its answer. They are called, and wait for no promise of
 * its own: each promise takes about two microseconds of a server's time, where a rule takes fifty.
 */
export class Task {
  readonly projectId: ProjectId
  readonly actor: Actor
  readonly operation: Operation
  /** How often its author has meant it to be sent: once more after each refusal they did not accept. */
  readonly attempt: number
  /** What names this operation among those of all projects. */
  readonly key: string
  /** What names the operation that must be in the log first, or null. */
  readonly afterKey: string | null
  /** What names the stream that it is to be written to. */
  readonly streamKey: string
  /** The operation as it would be written down. */
  readonly json: string
  /** What it takes to keep it waiting. */
  readonly bytes: number
  #end: End | undefined
  readonly #listeners: ((end: End) => void)[] = []

  constructor(projectId: ProjectId, actor: Actor, operation: Operation, attempt = 1) {
    this.projectId = projectId
    this.actor = actor
    this.operation = operation
    this.attempt = attempt
    this.key = `${projectId} ${operation.id}`
    const { after } = operation
    this.afterKey = after === null ? null : `${projectId} ${after}`
    this.streamKey = `${projectId} ${operation.stream.id}`
    this.json = JSON.stringify(operation)
    this.bytes = Buffer.byteLength(this.json)
  }

  /** Whether it says that its stream is a layer; the other kinds are looked at by everybody. */
  get isInLayer(): boolean {
    return this.operation.stream.kind === 'layer'
  }

  /** Whether it has its answer. */
  get isSettled(): boolean {
    return this.#end !== undefined
  }

  /** Whether another task is the same operation, sent once more. */
  isSameAs(other: Task): boolean {
    return (
      this.actor.userId === other.actor.userId &&
      this.operation.stream.id === other.operation.stream.id
    )
  }

  /** Gives the same answer to a repetition of this operation. */
  leadOn(follower: Task): void {
    this.onEnd((end) => follower.#endWith(end))
  }

  /** Tells, once, how it ended; at once if it has. */
  onEnd(listener: (end: End) => void): void {
    if (this.#end === undefined) this.#listeners.push(listener)
    else listener(this.#end)
  }

  settle(answer: Answer): void {
    this.#endWith({ answer })
  }

  refuse(refusal: Refusal): void {
    this.settle({ id: this.operation.id, result: 'refused', refusal })
  }

  fail(fault: unknown): void {
    this.#endWith({ fault })
  }

  /** The first end counts. */
  #endWith(end: End): void {
    if (this.#end !== undefined) return
    this.#end = end
    for (const listener of this.#listeners) listener(end)
  }
}

/** The answers of these tasks in their order; rejects with the first fault of one. */
export function answersOf(tasks: readonly Task[]): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    const answers: Answer[] = []
    let leftCount = tasks.length
    if (leftCount === 0) resolve(answers)
    for (const [index, task] of tasks.entries()) {
      task.onEnd((end) => {
        if ('fault' in end) return reject(end.fault)
        answers[index] = end.answer
        leftCount -= 1
        if (leftCount === 0) resolve(answers)
      })
    }
  })
}
