import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect } from '../../test/codec-laws.ts'
import { comparableDocument, comparableHead } from '../../test/comparable.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { type SomeCorpus, someCorpus, sourceOf } from '../../test/some-corpus.ts'
import { parallaxCodec } from '../codecs/parallax.ts'
import { readProjectSource } from '../project/read-project-source.ts'
import { splitLines } from '../project/split-lines.ts'
import type { Annotation, CorpusDocument, CorpusLabel } from './corpus.ts'
import { corpusOfProject } from './from-project.ts'
import { holdsEverything } from './holds.ts'
import { Ledger, unaccounted } from './ledger.ts'
import { newProjectOf } from './new-project.ts'

const importer = { id: 'aaaaaaaa-0000-4000-8000-000000000001' as never, name: 'Importer' }
const projectId = 'aaaaaaaa-0000-4000-8000-000000000002' as never

function projectOf(corpus: SomeCorpus, ledger: Ledger) {
  return newProjectOf(
    sourceOf(corpus),
    {
      projectId,
      name: 'River',
      mode: 'side-by-side',
      counts: { documents: corpus.documents.length, layers: 0 },
      tools: plainTools,
      importer,
      at: '2030-01-01T00:00:00.000Z',
      importedFrom: 'test',
    },
    ledger,
  )
}

async function fileOf(corpus: SomeCorpus, ledger: Ledger): Promise<string> {
  const pieces = await collect(parallaxCodec.write?.(projectOf(corpus, ledger)) ?? nothing())
  return pieces.join('')
}

async function* nothing() {
  yield* []
}

async function* one<T>(value: T) {
  yield value
}

async function readFile(text: string) {
  const read = parallaxCodec.read
  if (!read) throw new Error('The native format is read.')
  return readProjectSource(() => read(splitLines(one(text))))
}

/** A corpus that has been a file of a project. */
async function reread(corpus: SomeCorpus, ledger: Ledger): Promise<SomeCorpus> {
  const { source, problems } = await readFile(await fileOf(corpus, ledger))
  expect(problems).toEqual([])
  const { head, documents } = await corpusOfProject(source, new Ledger())
  return { head, documents: await collect(documents()) }
}

function comparable({ head, documents }: SomeCorpus) {
  const told = unsigned(documents).map((document) =>
    JSON.stringify(comparableDocument(document, head, holds)),
  )
  return { told: told.sort(), head: comparableHead(head, documents, holds) }
}

/** Signatures are filled in where an annotation has none, so they are left aside. */
function unsigned(documents: readonly CorpusDocument[]): readonly CorpusDocument[] {
  return documents.map((document) => ({
    ...document,
    layers: document.layers.map((layer) => ({
      ...layer,
      annotations: layer.annotations.map((annotation) => ({ ...annotation, signature: null })),
    })),
  }))
}

const holds = { ...holdsEverything, ids: false }

function keyOf({ slot, set, name }: CorpusLabel): string {
  return JSON.stringify([slot, slot === 'documentField' ? set : '', name])
}

/** What a file says of a label; what it does not say is left to the project. */
function said({ name, definition, colour, parent }: CorpusLabel): Partial<CorpusLabel> {
  return {
    name,
    ...(definition === '' ? {} : { definition }),
    ...(colour === null ? {} : { colour }),
    ...(parent === null ? {} : { parent }),
  }
}

describe('a corpus that becomes a project', () => {
  test('is a sound file of a project, and the same corpus again', () =>
    fc.assert(
      fc.asyncProperty(someCorpus, async (corpus) => {
        const ledger = new Ledger()
        const first = await reread(corpus, ledger)
        const reasons = ledger.report().dropped.map(({ kind, reason }) => `${kind} ${reason}`)
        // What is drawn may break rules of the domain: a cue over its source, a medium that is none.
        // And a project is not divided.
        const allowed =
          /^((claim|stance) breaks-rule|\w+ (with-record|end-missing|duplicate)|meta split-not-held)$/
        expect(reasons.filter((reason) => !allowed.test(reason))).toEqual([])
        const again = new Ledger()
        const second = await reread(first, again)
        expect(again.report().dropped).toEqual([])
        expect(comparable(second)).toEqual(comparable(first))
      }),
      { numRuns: 20 },
    ))

  test('keeps every mention, however it is made', () =>
    fc.assert(
      fc.asyncProperty(someCorpus, async (corpus) => {
        const mentions = (of: SomeCorpus) => {
          const kept = of.documents.map((document) => ({
            ...titled(document),
            layers: document.layers.map((layer) => ({
              ...layer,
              annotations: layer.annotations.filter(({ kind }) => kind === 'mention'),
            })),
          }))
          const { told, head } = comparable({ ...of, documents: kept })
          const { entities, propositions } = head
          return { told, entities, propositions }
        }
        const alike = new Ledger()
        const read = await reread(corpus, alike)
        const isApart = alike.report().dropped.every(({ kind }) => kind !== 'mention')
        if (isApart) expect(mentions(read)).toEqual(mentions(corpus))
      }),
      { numRuns: 20 },
    ))

  test('has the codebook of the file, whatever every project begins with', () =>
    fc.assert(
      fc.asyncProperty(someCorpus, async (corpus) => {
        const ledger = new Ledger()
        const { head } = await reread(corpus, ledger)
        const made = new Map(head.labels.map((label) => [keyOf(label), label]))
        for (const label of corpus.head.labels)
          expect(made.get(keyOf(label))).toMatchObject(said(label))
        const reasons = ledger.report().changed.filter(({ kind }) => kind === 'label')
        // A project has one set of entity types, whatever it is called.
        for (const { places } of reasons)
          for (const { what } of places) expect(what).toMatch(/: set$/)
      }),
      { numRuns: 20 },
    ))

  test('is the same file every time', () =>
    fc.assert(
      fc.asyncProperty(someCorpus, async (corpus) => {
        expect(await fileOf(corpus, new Ledger())).toBe(await fileOf(corpus, new Ledger()))
      }),
      { numRuns: 10 },
    ))

  test('P14: keeps or tells everything, however wild the annotations are', () =>
    fc.assert(
      fc.asyncProperty(someCorpus, wildAnnotations, async (corpus, wild) => {
        const documents = corpus.documents.map((document) => ({
          ...document,
          layers: [{ kind: 'shared' as const, annotator: null, annotations: wild }],
        }))
        const ledger = new Ledger()
        const { problems } = await readFile(await fileOf({ ...corpus, documents }, ledger))
        expect(problems).toEqual([])
        expect(unaccounted(ledger.report())).toEqual([])
      }),
      { numRuns: 20 },
    ))

  test('P22: a suggestion of another tool stays a suggestion', async () => {
    const text = 'Ola spoke.'
    const mention = { ...plainMention('m'), extent: [{ startUtf16: 0, endUtf16: 3 }] }
    const annotations = [{ ...mention, values: { origin: 'suggestion' } }]
    const layers = [{ kind: 'annotator' as const, annotator: 'owl-2', annotations }]
    const document = { id: 'd', name: 'd', text, meta: {}, zones: [], layers }
    const head = {
      name: '',
      labels: [mentionLabel],
      attributes: [],
      entities: [],
      propositions: [],
    }
    const file = await fileOf({ head, documents: [document] }, new Ledger())
    const record = file.split('\n').find((line) => line.startsWith('{"kind":"mention"'))
    expect(JSON.parse(record ?? '').data.origin).toMatchObject({ kind: 'suggestion' })
  })

  test('P3: texts with CRLF keep every span on its words', async () => {
    const text = '\uFEFFOne 🦉 line\r\nand two\r\nmore'
    const extent = (words: string) => {
      const startUtf16 = text.indexOf(words)
      return [{ startUtf16, endUtf16: startUtf16 + words.length }]
    }
    const annotations = ['One', '🦉', 'two', 'more'].map((words, index) => ({
      ...plainMention(`m${index}`),
      extent: extent(words),
    }))
    const layers = [{ kind: 'shared' as const, annotator: null, annotations }]
    const document = { id: 'd', name: 'd', text, meta: {}, zones: [], layers }
    const head = {
      name: '',
      labels: [mentionLabel],
      attributes: [],
      entities: [],
      propositions: [],
    }
    const file = await fileOf({ head, documents: [document] }, new Ledger())
    const { source } = await readFile(file)
    const [read] = await collect((await corpusOfProject(source, new Ledger())).documents())
    const quotes = read?.layers[0]?.annotations.map(({ extent: [range] }) =>
      read.text.slice(range?.startUtf16, range?.endUtf16),
    )
    expect(quotes?.sort()).toEqual(['One', 'two', 'more', '🦉'].sort())
  })
})

/** A document without a title is called as its file was. */
function titled(document: CorpusDocument): CorpusDocument {
  const { meta, name } = document
  return { ...document, meta: { ...meta, title: meta.title ?? name } }
}

const mentionLabel = {
  slot: 'entityType' as const,
  set: 'Entity types',
  name: 'Person',
  parent: null,
  definition: '',
  colour: null,
}

function plainMention(id: string): Annotation {
  return {
    id,
    kind: 'mention',
    label: 'Person',
    extent: [],
    values: {},
    passages: [],
    links: [],
    signature: null,
  }
}

const anyRange = fc.record({ startUtf16: fc.nat(60), endUtf16: fc.nat(80) })
const wildAnnotations: fc.Arbitrary<readonly Annotation[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('mention', 'claim', 'stance', 'relation', 'documentLabel'),
      label: fc.constantFrom(null, 'Person', 'nobody', 'supports', 'genre'),
      extent: fc.array(anyRange, { maxLength: 12 }),
      values: fc.dictionary(
        fc.constantFrom(
          'level',
          'polarity',
          'value',
          'steps',
          'saidOn',
          'attr.irony',
          'odd',
          'values',
        ),
        fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string())),
      ),
      passages: fc.array(
        fc.record({
          role: fc.constantFrom('condition', 'cue', 'source.1', 'odd'),
          extent: fc.array(anyRange, { maxLength: 2 }),
        }),
        { maxLength: 2 },
      ),
      links: fc.array(
        fc.record({
          role: fc.constantFrom('entity', 'from', 'to', 'target', 'holder', 'source.9', 'odd'),
          to: fc.record({
            kind: fc.constantFrom('annotation', 'entity', 'proposition'),
            id: fc.constantFrom('a0', 'a1', 'a2', 'e1', 'p1', 'gone'),
          }),
        }),
        { maxLength: 4 },
      ),
    }),
    { maxLength: 6 },
  )
  .map((drawn) => drawn.map((each, index) => ({ id: `a${index}`, ...each, signature: null })))
