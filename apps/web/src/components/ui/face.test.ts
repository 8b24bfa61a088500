import { expect, test } from 'vitest'
import { peerColour } from './face.tsx'

const ids = Array.from(
  { length: 400 },
  (_, index) => `0198f000-0000-7000-8000-${String(index).padStart(12, '0')}`,
)

test('a person keeps their colour', () => {
  for (const id of ids) expect(peerColour(id)).toBe(peerColour(id))
})

test('ids that differ in their last digits spread over all four colours', () => {
  const counts = [1, 2, 3, 4].map((colour) => ids.filter((id) => peerColour(id) === colour).length)
  for (const count of counts) expect(count).toBeGreaterThan(ids.length / 8)
})
