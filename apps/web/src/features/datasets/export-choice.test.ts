import { expect, test } from 'vitest'
import { exportAddress, exportKinds, exportWish } from './export-choice.ts'

const all = { format: 'parallax', layers: 'all', documents: null, kinds: exportKinds } as const

test('an address names the format, the layers and the documents', () => {
  expect(exportAddress('p', all)).toBe('/api/exports/p/parallax?layers=all')
  const some = { ...all, format: 'csv', layers: 'mine', documents: ['b', 'a'] } as const
  const address = new URL(exportAddress('p', some) ?? '', 'http://localhost')
  expect(address.pathname).toBe('/api/exports/p/csv')
  expect(Object.fromEntries(address.searchParams)).toEqual({ layers: 'mine', documents: 'a,b' })
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
