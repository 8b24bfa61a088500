import type { Actor, Operation, ProjectId, Refusal } from '@parallax/domain'
import { mintId } from '../mint-id.ts'
import type { Services } from '../services.ts'
import { acceptPlanned, planTask } from '../submit/plan-task.ts'
import { RunningBatch } from '../submit/running-batch.ts'
import { Task } from '../submit/task.ts'

/** Lines of a stream that somebody would take back. */
export type AskedRevert = {
  readonly stream: Operation['stream']
  readonly seq: number
  readonly from?: number | undefined
}

/**
 * What the rules would say if these were taken back now, one after the other: `null` for each that
 * could be. One that could not be is passed over; nothing is written.
 */
export async function checkReverts(
  { db, store }: Pick<Services, 'db' | 'store'>,
  who: { readonly projectId: ProjectId; readonly actor: Actor },
  reverts: readonly AskedRevert[],
): Promise<readonly (Refusal | null)[]> {
  const { projectId, actor } = who
  await store.refresh(projectId, [...new Set(reverts.map(({ stream }) => stream.id))])
  const batch = new RunningBatch(store, new Date().toISOString())
  const refusals: (Refusal | null)[] = []
  for (const revert of reverts) {
    const task = new Task(projectId, actor, operationOf(revert))
    const planned = await planTask(db, batch, task)
    if (planned.planned.ok) acceptPlanned(batch, task, planned, planned.planned.value)
    refusals.push(planned.planned.ok ? null : planned.planned.reason)
  }
  return refusals
}

function operationOf({ stream, seq, from }: AskedRevert): Operation {
  const id = mintId() as Operation['id'] // it is never sent, so no one else has it
  const args = from === undefined ? { seq } : { seq, from }
  return { id, stream, baseSeq: 0, group: id, after: null, type: 'change.revert', args }
}
