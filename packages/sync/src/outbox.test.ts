import type { Operation, OperationId } from '@parallax/domain'
import { registryAddress, sampleProjectId, sampleWorld } from '@parallax/domain/test'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { newOperationId } from './new-id.ts'
import { memoryOutbox, openOutbox } from './outbox.ts'

const ferry = sampleProjectId('ferry')
const harbour = sampleProjectId('harbour')
const stream = { kind: 'registry' as const, id: registryAddress(sampleWorld()).id }

const operation = (id: OperationId = newOperationId()): Operation => ({
  id,
  stream,
  baseSeq: 0,
  group: id,
  after: null,
  type: 'entity.create',
  args: {},
})

afterEach(() => vi.unstubAllGlobals())

test('what is put and not removed is there, oldest first, whatever the order of storing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat()), fc.array(fc.boolean()), async (order, kept) => {
      const outbox = memoryOutbox()
      const made = kept.map(() => operation())
      const shuffled = made
        .map((each) => ({ each, at: order.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
      for (const { each } of shuffled) await outbox.put(ferry, each)
      await outbox.remove(made.filter((_, index) => !kept[index]).map(({ id }) => id))
      expect(await outbox.all(ferry)).toEqual(made.filter((_, index) => kept[index]))
    }),
  )
})

test('each project has its own, and putting again changes nothing', async () => {
  const outbox = memoryOutbox()
  const here = operation()
  await outbox.put(ferry, here)
  await outbox.put(ferry, here)
  await outbox.put(harbour, operation())
  expect(await outbox.all(ferry)).toEqual([here])
  expect(await outbox.all(harbour)).toHaveLength(1)
})

test('where storage is refused, a person’s outbox lasts as long as the page and says so', async () => {
  const report = vi.fn()
  vi.stubGlobal('reportError', report)
  const first = await openOutbox('ada')
  await first.put(ferry, operation())
  const again = await openOutbox('ada')
  expect(report).toHaveBeenCalled()
  expect(again.isDurable).toBe(false)
  expect(await again.all(ferry)).toHaveLength(1)
  expect(await (await openOutbox('ben')).all(ferry)).toEqual([])
})
