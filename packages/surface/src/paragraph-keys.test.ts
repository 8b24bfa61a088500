import { Text } from '@codemirror/state'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextParagraph } from './paragraph-keys.ts'

const lines = fc.array(fc.constantFrom('', '  ', 'one', 'two words', 'three more words'), {
  minLength: 1,
  maxLength: 12,
})

test('going on by paragraphs visits the start of each written one, and going back the same', () => {
  fc.assert(
    fc.property(lines, (written) => {
      const doc = Text.of(written)
      const starts = written.flatMap((line, index) =>
        line.trim() ? [doc.line(index + 1).from] : [],
      )
      const walk = (from: number, direction: 1 | -1) => {
        const visited: number[] = []
        const edge = direction > 0 ? doc.length : 0
        for (let at = from; at !== edge; ) {
          at = nextParagraph(doc, { isContinuation: () => false }, { from: at, direction })
          visited.push(at)
        }
        return visited.filter((at) => starts.includes(at))
      }
      expect(walk(0, 1)).toEqual(starts.filter((at) => at > 0))
      expect(walk(doc.length, -1)).toEqual(starts.filter((at) => at < doc.length).reverse())
    }),
  )
})

test('lines that go on with the paragraph before are passed over', () => {
  const doc = Text.of(['first', 'goes on', 'second'])
  const map = { isContinuation: (at: number) => at === 6 }
  expect(nextParagraph(doc, map, { from: 2, direction: 1 })).toBe(14)
  expect(nextParagraph(doc, map, { from: 14, direction: -1 })).toBe(0)
})
