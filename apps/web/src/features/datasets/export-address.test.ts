import { expect, test } from 'vitest'
import { exportAddress } from './export-address.ts'

test('an address names the format, the layers and the documents', () => {
  const all = { codec: 'parallax', layers: 'all', documents: null } as const
  expect(exportAddress('p', all)).toBe('/api/exports/p/parallax?layers=all')
  const some = { codec: 'csv', layers: 'mine', documents: ['b', 'a'] } as const
  const address = new URL(exportAddress('p', some) ?? '', 'http://localhost')
  expect(address.pathname).toBe('/api/exports/p/csv')
  expect(Object.fromEntries(address.searchParams)).toEqual({ layers: 'mine', documents: 'a,b' })
})

test('choosing no document is not choosing all of them', () => {
  expect(exportAddress('p', { codec: 'csv', layers: 'all', documents: [] })).toBeUndefined()
})
