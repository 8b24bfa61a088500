import { expect, test, vi } from 'vitest'
import { expectReadBack } from '../../test/codec-laws.ts'
import { goldCorpus } from '../../test/gold-corpus.ts'
import { corpusCodecs } from './registry.ts'

// A whole project through every format takes longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 })

const corpus = await goldCorpus()
const codecs = Object.values(corpusCodecs).filter(({ read, write }) => read && write)

if (corpus === undefined)
  test('gold file not here: not run', () => {
    expect(corpus).toBeUndefined()
  })
else {
  test('the gold annotation is more than an empty project', () => {
    const annotations = corpus.documents.flatMap(({ layers }) =>
      layers.flatMap((layer) => layer.annotations),
    )
    expect(new Set(annotations.map(({ kind }) => kind)).size).toBe(5)
    expect(corpus.head.entities).not.toEqual([])
  })

  test.each(codecs)('P14: the gold annotation comes back from $id, within what it holds', (codec) =>
    expectReadBack(codec, corpus),
  )
}
