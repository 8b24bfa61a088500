import { isUuid } from '@parallax/domain'
import { expect, test } from 'vitest'
import { mintId } from './mint-id.ts'

test('of ids that one process mints, the later sorts later, however fast they come', () => {
  const ids = Array.from({ length: 20_000 }, mintId)
  expect(ids.every(isUuid)).toBe(true)
  expect(ids).toEqual([...new Set(ids)].sort())
})
