import { checkZones, type Zone, type ZoneKind, zoneKinds } from '@parallax/domain'
import { expect, test } from 'vitest'
import { zonesWith } from './zones-with.ts'

const text =
  'Skip to content\n\nThe Dam Opens\n\nBy Ana Ruiz\n\nFirst words. 🕊️\n\nSecond words.\n\n© Wire'

function rangeOf(words: string) {
  const startUtf16 = text.indexOf(words)
  return { startUtf16, endUtf16: startUtf16 + words.length }
}

function kindAt(zones: readonly Zone[], words: string): ZoneKind | undefined {
  const { startUtf16 } = rangeOf(words)
  return zones.find((zone) => zone.startUtf16 <= startUtf16 && startUtf16 < zone.endUtf16)?.kind
}

test('a line becomes what it is called, and the rest stays body', () => {
  const zones = zonesWith([], text, rangeOf('Dam'), 'headline')
  expect(kindAt(zones, 'The Dam')).toBe('headline')
  expect(kindAt(zones, 'Opens')).toBe('headline')
  expect(kindAt(zones, 'First')).toBe('body')
  expect(kindAt(zones, 'Skip')).toBe('body')
})

test('a body that is called body again is one zone again', () => {
  const cut = zonesWith([], text, rangeOf('By Ana'), 'byline')
  expect(cut).toHaveLength(3)
  expect(zonesWith(cut, text, rangeOf('Ana'), 'body')).toHaveLength(1)
})

test('whatever is called whatever, the zones hold all words and do not overlap', () => {
  let zones: readonly Zone[] = []
  let seed = 7
  const dice = (most: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % most
  }
  for (let round = 0; round < 300; round += 1) {
    const startUtf16 = dice(text.length)
    const range = { startUtf16, endUtf16: startUtf16 + 1 + dice(40) }
    const kind = zoneKinds[dice(zoneKinds.length)] ?? 'body'
    zones = zonesWith(zones, text, range, kind)
    expect(checkZones(zones, text), `round ${round}`).toBeUndefined()
  }
})
