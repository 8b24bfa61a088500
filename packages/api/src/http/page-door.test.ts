import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageFrom } from './page-door.ts'

const meta = {
  title: 'Bridge reopens',
  publisher: null,
  agency: null,
  byline: [],
  url: null,
  language: 'en',
  publishedAt: null,
  publishedAtBasis: null,
}
const page = (text: string, fromUtf16: number) => pageFrom({ meta, zones: [] }, text, fromUtf16)

const line = fc.string({ maxLength: 9000 })
const text = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r', '\u2028')), { minLength: 1 })
  .map((lines) => lines.flat().join(''))

test('a page is a stretch of the text that begins a line and holds the letter asked for', () => {
  fc.assert(
    fc.property(text, fc.nat(), (whole, at) => {
      const fromUtf16 = at % whole.length
      const { startUtf16, text: part } = page(whole, fromUtf16)
      expect(whole.slice(startUtf16, startUtf16 + part.length)).toBe(part)
      expect(startUtf16).toBeLessThanOrEqual(fromUtf16)
      expect(startUtf16 + part.length).toBeGreaterThan(fromUtf16)
      expect(part.length).toBeGreaterThanOrEqual(Math.min(8_000, whole.length - startUtf16))
      const before = whole.slice(0, startUtf16)
      expect(startUtf16 === 0 || /[\n\r\u2028\u2029]$/.test(before)).toBe(true)
      expect(before.endsWith('\r') && part.startsWith('\n')).toBe(false)
    }),
    { numRuns: 60 },
  )
})

test.each([Number.NaN, -1, 1.5, 1e9])('what is no letter of the text means the start: %s', (at) => {
  expect(page('First\nsecond', at)).toMatchObject({ startUtf16: 0, text: 'First\nsecond' })
})

test('only zones that touch the page come with it', () => {
  const whole = `Head\n${'word '.repeat(5000)}\nFoot`
  const zone = (kind: 'headline' | 'boilerplate', words: string) => {
    const startUtf16 = whole.indexOf(words)
    return { kind, startUtf16, endUtf16: startUtf16 + words.length, note: '' }
  }
  const zones = [zone('headline', 'Head'), zone('boilerplate', 'Foot')]
  const kindsFrom = (at: number) =>
    pageFrom({ meta, zones }, whole, at).zones.map(({ kind }) => kind)
  expect(kindsFrom(0)).toEqual(['headline'])
  expect(kindsFrom(whole.length - 2)).toEqual(['boilerplate'])
})
