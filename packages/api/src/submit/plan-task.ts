import type { Db } from '@parallax/db'
import {
  type Change,
  maxOperationBytes,
  planOperation,
  type Refusal,
  type Result,
  refuse,
} from '@parallax/domain'
import { FactFinder, NoFacts } from './fact-finder.ts'
import { projectStreams } from './project-streams.ts'
import type { RunningBatch } from './running-batch.ts'
import type { RunningStream } from './running-stream.ts'
import { storableProblem } from './storable.ts'
import { documentNamed, findSurroundings, planContext, surroundingsAtHand } from './surroundings.ts'
import type { Task } from './task.ts'

/** What a task would change, what it would change it in, and the text it speaks of. */
export type Planned = {
  readonly stream: RunningStream
  readonly planned: Result<Change, Refusal>
  readonly text: string | null
}

/**
 * Plans one task on what the batch has accepted so far, if nothing has to be waited for: most find all
 * that they look at in memory, and each wait costs as much as a rule. Accepts nothing itself.
 */
export function planAtOnce(batch: RunningBatch, task: Task): Planned | undefined {
  const { projectId, operation, actor } = task
  const stream = batch.atHand(projectId, operation.stream.id)
  if (stream === undefined || checkOperation(task) !== undefined) return undefined
  const surroundings = surroundingsAtHand(batch, task, stream)
  if (surroundings === undefined) return undefined
  const nothingKnown = new NoFacts()
  const context = planContext(surroundings, nothingKnown)
  const planned = planOperation(stream.state, context, operation, actor)
  return nothingKnown.wereAsked ? undefined : { stream, planned, text: surroundings.text }
}

/** The same, of any task. */
export async function planTask(db: Db, batch: RunningBatch, task: Task): Promise<Planned> {
  const { projectId, operation, actor } = task
  const { kind, id } = operation.stream
  const stream = await batch.stream(projectId, kind, id)
  const outer = checkOperation(task)
  if (outer !== undefined) return { stream, planned: refuse(outer), text: null }
  const surroundings = await findSurroundings(db, batch, task, stream)
  const finder = new FactFinder(db, batch, stream)
  const plan = () =>
    planOperation(stream.state, planContext(surroundings, finder.facts()), operation, actor)
  let planned = plan()
  while (finder.hasQuestions) {
    await finder.load()
    planned = plan()
  }
  return { stream, planned, text: surroundings.text }
}

/** Takes a planned change into its stream. */
export function acceptPlanned(batch: RunningBatch, task: Task, planned: Planned, change: Change) {
  const { stream, text } = planned
  if (stream.state.seq === 0) stream.setDocument(documentNamed(task.operation))
  stream.accept(task, change, batch.at, text)
}

function checkOperation({ projectId, operation, json, bytes }: Task): Refusal | undefined {
  const { kind, id } = operation.stream
  if (kind === 'registry' && id !== projectStreams(projectId).registry)
    return { code: 'wrong-stream' }
  if (kind === 'codebook' && id !== projectStreams(projectId).codebook)
    return { code: 'wrong-stream' }
  if (bytes > maxOperationBytes) return { code: 'operation-too-large', limit: '1 MB' }
  const problem = storableProblem(operation.args, json)
  return problem === undefined ? undefined : { code: 'bad-value', register: 'args', problem }
}
