import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleText } from '../test/find-samples.ts'
import { snippetOf } from './snippet.ts'

test('a snippet is part of its line, with nothing cut in half', () => {
  fc.assert(
    fc.property(fc.array(sampleText, { maxLength: 12 }), fc.nat(), (parts, at) => {
      const text = parts.join('')
      const starts = [...text].map((_, index) => [...text].slice(0, index).join('').length)
      const startUtf16 = starts[at % Math.max(1, starts.length)] ?? 0
      const { before, hit, after } = snippetOf(text, { startUtf16, endUtf16: startUtf16 })
      const shown = `${before.replace(/^… /, '')}${hit}${after.replace(/ …$/, '')}`
      expect(text).toContain(shown)
      expect(shown).not.toMatch(/\n|\p{Surrogate}/u)
    }),
  )
})

test('a snippet begins and ends between words', () => {
  const text = `${'The mayor spoke of it. '.repeat(20)}`
  const at = text.indexOf('mayor', 200)
  const { before, hit, after } = snippetOf(text, { startUtf16: at, endUtf16: at + 5 })
  expect(hit).toBe('mayor')
  expect(before).toMatch(/^… \w+/)
  expect(after).toMatch(/\w[.]? …$/)
})
