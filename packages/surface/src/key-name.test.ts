import { expect, test } from 'vitest'
import { isPlainKey, type KeyPress, keyNames } from './key-name.ts'

const press = (key: string, code: string, held: Partial<KeyPress> = {}) =>
  keyNames({
    key,
    code,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...held,
  })

test('letters are lower case, whatever Caps Lock says', () => {
  expect(press('C', 'KeyC')).toEqual(['c'])
  expect(press('C', 'KeyC', { shiftKey: true })).toEqual(['Shift+c'])
})

test('signs that need Shift go by the sign alone', () => {
  expect(press('?', 'Slash', { shiftKey: true })).toEqual(['?'])
  expect(press('+', 'Equal', { shiftKey: true })).toEqual(['+'])
})

test('letters and digits also work on layouts that print something else', () => {
  expect(press('с', 'KeyC')).toEqual(['с', 'c'])
  expect(press('&', 'Digit1')).toEqual(['&', '1'])
})

test('Control and Command are one modifier', () => {
  expect(press('z', 'KeyZ', { ctrlKey: true })).toEqual(['Mod+z'])
  expect(press('Z', 'KeyZ', { metaKey: true, shiftKey: true })).toEqual(['Mod+Shift+z'])
  expect(press('ArrowRight', 'ArrowRight', { altKey: true, shiftKey: true })).toEqual([
    'Alt+Shift+ArrowRight',
  ])
})

test('only keys without a modifier count as plain', () => {
  expect(['c', '?', '1', 'Shift+c'].every(isPlainKey)).toBe(true)
  expect(['Mod+k', 'Enter', 'Shift+Enter', 'Alt+c'].some(isPlainKey)).toBe(false)
})
