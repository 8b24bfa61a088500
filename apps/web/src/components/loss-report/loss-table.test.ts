import { describe, expect, test } from 'vitest'
import { isLossless, type LossReport, lossRows, recordTotals } from './loss-table.ts'

const place = { document: 'A', range: null, what: 'x' }
const line = (kind: string, reason: string, count: number) => ({
  kind,
  reason,
  count,
  places: [place],
})
const report: LossReport = {
  in: { mention: 10, claim: 4, stance: 2, zone: 3, document: 1 },
  out: { mention: 8, claim: 4, stance: 0, zone: 0, document: 1 },
  dropped: [
    line('mention', 'nesting-not-held', 2),
    line('stance', 'kind-not-held', 2),
    line('zone', 'zones-not-held', 3),
  ],
  changed: [line('mention', 'token-boundaries', 1)],
  notes: [],
}

describe('a report of losses as a table', () => {
  test('has a row for every kind of record that there is, and for what else is lost', () => {
    const rows = lossRows(report)
    expect(rows.map(({ kind, before, after }) => [kind, before, after])).toEqual([
      ['mention', 10, 8],
      ['claim', 4, 4],
      ['stance', 2, 0],
      ['zone', 3, 0],
    ])
  })

  test('counts records as fitting, changed and left out', () => {
    expect(recordTotals(report)).toEqual({ before: 16, after: 12, changed: 1, dropped: 4 })
  })

  test('is empty of loss only where nothing was dropped or changed', () => {
    expect(isLossless(report)).toBe(false)
    expect(isLossless({ ...report, dropped: [], changed: [] })).toBe(true)
  })
})
