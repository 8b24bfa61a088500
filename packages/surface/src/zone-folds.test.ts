import type { ZoneKind } from '@parallax/domain'
import { expect, test } from 'vitest'
import { createDisplayMap } from './display-map.ts'
import type { SurfaceZone } from './surface-record.ts'
import { foldsOf, zoneKindAt } from './zone-folds.ts'

const text = 'Skip to content\n\nGive what you can.\nRiver rises\nThe river rose. Share\nMore news'
const zone = (kind: ZoneKind, from: string, to: string, note = ''): SurfaceZone => ({
  kind,
  note,
  startUtf16: text.indexOf(from),
  endUtf16: text.indexOf(to) + to.length,
})
const zones = [
  zone('boilerplate', 'Skip', 'Skip to content\n\n', 'navigation'),
  zone('boilerplate', 'Give', 'Give what you can.\n', 'fundraising'),
  zone('headline', 'River rises', 'River rises\n'),
  zone('body', 'The river', 'rose. '),
  zone('boilerplate', 'Share', 'More news'),
]

test('neighbouring boilerplate makes one fold that counts its written lines', () => {
  const [first] = foldsOf(createDisplayMap(text), zones)
  expect(first).toMatchObject({
    fromView: 0,
    toView: text.indexOf('\nRiver'),
    lineCount: 2,
    preview: 'Skip to content Give what you can.',
    note: 'navigation',
  })
})

test('a fold takes whole lines only', () => {
  const last = foldsOf(createDisplayMap(text), zones).at(-1)
  expect(last).toMatchObject({ fromView: text.indexOf('More news'), preview: 'More news' })
})

test('an offset has the kind of its zone, and body where there is none', () => {
  expect(zoneKindAt(zones, 0)).toBe('boilerplate')
  expect(zoneKindAt(zones, text.indexOf('River rises'))).toBe('headline')
  expect(zoneKindAt([], 3)).toBe('body')
})
