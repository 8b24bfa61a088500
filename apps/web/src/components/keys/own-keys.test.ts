import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandIds, commandInfos } from './command-list.ts'
import { effectiveKeys } from './effective-keys.ts'
import { lastingName, ownKeys, withKey, withoutKey } from './own-keys.ts'

const changeable = commandIds.filter((id) => !commandInfos[id].isFixed)
const choice = fc.tuple(
  fc.constantFrom(...changeable),
  fc.constantFrom('q', 'Alt+x', 'j', 'c', 'Shift+q', ''),
)

test('after any choices no two commands share a key, and the last choice holds', () => {
  fc.assert(
    fc.property(fc.array(choice, { minLength: 1 }), (choices) => {
      const own = choices.reduce((so, [id, key]) => withKey(so, id, key), {})
      const keys = effectiveKeys(own)
      const all = commandIds.flatMap((id) => keys.keysOf(id))
      expect(new Set(all).size).toBe(all.length)
      const [id, key] = choices.at(-1) ?? choices[0] ?? ['record.next', 'j']
      if (key) expect(keys.keysOf(id)).toContain(key)
      else expect(keys.keysOf(id)).toEqual([])
    }),
  )
})

test('the first key chosen again is no choice of one’s own', () => {
  const own = withKey({}, 'record.next', 'q')
  expect(effectiveKeys(own).isOwn('record.next')).toBe(true)
  expect(withKey(own, 'record.next', 'j')).toEqual({})
  expect(withoutKey(own, 'record.next')).toEqual({})
})

test('only words for commands that exist are read', () => {
  expect(ownKeys({ 'record.next': 'q', 'tag.claim': 3, gone: 'x' })).toEqual({ 'record.next': 'q' })
  expect(ownKeys(null)).toEqual({})
  expect(ownKeys('keys')).toEqual({})
})

test('a key is kept by the name that any layout has', () => {
  expect(lastingName(['с', 'c'])).toBe('c')
  expect(lastingName(['&', '1'])).toBe('&')
  expect(lastingName(['Mod+k'])).toBe('Mod+k')
  expect(lastingName(['ж'])).toBe('ж')
})
