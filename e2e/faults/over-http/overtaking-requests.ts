import { type Operation, operationSchema, registryStreamId } from '@parallax/domain'
import { plainEntity } from '@parallax/domain/test'
import { expect } from 'vitest'
import { newId } from '../../bench/new-id.ts'
import type { Round } from '../stage.ts'

/** F11: what builds on something arrives before it. */
export async function overtake(round: Round): Promise<void> {
  const writers = [await round.join('ben'), await round.join('jude')]
  const { create, alias } = anEntityWithAnAlias(round)
  const caught = round.proxy.catchNext({ kind: 'hold', words: '/operations.submit' })
  const first = round.submit('ada', [create])
  await caught
  await round.work(writers, 5)
  const early = await round.submit('ada', [alias])
  expect(early).toEqual([{ id: alias.id, result: 'retry', reason: 'prerequisite-missing' }])
  round.proxy.release()
  const [made] = await first
  const [added] = await round.submit('ada', [alias])
  expect(made?.result === 'ok' && added?.result === 'ok' && added.seq > made.seq).toBe(true)
  for (let at = 0; at < 4; at++) {
    void round.proxy.catchNext({ kind: 'hold', words: '/operations.submit' })
    await round.work(writers, 8)
    round.proxy.release()
  }
}

/** Somebody new, and a name for them that says that it comes after. */
function anEntityWithAnAlias({ project }: Round): {
  readonly create: Operation
  readonly alias: Operation
} {
  const entity = newId()
  const stream = { kind: 'registry', id: registryStreamId(project) }
  const create = { id: newId(), group: newId(), after: null, baseSeq: 0, stream }
  const alias = { ...create, id: newId(), group: newId(), after: create.id }
  const data = plainEntity('Edda Roon', 'PER')
  return {
    create: operationSchema.parse({ ...create, type: 'entity.create', args: { id: entity, data } }),
    alias: operationSchema.parse({
      ...alias,
      type: 'alias.set',
      args: { entity, alias: 'the pilot', present: true },
    }),
  }
}
