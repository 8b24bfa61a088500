import type { OperationId, ProjectId, Refusal } from '@parallax/domain'
import type { Attempts, SentOperation } from '../src/outbox/outbox-row.ts'
import type { Failure } from '../src/outbox/sender.ts'
import type { Answer } from '../src/outbox/settlement.ts'

/**
 * What becomes of a request. `slow`: it takes two seconds. `lost`: the server takes it, and its
 * answer does not arrive. The others are what the sender calls them.
 */
export type Fate =
  | 'answered'
  | 'slow'
  | 'lost'
  | 'unreachable'
  | 'busy'
  | 'broken'
  | 'signed-out'
  | 'closed'

export class RequestFailed extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure)
    this.failure = failure
  }
}

const quickMs = 20
const slowMs = 2_000

/** A server that keeps a log of ids and answers as the real one does. */
export class LogServer {
  readonly log: OperationId[] = []
  readonly requests: (readonly SentOperation[])[] = []
  /** Which attempt of what each request said it was; the first goes without saying. */
  readonly attempts: Attempts[] = []
  /** What becomes of the next requests; after these, all are answered. */
  readonly fates: Fate[] = []
  readonly refusing = new Set<OperationId>()
  /** Operations that it cannot read, and with them the request. */
  readonly unreadable = new Set<OperationId>()
  /** Operations over which it fails. */
  readonly faulty = new Set<OperationId>()
  readonly #open = new Map<ProjectId, number>()
  mostOpenOfProject = 0

  readonly send = async (
    project: ProjectId,
    operations: readonly SentOperation[],
    attempts: Attempts,
  ): Promise<readonly Answer[]> => {
    this.requests.push(operations)
    this.attempts.push(attempts)
    const open = (this.#open.get(project) ?? 0) + 1
    this.#open.set(project, open)
    this.mostOpenOfProject = Math.max(this.mostOpenOfProject, open)
    const fate = this.fates.shift() ?? 'answered'
    await new Promise((resolve) => setTimeout(resolve, fate === 'slow' ? slowMs : quickMs))
    this.#open.set(project, (this.#open.get(project) ?? 1) - 1)
    if (fate !== 'answered' && fate !== 'slow' && fate !== 'lost') throw new RequestFailed(fate)
    this.#failOver(operations)
    const answers = this.#answer(operations)
    if (fate === 'lost') throw new RequestFailed('unreachable')
    return answers
  }

  /** How often each operation was sent. */
  timesSent(id: OperationId): number {
    return this.requests.flat().filter((operation) => operation.id === id).length
  }

  #failOver(operations: readonly SentOperation[]): void {
    if (operations.some(({ id }) => this.unreadable.has(id)))
      throw new RequestFailed('unacceptable')
    if (operations.some(({ id }) => this.faulty.has(id))) throw new RequestFailed('broken')
  }

  #answer(operations: readonly SentOperation[]): readonly Answer[] {
    const refused = new Set<OperationId>()
    const refuse = (id: OperationId, refusal: Refusal): Answer => {
      refused.add(id)
      return { id, result: 'refused', refusal }
    }
    return operations.map(({ id, after }): Answer => {
      const known = this.log.indexOf(id)
      if (known >= 0) return { id, result: 'ok', seq: known + 1 }
      if (after && refused.has(after)) return refuse(id, { code: 'prerequisite-refused' })
      if (after && !this.log.includes(after))
        return { id, result: 'retry', reason: 'prerequisite-missing' }
      if (this.refusing.has(id)) return refuse(id, { code: 'not-allowed' })
      this.log.push(id)
      return { id, result: 'ok', seq: this.log.length }
    })
  }
}
