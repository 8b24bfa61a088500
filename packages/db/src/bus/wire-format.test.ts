import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeMessage, encodeMessages } from './wire-format.ts'

const head = fc.record({
  projectId: fc.constantFrom(
    '00000000-0000-4000-8000-000000000001',
    '00000000-0000-4000-8000-000000000002',
  ),
  streamId: fc.uuid(),
  seq: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
})
const origin = '00000000-0000-4000-8000-00000000000a'

test('the newest seq of every stream arrives, in payloads that PostgreSQL takes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(head, { maxLength: 200 }), { maxLength: 3 }),
      async (batches) => {
        const payloads = encodeMessages(
          origin,
          batches.map((heads) => ({ heads, notices: [] })),
        )
        for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(8000)
        const newest = new Map<string, number>()
        for (const { projectId, streamId, seq } of batches.flat()) {
          const name = `${projectId} ${streamId}`
          newest.set(name, Math.max(seq, newest.get(name) ?? 0))
        }
        const arrived = payloads.flatMap(
          (payload) => decodeMessage('another', payload)?.heads ?? [],
        )
        expect(
          new Map(arrived.map((one) => [`${one.projectId} ${one.streamId}`, one.seq])),
        ).toEqual(newest)
        expect(arrived).toHaveLength(newest.size)
      },
    ),
    { numRuns: 50 },
  )
})

test('what a process sent itself is not for it', () => {
  const payloads = encodeMessages(origin, [{ heads: [], notices: [{ topic: 'x', content: 1 }] }])
  expect(payloads.map((payload) => decodeMessage(origin, payload))).toEqual([undefined])
})
