import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalText } from './canonical-text.ts'

const textOf = (decoded: string) => {
  const outcome = canonicalText(decoded)
  return outcome.ok ? outcome.value : outcome.reason
}

describe('the canonical text', () => {
  test('drops one leading mark and makes every line end LF', () => {
    expect(textOf('\uFEFFa\r\nb\rc\nd\r\r\ne')).toBe('a\nb\nc\nd\n\ne')
    expect(textOf('a\uFEFFb')).toBe('a\uFEFFb')
  })

  test('touches nothing else: quotes, spaces, emoji, composed and decomposed letters', () => {
    const text = " “quoted” ‘single’ it’s it's\u00A0\u2028🛟👩‍👩‍👧 e\u0301 é ﬁ ½\t \n\n"
    expect(textOf(text)).toBe(text)
  })

  test.each([
    ['a half character', 'ab\ud83d'],
    ['another half', '\udedf at the start'],
    ['halves the wrong way round', 'a\udedf\ud83db'],
    ['U+0000', 'a\u0000b'],
    ['two marks at the start', '\uFEFF\uFEFFa'],
  ])('refuses %s', (_, decoded) => {
    expect(textOf(decoded)).toMatchObject({ code: 'text-not-canonical' })
  })

  test('made canonical once it stays as it is, and keeps invariant 1', () => {
    const piece = fc.oneof(
      fc.constantFrom('\r', '\n', '\r\n', '\uFEFF', '\u0000', '\ud83d', '\udedf', '🛟', ' '),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const outcome = canonicalText(pieces.join(''))
        if (!outcome.ok) return
        expect(outcome.value).not.toMatch(/^\uFEFF|\r|\0/)
        expect(outcome.value).not.toMatch(/\p{Surrogate}/u)
        expect(canonicalText(outcome.value)).toEqual(outcome)
      }),
    )
  })
})
