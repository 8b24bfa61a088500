import { labelIdSchema } from '@parallax/domain'
import { expect, test } from 'vitest'
import { effectiveKeys } from '../../../components/keys/effective-keys.ts'
import { keyBindings } from './key-bindings.ts'

const labelId = (digit: number) =>
  labelIdSchema.parse(`0192f0aa-0000-7000-8000-00000000000${digit}`)
const place = { id: labelId(1), key: '1' }
const event = { id: labelId(2), key: 'n' }

test('a label goes before the default key of a command', () => {
  const bindings = keyBindings([place, event], effectiveKeys({}))
  expect(bindings.byKey.get('1')).toEqual({ kind: 'label', id: place.id })
  expect(bindings.byKey.get('n')).toEqual({ kind: 'label', id: event.id })
  expect(bindings.keyOfLabel(event)).toBe('n')
  expect(bindings.keyOf('document.next')).toBeUndefined()
  expect(bindings.keyOf('record.next')).toBe('j')
})

test("a person's own choice goes before the key of a label", () => {
  const bindings = keyBindings([place, event], effectiveKeys({ 'record.next': 'n' }))
  expect(bindings.byKey.get('n')).toEqual({ kind: 'command', id: 'record.next' })
  expect(bindings.keyOfLabel(event)).toBeUndefined()
  expect(bindings.keyOf('record.next')).toBe('n')
  expect(bindings.byKey.get('j')).toBeUndefined()
})

test('growing and moving ends are commands like any other, and a label without a key has none', () => {
  const keys = effectiveKeys({ 'selection.grow': 'g', 'edge.endOn': 'Alt+Shift+ArrowUp' })
  const bindings = keyBindings([], keys)
  expect(bindings.byKey.get('g')).toEqual({ kind: 'command', id: 'selection.grow' })
  expect(bindings.byKey.get(']')).toBeUndefined()
  expect(bindings.keyOf('edge.endOn')).toBe('Alt+Shift+ArrowUp')
  expect(bindings.keyOf('edge.startBack')).toBeUndefined()
  expect(bindings.keyOfLabel({ id: labelId(4), key: null })).toBeUndefined()
})
