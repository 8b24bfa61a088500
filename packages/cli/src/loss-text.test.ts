import { countedKinds, Ledger } from '@parallax/formats'
import { expect, test } from 'vitest'
import { lossLines } from './loss-text.ts'

test('what was kept is told in words for one and for many, and nothing people made is passed over', () => {
  const ledger = new Ledger()
  const counts = { document: 1, entity: 2, proposition: 3, label: 2, documentLabel: 4, mention: 0 }
  for (const kind of countedKinds) {
    const count = kind in counts ? counts[kind as keyof typeof counts] : 0 // it is one, as asked
    ledger.countIn(kind, count)
    ledger.countOut(kind, count)
  }
  expect(lossLines(ledger.report())).toEqual([
    'Kept: 1 of 1 document, 4 of 4 document labels, 2 of 2 entities, 3 of 3 propositions, 2 of 2 labels.',
  ])
})

test('what was lost is named by its word', () => {
  const ledger = new Ledger()
  const place = { document: 'a.txt', range: null, what: 'topic' }
  ledger.countIn('documentLabel', 2)
  ledger.lose({ how: 'dropped', kind: 'documentLabel', reason: 'kind-not-held', place, count: 2 })
  expect(lossLines(ledger.report())).toEqual([
    'Kept: 0 of 2 document labels.',
    'Lost: 2 × document label. The format has no such records. (a.txt topic)',
  ])
})
