import type { Zone } from '@parallax/domain'
import { expect, test } from 'vitest'
import { zoneStep } from './zone-step.ts'

const zone = (startUtf16: number) =>
  ({ startUtf16, endUtf16: startUtf16 + 5, kind: 'body' }) as unknown as Zone // only this is read

test('from zone to zone, in the order of the text, to the last and back', () => {
  const zones = [zone(20), zone(0), zone(40)]
  const walk = (from: number, direction: 1 | -1): readonly number[] => {
    const next = zoneStep(zones, from, direction)
    return next ? [next.startUtf16, ...walk(next.startUtf16, direction)] : []
  }
  expect(walk(0, 1)).toEqual([20, 40])
  expect(walk(44, -1)).toEqual([40, 20, 0])
  expect(walk(22, 1)).toEqual([40])
  expect(zoneStep([], 0, 1)).toBeUndefined()
})
