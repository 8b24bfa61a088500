import type { CodebookContent } from '@parallax/domain'
import { expect, test } from 'vitest'
import { migrationRules } from './migration-rules.ts'

const rows = (...ids: string[]) => ids.map((id) => ({ id, data: {} }))
const before: CodebookContent = {
  labelSet: [],
  label: rows('port', 'place'),
  attribute: [],
  guideline: [],
  scale: [],
  annotatable: [],
}

test('a label goes away, joins one that was there, or is replaced by a new one', () => {
  const rules = (becomes: string | null) => migrationRules(new Map([['port', { becomes }]]), before)
  expect(rules(null)).toEqual([{ from: 'port', kind: 'retire', to: [] }])
  expect(rules('place')).toEqual([{ from: 'port', kind: 'merge', to: ['place'] }])
  expect(rules('harbour')).toEqual([{ from: 'port', kind: 'replace', to: ['harbour'] }])
})

test('nothing that goes away needs no rule', () => {
  expect(migrationRules(new Map(), before)).toEqual([])
})
