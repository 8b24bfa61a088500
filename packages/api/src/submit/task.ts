import type { Actor, Operation, ProjectId, Refusal } from '@parallax/domain'
import type { Answer } from './answer.ts'

/** One operation on its way, and whoever waits for its answer. */
export class Task {
  readonly projectId: ProjectId
  readonly actor: Actor
  readonly operation: Operation
  /** How often its author has meant it to be sent: once more after each refusal they did not accept. */
  readonly attempt: number
  readonly answer: Promise<Answer>
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
  #isSettled = false
  #resolve: (answer: Answer) => void = () => undefined
  #reject: (fault: unknown) => void = () => undefined

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
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  /** Whether it says that its stream is a layer; the other kinds are looked at by everybody. */
  get isInLayer(): boolean {
    return this.operation.stream.kind === 'layer'
  }

  /** Whether it has its answer. */
  get isSettled(): boolean {
    return this.#isSettled
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
    this.answer.then(
      (answer) => follower.settle(answer),
      (fault) => follower.fail(fault),
    )
  }

  settle(answer: Answer): void {
    this.#isSettled = true
    this.#resolve(answer)
  }

  refuse(refusal: Refusal): void {
    this.settle({ id: this.operation.id, result: 'refused', refusal })
  }

  fail(fault: unknown): void {
    this.#isSettled = true
    this.#reject(fault)
  }
}
