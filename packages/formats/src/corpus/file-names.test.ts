import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FileNames } from './file-names.ts'

const someName = fc.oneof(
  fc.constantFrom('a', 'A', 'a (2)', 'CON', '..', '', 'a/b', 'x\u0000', '\ud800', 'é', 'é'),
  fc.string({ unit: 'binary', maxLength: 120 }),
)

test('names of files are safe on every system, and none is twice in its folder', () =>
  fc.assert(
    fc.property(fc.array(someName), (names) => {
      const files = new FileNames()
      const claimed = names.map((name) => files.claim(name, 'folder'))
      const folded = claimed.map((name) => name.normalize('NFC').toLowerCase())
      expect(new Set(folded).size).toBe(names.length)
      for (const name of claimed) {
        expect(name).not.toMatch(/[\\/:*?"<>|]|\p{Cc}|\p{Cs}|^[\s.]|[\s.]$|^$/u)
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
        expect(name.length).toBeLessThan(100)
      }
    }),
  ))

test('a hundred thousand of one name are numbered one after the other', () => {
  const files = new FileNames()
  const names = Array.from({ length: 100_000 }, () => files.claim('untitled'))
  expect(names.slice(0, 3)).toEqual(['untitled', 'untitled (2)', 'untitled (3)'])
  expect(names.at(-1)).toBe('untitled (100000)')
})
