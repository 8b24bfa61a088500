import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filesOf } from '../../test/codec-laws.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { someCorpus, sourceOf } from '../../test/some-corpus.ts'
import { graphmlCodec } from '../codecs/graphml.ts'
import { countLosses } from '../corpus/convert.ts'
import type { CorpusDocument, CorpusLayer } from '../corpus/corpus.ts'
import { Ledger } from '../corpus/ledger.ts'
import { StatementReader } from './statements.ts'
import { isStatement } from './stating.ts'

test('what is counted as in a network is what its reader finds a statement in', () =>
  fc.assert(
    fc.property(someCorpus, ({ head, documents }) => {
      const reader = new StatementReader(head)
      for (const document of documents)
        for (const layer of document.layers) expectCounted(reader, document, layer)
    }),
  ))

function expectCounted(reader: StatementReader, document: CorpusDocument, layer: CorpusLayer) {
  for (const each of layer.annotations) {
    if (each.kind !== 'claim' && each.kind !== 'stance') continue
    const others = layer.annotations.filter(({ kind }) => kind !== each.kind)
    const alone = { ...document, layers: [{ ...layer, annotations: [...others, each] }] }
    const found = each.kind === 'claim' ? reader.claims(alone) : reader.stances(alone)
    expect(found.length > 0).toBe(isStatement(each, layer, document.meta))
  }
}

test('entities and propositions that are said to be in a network are nodes of it', () =>
  fc.assert(
    fc.asyncProperty(someCorpus, async (corpus) => {
      const ledger = new Ledger()
      await countLosses(sourceOf(corpus), graphmlCodec, { tools: plainTools }, ledger)
      const files = await filesOf(graphmlCodec, corpus)
      const nodes = new Set(
        files.flatMap(({ pieces }) =>
          [...pieces.join('').matchAll(/<node id="(\w+:[^"]*)"/g)].map(([, id]) => id ?? ''),
        ),
      )
      const { out } = ledger.report()
      const of = (kind: string) => [...nodes].filter((id) => id.startsWith(`${kind}:`)).length
      expect(of('entity')).toBe(out.entity)
      expect(of('proposition')).toBe(out.proposition)
    }),
    { numRuns: 60 },
  ))
