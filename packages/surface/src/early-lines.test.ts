import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleText, sampleZones } from '../test/sample.ts'
import { earlyLines } from './early-lines.ts'
import { staticLines } from './static-lines.ts'

const allEarly = earlyLines({ startUtf16: 0, text: sampleText, zones: sampleZones })
const allStill = [...staticLines({ text: sampleText, records: [], zones: sampleZones })]

test('each line has the letters and classes that it has in the surface', () => {
  const texts = allEarly.filter((line) => line.kind === 'text')
  expect(texts.length).toBeGreaterThan(5)
  for (const line of texts) {
    const still = allStill.find(({ startUtf16 }) => startUtf16 === line.startUtf16)
    expect(line.text).toBe(still?.pieces.map(({ text }) => text).join(''))
    expect(line.attributes).toEqual(still?.attributes)
  }
})

test('boilerplate is one line with its first words', () => {
  const text = 'Menu\nSign in\nA story\nMore on this\n'
  const zone = (words: string) => ({
    kind: 'boilerplate' as const,
    startUtf16: text.indexOf(words),
    endUtf16: text.indexOf(words) + words.length,
    note: 'site menu',
  })
  const lines = earlyLines({ startUtf16: 0, text, zones: [zone('Menu\nSign in')] })
  expect(lines.map(({ kind }) => kind)).toEqual(['fold', 'text', 'text', 'text'])
  expect(lines[0]).toMatchObject({ note: 'site menu', preview: 'Menu Sign in', count: '2 lines' })
  expect(lines[1]).toMatchObject({ text: 'A story', startUtf16: text.indexOf('A story') })
})

test('from the start of any paragraph on, the lines are those of the whole text', () => {
  const starts = allEarly.filter(({ kind }) => kind === 'text').map(({ startUtf16 }) => startUtf16)
  fc.assert(
    fc.property(fc.constantFrom(...starts), (startUtf16) => {
      const lines = earlyLines({
        startUtf16,
        text: sampleText.slice(startUtf16),
        zones: sampleZones.filter(({ endUtf16 }) => endUtf16 > startUtf16),
      })
      expect(lines).toEqual(allEarly.filter((line) => line.startUtf16 >= startUtf16))
    }),
  )
})
