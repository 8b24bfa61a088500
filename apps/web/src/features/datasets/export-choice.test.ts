import { expect, test } from 'vitest'
import {
  exportAddress,
  exportKinds,
  exportWish,
  missingOf,
  withFound,
  withPerson,
} from './export-choice.ts'

const all = {
  format: 'parallax',
  layers: 'all',
  person: null,
  documents: null,
  kinds: exportKinds,
  without: [],
  offsetUnit: null,
} as const
const table = {
  hasDocuments: true,
  choosesParts: true,
  offsetUnits: ['utf16', 'code-points'],
} as const
const whole = { hasDocuments: true, choosesParts: false, offsetUnits: [] } as const

test('an address names the format, the layers and the documents', () => {
  expect(exportAddress('p', all)).toBe('/api/exports/p/parallax?layers=all')
  const some = {
    ...all,
    format: 'csv',
    layers: 'person',
    person: 'u',
    documents: ['b', 'a'],
  } as const
  const address = new URL(exportAddress('p', some) ?? '', 'http://localhost')
  expect(address.pathname).toBe('/api/exports/p/csv')
  expect(Object.fromEntries(address.searchParams)).toEqual({ layers: 'of:u', documents: 'a,b' })
})

test('choosing no document is not choosing all of them', () => {
  expect(exportAddress('p', { ...all, documents: [] })).toBeUndefined()
})

test('an address does not name more documents than it can', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index))
  expect(exportAddress('p', { ...all, documents: ids(100) })).toMatch(/documents=0%2C/)
  expect(exportAddress('p', { ...all, documents: ids(101) })).toBeUndefined()
  expect(missingOf({ ...all, documents: ids(101) }, whole)).toBeUndefined()
})

test('all that are found are chosen beside what was, once each, or none of too many', () => {
  expect(withFound(['b'], { ids: ['a', 'b'], total: 2 })).toEqual(['b', 'a'])
  expect(withFound([], { ids: ['a'], total: 2 })).toBeUndefined()
  const many = Array.from({ length: 10_000 }, (_, index) => String(index))
  expect(withFound([], { ids: many, total: 10_000 })).toHaveLength(10_000)
  expect(withFound(['other'], { ids: many, total: 10_000 })).toBeUndefined()
})

test('every kind of record is the same as no choice of kinds', () => {
  expect(exportWish(all, table)).toEqual({
    format: 'parallax',
    layers: 'all',
    documents: 'all',
    without: [],
  })
  expect(exportWish({ ...all, kinds: ['claim'], documents: ['b', 'a'] }, table)).toMatchObject({
    documents: ['a', 'b'],
    kinds: ['claim'],
  })
})

test('one person’s are one’s own until somebody else is picked, or the first’s where one has none', () => {
  const owner = (id: string) => ({ id, name: id, guest: false, documents: 1 })
  const picked = { ...all, layers: 'person' } as const
  expect(withPerson(picked, [owner('a'), owner('me')], 'me').person).toBe('me')
  expect(withPerson(picked, [owner('a'), owner('b')], 'me').person).toBe('a')
  expect(withPerson({ ...picked, person: 'b' }, [owner('a')], 'me').person).toBe('b')
  expect(missingOf(withPerson(picked, [], 'me'), whole)).toBe('person')
  expect(exportAddress('p', withPerson(picked, undefined, 'me'))).toBeUndefined()
  expect(exportWish({ ...picked, person: 'b' }, table)).toMatchObject({ layers: { of: 'b' } })
})

test('what a format has no choice of is not wished for', () => {
  const some = { ...all, kinds: ['claim'], without: ['note'], offsetUnit: 'code-points' } as const
  expect(exportWish(some, table)).toMatchObject({
    kinds: ['claim'],
    without: ['note'],
    offsetUnit: 'code-points',
  })
  expect(exportWish(some, whole)).toMatchObject({ without: [] })
  for (const name of ['kinds', 'offsetUnit'])
    expect(exportWish(some, whole)).not.toHaveProperty(name)
  expect(missingOf({ ...all, kinds: [] }, table)).toBe('kinds')
  expect(missingOf({ ...all, kinds: [] }, whole)).toBeUndefined()
})

test('of a format without documents nothing is to be chosen', () => {
  const book = { hasDocuments: false, choosesParts: false, offsetUnits: [] } as const
  const some = { ...all, layers: 'person', documents: [] } as const
  expect(missingOf(some, book)).toBeUndefined()
  expect(exportWish(some, book)).toMatchObject({ layers: 'all', documents: 'all' })
})
