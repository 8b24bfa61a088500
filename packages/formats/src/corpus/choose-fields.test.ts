import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect } from '../../test/codec-laws.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { type SomeCorpus, someCorpus, sourceOf } from '../../test/some-corpus.ts'
import { corpusCodecs } from '../codecs/registry.ts'
import { chooseFields, type ExportField, exportFieldNames } from './choose-fields.ts'
import { writeCorpus } from './convert.ts'
import type { Annotation, CorpusDocument } from './corpus.ts'
import { Ledger, unaccounted } from './ledger.ts'

const someFields = fc.subarray([...exportFieldNames])

async function chosen(corpus: SomeCorpus, without: readonly ExportField[]): Promise<SomeCorpus> {
  const source = chooseFields(sourceOf(corpus), without)
  return { head: source.head, documents: await collect(source.documents()) }
}

type Place = readonly [ExportField, unknown]

/** Every place of a corpus that a field has, as the field and what stands there. */
function placesOf({ head, documents }: SomeCorpus): readonly Place[] {
  const notes = [...head.entities, ...head.propositions].map(noteOf)
  return [
    ...notes,
    ['attributes', head.attributes.length || undefined],
    ...documents.flatMap(placesIn),
  ]
}

const noteOf = ({ note }: { readonly note: string }): Place => ['note', note || undefined]
const metaNames = exportFieldNames.filter(
  (field) => field !== 'note' && field !== 'attributes' && field !== 'authors',
)

function placesIn({ meta, zones, layers }: CorpusDocument): readonly Place[] {
  return [
    ...metaNames.map((field): Place => [field, meta[field]]),
    ['publishedAt', meta.publishedAtBasis],
    ...zones.map(noteOf),
    ...layers.flatMap(({ annotations }) => annotations.flatMap(placesOn)),
  ]
}

function placesOn({ values, signature }: Annotation): readonly Place[] {
  const own = Object.entries(values).filter(([name]) => name.startsWith('attr.'))
  return [
    ['authors', signature ?? undefined],
    ['note', values.note],
    ...own.map((each): Place => ['attributes', each]),
  ]
}

/** What a corpus says besides its fields. */
function bare({ head, documents }: SomeCorpus): unknown {
  const plain = <T extends { readonly note: string }>(each: T) => ({ ...each, note: '' })
  return {
    head: {
      ...head,
      attributes: [],
      entities: head.entities.map(plain),
      propositions: head.propositions.map(plain),
    },
    documents: documents.map(({ meta: _, name: __, zones, layers, ...document }) => ({
      ...document,
      zones: zones.map(plain),
      layers: layers.map(({ annotator, annotations, ...layer }) => ({
        ...layer,
        isOfSomebody: annotator !== null,
        annotations: annotations.map(({ values, signature: _, ...annotation }) => ({
          ...annotation,
          values: Object.entries(values).filter(
            ([name]) => name !== 'note' && !name.startsWith('attr.'),
          ),
        })),
      })),
    })),
  }
}

describe('fields that are left out', () => {
  test('are nowhere, and all else is as it was', () =>
    fc.assert(
      fc.asyncProperty(someCorpus, someFields, async (corpus, without) => {
        const is = await chosen(corpus, without)
        const said = (all: SomeCorpus) => placesOf(all).filter(([, value]) => value !== undefined)
        expect(said(is)).toEqual(said(corpus).filter(([field]) => !without.includes(field)))
        expect(bare(is)).toEqual(bare(corpus))
      }),
      { numRuns: 60 },
    ))

  test('are left out in any order, and once is as good as twice', () =>
    fc.assert(
      fc.asyncProperty(someCorpus, someFields, someFields, async (corpus, one, other) => {
        const together = await chosen(corpus, [...one, ...other])
        expect(await chosen(await chosen(corpus, one), other)).toEqual(together)
        expect(await chosen(corpus, [])).toEqual(corpus)
      }),
      { numRuns: 30 },
    ))

  test('cost nothing: every format accounts for the rest', () =>
    fc.assert(
      fc.asyncProperty(someCorpus, someFields, async (corpus, without) => {
        for (const id of ['brat', 'w3c', 'conll2003']) {
          const [codec, ledger] = [corpusCodecs[id], new Ledger()]
          if (!codec) throw new Error(id)
          const source = chooseFields(sourceOf(corpus), without)
          await collect(writeCorpus(source, codec, { tools: plainTools }, ledger))
          expect(unaccounted(ledger.report())).toEqual([])
        }
      }),
      { numRuns: 15 },
    ))

  // Names and addresses that stand in nothing else of what is generated.
  const words = ['Ada Quist', 'Żaneta', 'Ira Sand', 'O. M. Ega', 'news.example/a']
  const written = Object.values(corpusCodecs).filter(({ write }) => write !== null)
  const textOf = async (corpus: SomeCorpus, without: readonly ExportField[]) => {
    const files = written.map(async (codec) => {
      const source = chooseFields(sourceOf(corpus), without)
      const pieces = await collect(writeCorpus(source, codec, { tools: plainTools }, new Ledger()))
      return pieces.map(({ path, content }) => [path, String(content)])
    })
    return JSON.stringify(await Promise.all(files))
  }

  test('stand in no file of any format, where they stood in some', () =>
    fc.assert(
      fc.asyncProperty(someCorpus, async (corpus) => {
        const text = await textOf(corpus, ['authors', 'byline', 'url'])
        for (const word of words) expect(text).not.toContain(word)
        const whole = await textOf(corpus, [])
        if (corpus.documents.some(({ meta }) => meta.byline)) expect(whole).toContain('Ira Sand')
      }),
      { numRuns: 8 },
    ))

  test('leave annotators apart, by number, the same in every document', async () => {
    const layer = (annotator: string | null) =>
      ({ kind: annotator ? 'annotator' : 'shared', annotator, annotations: [] }) as const
    const document = (id: string, ...people: (string | null)[]) => ({
      ...{ id, name: id, text: 'A.', meta: { title: id }, zones: [] },
      layers: people.map(layer),
    })
    const head = { name: '', labels: [], attributes: [], entities: [], propositions: [] }
    const corpus = { head, documents: [document('a', 'Bo', null), document('b', 'Ada', 'Bo')] }
    const source = chooseFields(sourceOf(corpus), ['authors', 'title'])
    const names = async () =>
      (await collect(source.documents())).map(({ layers }) =>
        layers.map(({ annotator }) => annotator),
      )
    const expected = [
      ['Annotator 1', null],
      ['Annotator 2', 'Annotator 1'],
    ]
    expect(await names()).toEqual(expected)
    expect(await names()).toEqual(expected)
  })

  test('a document that is called by its title is called by its id without', async () => {
    const head = { name: '', labels: [], attributes: [], entities: [], propositions: [] }
    const rest = { text: 'A.', zones: [], layers: [] }
    const documents = [
      { id: 'd1', name: 'Secret', meta: { title: 'Secret' }, ...rest },
      { id: 'd2', name: 'file-2', meta: { title: 'Secret' }, ...rest },
    ]
    const found = (await chosen({ head, documents }, ['title'])).documents
    expect(found.map(({ name }) => name)).toEqual(['d1', 'file-2'])
  })
})
