import type { CorpusDocument } from '@parallax/formats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alikeness, SameText, saysNoMore } from './same-texts.ts'

type Meta = CorpusDocument['meta']

const outlet = fc.constantFrom('Merrow Post', 'Nordhaven Courier', 'The Gazette')
const meta: fc.Arbitrary<Meta> = fc.record(
  { title: fc.constantFrom('Dam opens', 'The dam'), publisher: outlet, byline: fc.array(outlet) },
  { requiredKeys: [] },
)

/** Documents of one text as a file brings them; answers which document each is. */
function bring(metas: readonly Meta[], same = new SameText()): readonly string[] {
  return metas.map((each, index) => {
    const known = same.find(each)
    if (known === undefined) same.add(each, String(index))
    return known ?? String(index)
  })
}

test('one report in five outlets is five documents', () => {
  const outlets = ['A', 'B', 'C', 'D', 'E']
  const metas = outlets.map((publisher) => ({ title: 'Dam opens', publisher }))
  expect(new Set(bring(metas)).size).toBe(5)
})

test('what several people have annotated is one document, whether or not more is known of it', () => {
  expect(bring([{}, {}, {}])).toEqual(['0', '0', '0'])
  const known = { title: 'Dam opens', byline: ['Ada Quist'] }
  expect(bring([known, { ...known }, {}])).toEqual(['0', '0', '0'])
})

test('nothing that is known of a document is lost in another', () => {
  fc.assert(
    fc.property(fc.array(meta), (metas) => {
      for (const [index, id] of bring(metas).entries()) {
        const [own = {}, kept = {}] = [metas[index], metas[Number(id)]]
        expect(saysNoMore(own, kept)).toBe(true)
        expect(alikeness(own, kept)).toBe(Object.keys(own).length)
      }
    }),
  )
})

test('the same documents once more are no new ones', () => {
  fc.assert(
    fc.property(fc.array(meta), (metas) => {
      const same = new SameText()
      const first = bring(metas, same)
      expect(new Set([...first, ...bring(metas, same)])).toEqual(new Set(first))
    }),
  )
})
