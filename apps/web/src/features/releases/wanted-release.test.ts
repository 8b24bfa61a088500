import type { UserId } from '@parallax/domain'
import { arePercents } from '@parallax/formats/splits'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { choiceOf, keyOfOffer, type LayerOffer, newRelease, percentsOf } from './wanted-release.ts'

const offer = (kind: LayerOffer['kind'], owner: string | null): LayerOffer => ({
  kind,
  owner: owner as UserId | null,
  layers: 1,
  name: '',
})
const offers = [offer('adjudicated', null), offer('annotator', 'a'), offer('annotator', 'b')]

test('whatever is not left out is chosen, and all annotators are “all”', () => {
  const wanted = newRelease(1)
  expect(choiceOf(wanted, offers)).toEqual({
    documents: 'all',
    adjudicated: true,
    shared: true,
    annotators: 'all',
  })
  const left = new Set([keyOfOffer(offer('annotator', 'a')), keyOfOffer(offer('shared', null))])
  expect(choiceOf({ ...wanted, left }, offers)).toMatchObject({ shared: false, annotators: ['b'] })
})

test('shares always make a whole', () => {
  const ends = fc.tuple(fc.nat(100), fc.nat(100)).map((each) => each.toSorted((a, b) => a - b))
  fc.assert(
    fc.property(ends, (given) => {
      expect(arePercents(percentsOf(given))).toBe(true)
    }),
  )
})
