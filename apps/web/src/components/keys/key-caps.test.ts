import { expect, test } from 'vitest'
import { keyCaps, keyCapText } from './key-caps.ts'

test('a key is drawn cap by cap, as it stands on the keyboard', () => {
  expect(keyCaps('Mod+Shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
  expect(keyCaps('Mod+Shift+z', true)).toEqual(['⌘', 'Shift', 'Z'])
  expect(keyCapText('Alt+ArrowUp', false)).toBe('Alt ↑')
  expect(keyCapText('Escape', false)).toBe('Esc')
})

test('the plus sign is a key of its own', () => {
  expect(keyCaps('+', false)).toEqual(['+'])
  expect(keyCaps('Mod++', false)).toEqual(['Ctrl', '+'])
})
