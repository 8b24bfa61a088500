import fc from 'fast-check'
import { expect, test } from 'vitest'
import { suggestLabel } from './suggest-label.ts'

const codebook = ['Person', 'Organisation', 'State', 'Event', 'Party', 'Énergie']
const own = codebook.map((name) => ({ id: name, name }))

test.each([
  ['person', 'Person'],
  ['PERSON', 'Person'],
  ['Persons', 'Person'],
  ['per-son', 'Person'],
  ['PER', 'Person'],
  ['ORG', 'Organisation'],
  ['Parties', 'Party'],
  ['energie', 'Énergie'],
])('“%s” is another way of writing “%s”', (name, expected) => {
  expect(suggestLabel(name, own)).toBe(expected)
})

test.each(['Statement', 'Stat', 'STATES OF MATTER', 'Personality', 'Per', 'PE', 'Eventually', '…'])(
  '“%s” means none of them',
  (name) => {
    expect(suggestLabel(name, own)).toBeNull()
  },
)

test('what may be two labels is none', () => {
  const two = [...own, { id: 'Period', name: 'Period' }]
  expect(suggestLabel('PER', two)).toBeNull()
  expect(suggestLabel('person', [...own, { id: 'x', name: 'PERSON' }])).toBeNull()
})

test('a label whose name goes on in the file is never suggested, but for a plural', () => {
  const word = fc.stringMatching(/^[A-Z][a-z]{2,8}$/)
  const more = fc.stringMatching(/^[a-z]{2,8}$/).filter((rest) => rest !== 'es')
  fc.assert(
    fc.property(word, more, (name, rest) => {
      expect(suggestLabel(name + rest, [{ id: 'own', name }])).toBeNull()
    }),
  )
})
