import { expect, test } from 'vitest'
import { folded } from './propose-entity.ts'
import { asStatement } from './propose-proposition.ts'

test('a statement is one line with a capital and a full stop', () => {
  expect(asStatement('“the dam\nis safe,”')).toBe('The dam is safe.')
  expect(asStatement('  ')).toBe('')
  expect(asStatement('x'.repeat(400)).length).toBeLessThanOrEqual(300)
})

test('words are compared without case, accents, articles and possession', () => {
  expect(folded("The Żółw's")).toBe('zołw')
  expect(folded('Tarvia’s')).toBe('tarvia')
  expect(folded('LES  Alpes')).toBe('les alpes')
})
