import { describe, expect, test } from 'vitest'
import { codecs } from '../codecs/registry.ts'
import { problemOfWish } from './possible-wish.ts'

const problem = (id: string, wish: Omit<Parameters<typeof problemOfWish>[0], 'codec'>) => {
  const codec = codecs[id]
  if (!codec) throw new Error(id)
  return problemOfWish({ codec, ...wish })
}

describe('a wish', () => {
  test('for the unit that a format has anyway is none too much, for another one it is', () => {
    expect(problem('doccano', { offsetUnit: 'code-points' })).toBeUndefined()
    expect(problem('doccano', { offsetUnit: 'utf8' })).toContain('cannot be chosen')
    expect(problem('conll2003', { offsetUnit: 'utf8' })).toContain('cannot be chosen')
    for (const id of ['w3c', 'csv', 'csv-safe', 'tsv'])
      expect(problem(id, { offsetUnit: 'utf8' })).toBeUndefined()
  })

  test('for less than a whole project is none for a format that is one, or none of it', () => {
    for (const id of ['parallax', 'standoff', 'refi-qdc']) {
      expect(problem(id, { kinds: ['mention'] })).toContain('cannot be left out')
      expect(problem(id, { without: ['note'] })).toContain('cannot be left out')
      expect(problem(id, { without: [] })).toBeUndefined()
    }
    for (const id of ['csv', 'huggingface'])
      expect(problem(id, { kinds: ['mention'], without: ['note'] })).toBeUndefined()
  })

  test('that leaves out fields takes along no file with them in it', () => {
    expect(problem('brat', { without: ['authors'], hasSideFile: true })).toContain('side file')
    expect(problem('brat', { without: [], hasSideFile: true })).toBeUndefined()
  })
})
