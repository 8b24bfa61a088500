import {
  type LogEntry,
  maxOperationRecords,
  maxRevertedLines,
  type RecordId,
} from '@parallax/domain'
import { sampleId, sharedLayer } from '@parallax/domain/test'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { takeBackDrafts } from './take-back.ts'

/** Lines of a log, newest first, each with so many records of its own. */
function linesOf(sizes: readonly number[]): readonly LogEntry[] {
  let made = 0
  return sizes.map((size, index) => {
    const written = Array.from({ length: size }, () => {
      made += 1
      return { id: `record ${made}` as RecordId, register: 'note', before: '', after: 'x' } // any id
    })
    const id = sampleId('line') as unknown as LogEntry['opId'] // as above
    return {
      seq: sizes.length + 7 - index,
      opId: id,
      opType: 'batch',
      group: id,
      actor: sampleId('mei') as unknown as LogEntry['actor'], // as above
      at: '2031-03-01T09:00:00.000Z',
      change: { added: [], written },
    }
  })
}

test('everything is taken back once, newest first, within the limits of one operation', {
  timeout: 60_000,
}, () => {
  const sizes = fc.oneof(
    fc.array(fc.nat(2), { maxLength: 1_400, size: 'max' }),
    fc.array(fc.nat(maxOperationRecords), { maxLength: 20 }),
  )
  fc.assert(
    fc.property(sizes, (counts) => {
      const lines = linesOf(counts)
      const drafts = takeBackDrafts({ kind: 'layer', id: sharedLayer.id }, lines)
      const pieces = drafts.map(
        ({ args }) => args as { readonly seq: number; readonly from: number },
      )
      const seqs = pieces.flatMap(({ seq, from }) =>
        Array.from({ length: seq - from + 1 }, (_, back) => seq - back),
      )
      expect(seqs).toEqual(lines.map(({ seq }) => seq))
      for (const { seq, from } of pieces) {
        const own = lines.filter((line) => line.seq >= from && line.seq <= seq)
        expect(own.length).toBeLessThanOrEqual(maxRevertedLines)
        const records = own.reduce((sum, { change }) => sum + change.written.length, 0)
        expect(records).toBeLessThanOrEqual(maxOperationRecords)
      }
    }),
    { numRuns: 20 },
  )
})
