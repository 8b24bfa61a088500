import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparableDocument } from '../../test/comparable.ts'
import { someCorpus } from '../../test/some-corpus.ts'
import { holdsEverything } from '../corpus/holds.ts'
import { annotationsOfRegions } from './annotations-of-regions.ts'
import { regionsOfLayer } from './regions-of-layer.ts'

test('a layer as regions and arcs is the same layer', () =>
  fc.assert(
    fc.property(someCorpus, ({ head, documents }) => {
      for (const document of documents) {
        const layers = document.layers.map((layer) => {
          const { annotations, losses } = annotationsOfRegions(
            regionsOfLayer(layer.annotations),
            '',
          )
          expect(losses).toEqual([])
          return { ...layer, annotations }
        })
        const told = (each: typeof document) => comparableDocument(each, head, holdsEverything)
        expect(told({ ...document, layers })).toEqual(told(document))
      }
    }),
  ))

test('an arrow into nothing is told, and words of nothing are a mention', () => {
  const range = { startUtf16: 0, endUtf16: 3 }
  const { annotations, losses } = annotationsOfRegions(
    {
      regions: [
        { id: 'a', label: 'Person', range, detail: { as: 'mention' } },
        { id: 'b', label: 'source', range, detail: { as: 'words', of: 'gone', role: 'source.1' } },
      ],
      arcs: [{ id: 'r', type: 'knows', from: 'a', to: 'gone', detail: { as: 'relation' } }],
      placeless: [],
    },
    'Paper',
  )
  expect(annotations).toMatchObject([{ id: 'a' }, { id: 'b', kind: 'mention', label: 'source' }])
  expect(losses).toMatchObject([{ kind: 'relation', reason: 'end-missing' }])
})
