import type { Actor, Operation, ProjectId } from '@parallax/domain'
import type { WaitingRoom } from '../load/waiting-room.ts'
import type { Answer } from './answer.ts'
import type { SubmitQueue } from './submit-queue.ts'
import { answersOf, Task } from './task.ts'

/** What one request asks for. The actor's role is what it is in the project now. */
export type Submission = {
  readonly projectId: ProjectId
  readonly actor: Actor
  readonly operations: readonly Operation[]
  /** Which attempt it is, of operations that were refused and are tried again. */
  readonly attempts?: Readonly<Record<string, number>> | undefined
}

/**
 * Plans and commits operations in their order, and answers each. Throws when the database is away or
 * too much waits for it: then all may be sent again, because the same id is the same operation.
 */
export async function submitOperations(
  { queue, waiting }: { readonly queue: SubmitQueue; readonly waiting: WaitingRoom },
  { projectId, actor, operations, attempts = {} }: Submission,
): Promise<Answer[]> {
  const tasks = operations.map(
    (operation) => new Task(projectId, actor, operation, attempts[operation.id]),
  )
  const bytes = tasks.reduce((sum, task) => sum + task.bytes, 0)
  const load = { userId: actor.userId, operations: tasks.length, bytes }
  waiting.enter(load)
  try {
    queue.push(tasks)
    return await answersOf(tasks)
  } finally {
    waiting.leave(load)
  }
}
