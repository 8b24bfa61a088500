import { expect, test } from 'vitest'
import { comparisonText } from './comparison-text.ts'

const none = { count: 0, first: [] }
const nothing = {
  documents: { added: none, removed: none, changed: none, moved: none },
  records: [],
  registry: [],
  codebook: [],
}

test('what differs is said a line each, and that nothing does in one', () => {
  expect(comparisonText(nothing)).toBe('They hold the same.\n')
  const counts = { added: 2, removed: 1, changed: 0 }
  const found = comparisonText({
    ...nothing,
    documents: { ...nothing.documents, moved: { count: 3, first: [] } },
    records: [
      { kind: 'mention', label: null, name: null, ...counts },
      { kind: 'mention', label: 'x', name: 'Person', ...counts },
    ],
    codebook: [{ kind: 'label', id: 'x', name: 'Person', change: 'changed', fields: ['colour'] }],
  })
  expect(found).toBe(
    'documents moved: 3\nmention: +2 -1 ~0\nmention Person: +2 -1 ~0\ncodebook, label "Person" changed: colour\n',
  )
})
