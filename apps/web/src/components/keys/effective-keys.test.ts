import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandIds, commandInfos, textKeys } from './command-list.ts'
import { effectiveKeys, keyProblem } from './effective-keys.ts'

const changeable = commandIds.filter((id) => !commandInfos[id].isFixed)
const someKey = fc.constantFrom('', 'q', 'Shift+q', 'j', 'k', 'Alt+x', 'y', '+')
const someOwn = fc.dictionary(fc.constantFrom(...commandIds, 'gone.command'), someKey)

test('without a choice every command has its default keys, and no two share one', () => {
  const keys = effectiveKeys({})
  const all = commandIds.flatMap((id) => keys.keysOf(id))
  expect(new Set(all).size).toBe(all.length)
  expect(all.length).toBe(commandIds.flatMap((id) => commandInfos[id].keys).length)
})

test('no default is a key of the text, of the browser, or of a label', () => {
  const keys = effectiveKeys({})
  for (const id of changeable)
    for (const key of commandInfos[id].keys) expect(keyProblem(keys, id, key)).toBeUndefined()
})

test('what somebody chose is what they get, and a default gives way to it', () => {
  fc.assert(
    fc.property(someOwn, (own) => {
      const keys = effectiveKeys(own)
      const chosen = changeable.filter((id) => Object.hasOwn(own, id))
      for (const id of chosen) expect(keys.keysOf(id)).toEqual(own[id] ? [own[id]] : [])
      const taken = new Set<string | undefined>(chosen.map((id) => own[id]))
      for (const id of changeable.filter((each) => !chosen.includes(each)))
        expect(keys.keysOf(id).some((key) => taken.has(key))).toBe(false)
    }),
  )
})

test('keys of fixed commands stay, whatever is stored', () => {
  const keys = effectiveKeys({ 'document.undo': 'u', 'view.leave': '' })
  expect(keys.keysOf('document.undo')).toEqual(['Mod+z'])
  expect(keys.keysOf('view.leave')).toEqual(['Escape'])
})

test('a key that is taken says by what', () => {
  const keys = effectiveKeys({ 'record.next': 'q' })
  expect(keyProblem(keys, 'tag.claim', 'q')).toEqual({ kind: 'command', id: 'record.next' })
  expect(keyProblem(keys, 'record.next', 'q')).toBeUndefined()
  expect(keyProblem(keys, 'tag.claim', 'j')).toBeUndefined()
  expect(keyProblem(keys, 'tag.claim', 'Mod+z')).toMatchObject({ kind: 'fixed' })
  expect(keyProblem(keys, 'tag.claim', '4')).toEqual({ kind: 'label' })
  expect(keyProblem(keys, 'tag.claim', 'ArrowDown')).toMatchObject({ kind: 'fixed' })
  for (const key of ['Mod+t', 'Mod+w', 'Mod+n', 'Mod+Shift+n', 'F5'])
    expect(keyProblem(keys, 'tag.claim', key)).toEqual({ kind: 'browser' })
  for (const { keys: own } of textKeys)
    for (const key of own)
      expect(keyProblem(keys, 'tag.claim', key)).toMatchObject({ kind: 'fixed' })
})
