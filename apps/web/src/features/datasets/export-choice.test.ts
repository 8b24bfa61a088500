import { expect, test } from 'vitest'
import { exportAddress, exportKinds, exportWish, missingOf, withPerson } from './export-choice.ts'

const all = {
  format: 'parallax',
  layers: 'all',
  person: null,
  documents: null,
  kinds: exportKinds,
} as const

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

test('every kind of record is the same as no choice of kinds', () => {
  expect(exportWish(all)).toMatchObject({ documents: 'all', kinds: null })
  expect(exportWish({ ...all, kinds: ['claim'], documents: ['b', 'a'] })).toMatchObject({
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
  expect(missingOf(withPerson(picked, [], 'me'))).toBe('person')
  expect(exportAddress('p', withPerson(picked, undefined, 'me'))).toBeUndefined()
  expect(exportWish({ ...picked, person: 'b' })).toMatchObject({ layers: { of: 'b' } })
})
