import type { EntityId, LabelId } from '@parallax/domain'
import { expect, test } from 'vitest'
import { proposeClaim, type Speaker } from './propose-claim.ts'

const label = '00000000-0000-7000-8000-000000000001' as LabelId // any label will do
const aldova = '00000000-0000-7000-8000-00000000000a' as EntityId // any entity will do

function rangeOf(text: string, words: string) {
  const startUtf16 = text.indexOf(words)
  return { startUtf16, endUtf16: startUtf16 + words.length }
}

function proposed(text: string, evidence: string, speaker?: string) {
  const speakers: readonly Speaker[] = speaker
    ? [{ range: rangeOf(text, speaker), entity: aldova, label }]
    : []
  return proposeClaim(text, rangeOf(text, evidence), speakers)
}

test('words in quotation marks with a speaker after them are direct speech of that speaker', () => {
  const text = 'It rained.\n\n“The dam is safe,” Aldova said on Monday.'
  const { report, polarity } = proposed(text, '“The dam is safe,”', 'Aldova')
  expect(report.rendering).toBe('direct')
  expect(report.chain[0]?.sources).toEqual([aldova])
  expect(text.slice(report.chain[0]?.cue?.[0]?.startUtf16)).toMatch(/^said/)
  expect(polarity).toBe('positive')
})

test('a clause after "said that" is indirect speech', () => {
  const { report } = proposed('Aldova said that the dam is safe.', 'the dam is safe', 'Aldova')
  expect(report.rendering).toBe('indirect')
  expect(report.relay).toBe('neutral')
  expect(report.chain[0]?.sourceExtent).toEqual([{ startUtf16: 0, endUtf16: 6 }])
})

test('some words in quotation marks are mixed speech', () => {
  const { report } = proposed(
    'Aldova said the dam was “safe for now”.',
    'the dam was “safe for now”',
    'Aldova',
  )
  expect(report.rendering).toBe('mixed')
})

test('words that nobody says are the own voice of the outlet', () => {
  const { report } = proposed('The dam was built in 1970.', 'The dam was built in 1970', undefined)
  expect(report).toEqual({ chain: [], rendering: 'own', relay: null })
})

test('a negation proposes negative, "denied" a denial, "claimed" distance, "may" possible', () => {
  expect(proposed('The dam was not opened.', 'The dam was not opened').polarity).toBe('negative')
  expect(proposed('Aldova denied it was opened.', 'it was opened', 'Aldova').act).toBe('denial')
  expect(proposed('Aldova claimed it leaks.', 'it leaks', 'Aldova').report.relay).toBe('distances')
  expect(proposed('The dam may leak.', 'The dam may leak').certainty).toBe('possible')
})

test('the tense is that of the content', () => {
  expect(proposed('They will sign.', 'They will sign').tense).toBe('future')
  expect(proposed('They signed it.', 'They signed it').tense).toBe('past')
})
