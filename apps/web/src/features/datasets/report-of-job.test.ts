import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lossesOfImport, reportOf } from './report-of-job.ts'

const place = { document: 'A', range: { startUtf16: 0, endUtf16: 3 }, what: 'x' }
const report = {
  in: { mention: 2 },
  out: { mention: 1 },
  dropped: [{ kind: 'mention', reason: 'nesting-not-held', count: 1, places: [place] }],
  changed: [],
  notes: ['A note.'],
}

test('a report is found where exports and imports say it', () => {
  expect(reportOf({ report })).toEqual(report)
  expect(lossesOfImport({ losses: report })).toEqual(report)
})

test('there is none where a job says something else', () => {
  fc.assert(
    fc.property(fc.anything(), (result) => {
      expect(reportOf(result)).toBeNull()
      expect(lossesOfImport(result)).toBeNull()
    }),
  )
})
