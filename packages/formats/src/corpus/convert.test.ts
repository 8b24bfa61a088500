import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeCodecLaws } from '../../test/codec-laws.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { someCorpus, sourceOf } from '../../test/some-corpus.ts'
import type { CorpusCodec, CorpusOutcome } from '../codecs/codec-definition.ts'
import { countLosses, narrowed } from './convert.ts'
import { type CorpusDocument, type CorpusItem, countedKinds, metaFields } from './corpus.ts'
import { facets } from './facets.ts'
import { type Holds, holdsEverything } from './holds.ts'
import { isLossless, Ledger, unaccounted } from './ledger.ts'

/** The plainest codec there can be, so that the laws themselves are tried. */
function codecHolding(holds: Holds): CorpusCodec {
  return {
    via: 'corpus',
    id: 'json of a corpus',
    title: 'JSON',
    fileExtension: '.json',
    mediaType: 'application/json',
    keeps: '',
    offsetUnit: 'utf16',
    carrier: 'file',
    holds,
    looksLike: () => true,
    write: async function* ({ head, documents }) {
      const all: CorpusDocument[] = []
      for await (const document of documents()) all.push(document)
      yield { path: 'corpus.json', content: JSON.stringify({ head, all }) }
    },
    read: async function* ({ files }) {
      for await (const text of files[0]?.text() ?? []) {
        const { head, all } = JSON.parse(text)
        yield* items('label', head.labels)
        yield* items('attribute', head.attributes)
        yield* items('entity', head.entities)
        yield* items('proposition', head.propositions)
        yield* items('document', all)
      }
    },
  }
}

function items(item: CorpusItem['item'], all: readonly unknown[]): CorpusOutcome[] {
  // They were written as what they are.
  return all.map((each) => ({ ok: true, value: { item, [item]: each } as unknown as CorpusItem }))
}

/** All that a corpus can say, parts of a dataset too. */
const everything = { ...holdsEverything, splits: true }
describeCodecLaws(codecHolding(everything), 30)

const names = (all: readonly string[]) =>
  fc.oneof(fc.constant('all' as const), fc.subarray([...all]))
const someHolds: fc.Arbitrary<Holds> = fc.record({
  documents: fc.boolean(),
  kinds: fc.subarray([...holdsEverything.kinds]),
  nested: fc.boolean(),
  overlapping: fc.boolean(),
  equal: fc.boolean(),
  discontinuous: fc.boolean(),
  values: names(Object.values(facets).flatMap(({ values }) => values)),
  attributes: fc.boolean(),
  links: names(['entity', 'proposition', 'holder', 'target', 'claim', 'from', 'to']),
  passages: fc.boolean(),
  chains: fc.boolean(),
  entities: fc.constantFrom('none', 'chains', 'names', 'whole'),
  propositions: fc.constantFrom('none', 'whole'),
  labels: fc
    .subarray(['entityType', 'relationType', 'topic', 'documentField'] as const)
    .map((slots) =>
      Object.fromEntries(slots.map((slot) => [slot, ['parent', 'definition'] as const])),
    ),
  attributeList: fc.boolean(),
  meta: fc.oneof(fc.constant('all' as const), fc.subarray([...metaFields])),
  zones: fc.boolean(),
  splits: fc.boolean(),
  headAlone: fc.boolean(),
  annotators: fc.boolean(),
  signatures: fc.boolean(),
  ids: fc.boolean(),
})

const context = { tools: plainTools }

describe('whatever a format holds', () => {
  test('what goes in is what comes out and what was dropped', () =>
    fc.assert(
      fc.asyncProperty(someCorpus, someHolds, async (corpus, holds) => {
        const ledger = new Ledger()
        await countLosses(sourceOf(corpus), codecHolding(holds), context, ledger)
        const report = ledger.report()
        expect(unaccounted(report)).toEqual([])
        const total = countedKinds.reduce((sum, kind) => sum + report.in[kind], 0)
        expect(total).toBeGreaterThan(0)
      }),
    ))

  test('what was narrowed once loses nothing the second time', () =>
    fc.assert(
      fc.asyncProperty(someCorpus, someHolds, async (corpus, holds) => {
        const codec = codecHolding(holds)
        const once = narrowed(sourceOf(corpus), codec, context, new Ledger())
        const ledger = new Ledger()
        await countLosses(once, codec, context, ledger)
        // What documents refer to is handed on whole: what nothing names is known at the end.
        const told: readonly string[] = ['label-not-held', 'not-named', 'no-document']
        const ofRecords = ledger.report().dropped.filter(({ reason }) => !told.includes(reason))
        expect(ofRecords).toEqual([])
      }),
    ))

  test('no spans stand in a way that it cannot hold', () =>
    fc.assert(
      fc.asyncProperty(someCorpus, async (corpus) => {
        const holds = { ...holdsEverything, nested: false, overlapping: false, equal: false }
        const flat = { ...holds, discontinuous: false }
        const source = narrowed(sourceOf(corpus), codecHolding(flat), context, new Ledger())
        for await (const { layers } of source.documents())
          for (const { annotations } of layers) {
            const ranges = annotations.flatMap(({ extent }) => extent)
            const sorted = [...ranges].sort((a, b) => a.startUtf16 - b.startUtf16)
            for (const [index, range] of sorted.entries())
              expect(range.startUtf16).toBeGreaterThanOrEqual(sorted[index - 1]?.endUtf16 ?? 0)
          }
      }),
    ))

  test('labels that are not listed are kept where something bears them, and told where nothing does', () =>
    fc.assert(
      fc.asyncProperty(someCorpus, async (corpus) => {
        const ledger = new Ledger()
        const codec = codecHolding({ ...holdsEverything, labels: {}, attributeList: false })
        await countLosses(sourceOf(corpus), codec, context, ledger)
        const { dropped, out } = ledger.report()
        const written = JSON.stringify([
          corpus.documents,
          corpus.head.entities,
          corpus.head.propositions,
        ])
        const isBorne = (name: string) => written.includes(JSON.stringify(name))
        const [labels, attributes] = (['label', 'attribute'] as const).map((kind) =>
          dropped.flatMap((line) =>
            line.kind === kind ? line.places.map(({ what }) => what) : [],
          ),
        )
        const unborne = corpus.head.labels.filter(({ name }) => !isBorne(name))
        expect(labels).toEqual(unborne.map(({ name }) => name))
        expect(out.label).toBe(corpus.head.labels.length - unborne.length)
        const unused = corpus.head.attributes.filter(({ name }) => !isBorne(`attr.${name}`))
        expect(attributes).toEqual(unused.map(({ name }) => name))
      }),
    ))

  test('a format that holds everything loses nothing', () =>
    fc.assert(
      fc.asyncProperty(someCorpus, async (corpus) => {
        const ledger = new Ledger()
        await countLosses(sourceOf(corpus), codecHolding(everything), context, ledger)
        expect(isLossless(ledger.report())).toBe(true)
      }),
    ))
})
