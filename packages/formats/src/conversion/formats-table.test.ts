import { expect, test } from 'vitest'
import { codecs } from '../codecs/registry.ts'
import { formatRow } from './formats-table.ts'

test('only what leaves nothing out is called lossless', () => {
  const lossless = Object.values(codecs)
    .map(formatRow)
    .filter(({ isLossless }) => isLossless)
  expect(lossless.map(({ id }) => id)).toEqual(['parallax'])
})
