import { deriveId, projectIdSchema } from '@parallax/domain'
import { expect, test } from 'vitest'
import { freeColour, freeKey, keyClash } from './label-keys.ts'

const project = projectIdSchema.parse('0192f0aa-0000-7000-8000-000000000001')
const label = (name: string, key: string | null) => ({ id: deriveId(project, name), key, name })
const labels = [label('Person', '1'), label('Place', 'g'), label('Event', null)]
const event = deriveId(project, 'Event')

test('a key of another label clashes, whatever its case', () => {
  expect(keyClash(labels, event, '1')).toEqual({ kind: 'label', name: 'Person' })
  expect(keyClash(labels, event, 'G')).toEqual({ kind: 'label', name: 'Place' })
  expect(keyClash(labels, deriveId(project, 'Place'), 'g')).toBeUndefined()
})

test('a key of a command clashes', () => {
  for (const key of 'CsZ0?[')
    expect(keyClash(labels, event, key)).toEqual({ kind: 'command', name: expect.any(String) })
  expect(keyClash(labels, event, '')).toBeUndefined()
  expect(keyClash(labels, event, '9')).toBeUndefined()
})

test('a new label gets the first key and colour that are free', () => {
  expect(freeKey(labels)).toBe('2')
  expect(freeKey([...'123456789'].map((key) => ({ key })))).toBeNull()
  expect(freeColour([])).toBe(1)
  expect(freeColour([{ colour: 1 }, { colour: 2 }])).toBe(3)
  const all = Array.from({ length: 12 }, (_, at) => ({ colour: at + 1 }))
  expect(freeColour([...all, { colour: 1 }])).toBe(2)
})
