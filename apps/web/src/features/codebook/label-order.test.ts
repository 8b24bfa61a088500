import { deriveId, projectIdSchema } from '@parallax/domain'
import { expect, test } from 'vitest'
import { inOrder, movedRanks, type Ranked } from './label-order.ts'

const project = projectIdSchema.parse('0192f0aa-0000-7000-8000-000000000001')
const idOf = (name: number) => deriveId(project, String(name))

function after(items: readonly Ranked[], writes: readonly Ranked[]) {
  const ranks = new Map(writes.map(({ id, rank }) => [id, rank]))
  return inOrder(items.map(({ id, rank }) => ({ id, rank: ranks.get(id) ?? rank })))
}

test.each([[[0, 1, 2, 3]], [[5, 9, 20, 21]], [[0, 0, 0, 0]], [[3, 1, 1, 7]]])(
  'a step with ranks %j swaps neighbours and leaves the others',
  (ranks) => {
    const items = ranks.map((rank, at) => ({ id: idOf(at), rank }))
    const before = inOrder(items).map(({ id }) => id)
    for (const step of [1, -1] as const)
      for (const [at, id] of before.entries()) {
        const goal = before[at + step]
        const expected = goal ? before.with(at, goal).with(at + step, id) : before
        const writes = movedRanks(items, id, step)
        expect(after(items, writes).map((item) => item.id)).toEqual(expected)
      }
  },
)

test('ranks that are in order need two writes', () => {
  const items = [10, 20, 30].map((rank, at) => ({ id: idOf(at), rank }))
  expect(movedRanks(items, idOf(0), 1)).toHaveLength(2)
  expect(movedRanks(items, idOf(0), -1)).toEqual([])
})
