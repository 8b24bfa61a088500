import { describe, expect, test } from 'vitest'
import { collect, textFile } from '../../test/codec-laws.ts'
import { describeHostileFiles } from '../../test/hostile-files.ts'
import { plainTools } from '../../test/plain-tools.ts'
import type { InputFile } from '../codecs/codec-definition.ts'
import { uimaJsonCodec } from '../codecs/uima-json.ts'
import type { Annotation, CorpusDocument } from '../corpus/corpus.ts'
import { Ledger } from '../corpus/ledger.ts'
import { readCorpus } from '../corpus/read-corpus.ts'

const text = '🦉 Ola Birch met Ben at the mill. She paid him.'
const core = 'de.tudarmstadt.ukp.dkpro.core.api'
const annotation = 'uima.tcas.Annotation'

type Fields = Readonly<Record<string, unknown>>

/** The file of a tool that is not ours. Structures after the text have ids from 2. */
function casFile(path: string, structures: readonly Fields[], sofaString: string = text) {
  const types = {
    'custom.Deal': { '%NAME': 'custom.Deal', '%SUPER_TYPE': annotation },
    'custom.Pays': { '%NAME': 'custom.Pays', '%SUPER_TYPE': annotation },
    'custom.WhoLink': { '%NAME': 'custom.WhoLink', '%SUPER_TYPE': 'uima.cas.TOP' },
    'custom.Tone': { '%NAME': 'custom.Tone', '%SUPER_TYPE': 'uima.cas.AnnotationBase' },
  }
  const sofa = {
    '%ID': 1,
    '%TYPE': 'uima.cas.Sofa',
    sofaNum: 1,
    sofaID: '_InitialView',
    sofaString,
  }
  const given = structures.map((each, index) => ({ '%ID': index + 2, ...each }))
  const views = { _InitialView: { '%SOFA': 1, '%MEMBERS': given.map((each) => each['%ID']) } }
  const cas = { '%TYPES': types, '%FEATURE_STRUCTURES': [sofa, ...given], '%VIEWS': views }
  return textFile(path, JSON.stringify(cas))
}

function span(type: string, quote: string, features: Fields = {}) {
  const begin = text.indexOf(quote)
  return { '%TYPE': type, '@sofa': 1, begin, end: begin + quote.length, ...features }
}

async function readAll(...files: readonly InputFile[]) {
  const ledger = new Ledger()
  const { source, problems } = await readCorpus(
    uimaJsonCodec,
    { files },
    { tools: plainTools },
    ledger,
  )
  const documents = await collect(source.documents())
  return { documents, problems, head: source.head, report: ledger.report() }
}

function annotationsOf(documents: readonly CorpusDocument[]): readonly Annotation[] {
  return documents.flatMap(({ layers }) => layers.flatMap((layer) => layer.annotations))
}

const quoteOf = ({ extent }: Annotation) =>
  extent.map(({ startUtf16, endUtf16 }) => text.slice(startUtf16, endUtf16)).join(' ')

describe('a CAS of another tool', () => {
  test('has named entities as mentions, with what they mean', async () => {
    const { documents, head, problems } = await readAll(
      casFile('mill.json', [
        span(`${core}.ner.type.NamedEntity`, 'Ola Birch', {
          value: 'PER',
          identifier: 'http://www.wikidata.org/entity/Q42',
        }),
        span(`${core}.ner.type.NamedEntity`, 'Ben', { value: 'PER' }),
      ]),
    )
    expect(problems).toEqual([])
    const mentions = annotationsOf(documents)
    expect(mentions.map((each) => [each.kind, each.label, quoteOf(each)])).toEqual([
      ['mention', 'PER', 'Ola Birch'],
      ['mention', 'PER', 'Ben'],
    ])
    expect(head.entities).toMatchObject([
      { name: 'Ola Birch', type: 'PER', externalIds: { wikidata: 'Q42' } },
    ])
    expect(mentions[0]?.links).toEqual([
      { role: 'entity', to: { kind: 'entity', id: head.entities[0]?.id } },
    ])
  })

  test('has spans, relations and slots of its own layers', async () => {
    const { documents, report } = await readAll(
      casFile('mill.json', [
        span('custom.Deal', 'paid', { label: 'payment', amount: 3, '@who': 5 }),
        span('custom.Deal', 'She'),
        span('custom.Pays', 'him', { '@Governor': 3, '@Dependent': 2, label: 'does', sure: true }),
        { '%TYPE': 'uima.cas.FSArray', '%ELEMENTS': [6] },
        { '%TYPE': 'custom.WhoLink', role: 'payer', '@target': 3 },
        { '%TYPE': 'custom.Tone', '@sofa': 1, mood: 'calm' },
      ]),
    )
    const told = annotationsOf(documents).map(({ kind, label, values, links }) => ({
      kind,
      label,
      values,
      ends: links.map(({ role, to }) => `${role} ${to.id}`),
    }))
    expect(told).toEqual([
      {
        kind: 'mention',
        label: 'payment',
        values: { 'attr.amount': 3, 'attr.layer': 'Deal' },
        ends: [],
      },
      { kind: 'relation', label: 'payer', values: {}, ends: ['from 2', 'to 3'] },
      { kind: 'mention', label: 'Deal', values: {}, ends: [] },
      {
        kind: 'relation',
        label: 'does',
        values: { 'attr.sure': true },
        ends: ['from 3', 'to 2'],
      },
      { kind: 'documentLabel', label: 'Tone', values: { values: ['calm'] }, ends: [] },
    ])
    expect(report.dropped).toEqual([])
  })

  test('has chains as entities that their links mean', async () => {
    const chain = `${core}.coref.type.CoreferenceChain`
    const link = `${core}.coref.type.CoreferenceLink`
    const { documents, head } = await readAll(
      casFile('mill.json', [
        { '%TYPE': chain, '@sofa': 1, '@first': 3 },
        span(link, 'Ola Birch', { referenceType: 'person', '@next': 4 }),
        span(link, 'She', { referenceType: 'person', '@next': 3 }),
      ]),
    )
    expect(head.entities.map(({ name, type }) => [name, type])).toEqual([['Ola Birch', 'person']])
    const ends = annotationsOf(documents).flatMap(({ links }) => links.map(({ to }) => to.id))
    expect(ends).toEqual([head.entities[0]?.id, head.entities[0]?.id])
  })

  test('P15: tells of words, sentences and empty spans that are not taken over', async () => {
    const { report } = await readAll(
      casFile('mill.json', [
        span(`${core}.segmentation.type.Sentence`, text),
        span(`${core}.segmentation.type.Token`, 'Ola'),
        span(`${core}.segmentation.type.Token`, 'Birch'),
        { '%TYPE': 'custom.Deal', '@sofa': 1, begin: 4, end: 4 },
      ]),
    )
    expect(report.dropped.map(({ kind, reason, count }) => [kind, reason, count])).toEqual([
      ['mention', 'empty-span', 1],
      ['other', 'not-ours', 3],
    ])
  })

  test('is one document in the folder of its annotators', async () => {
    const mention = span(annotation, 'Ben')
    const { documents } = await readAll(
      casFile('annotation/mill.txt/INITIAL_CAS.json', []),
      casFile('annotation/mill.txt/ada.json', [mention]),
      casFile('annotation/mill.txt/bo.json', []),
      casFile('curation/mill.txt/CURATION_USER.json', [mention]),
      casFile('loose.json', [mention], 'Ben is somewhere else 🦉 and this is another text.'),
    )
    const told = documents.map(({ name, layers }) => [
      name,
      ...layers.map(({ kind, annotator, annotations }) =>
        [kind, annotator, annotations.length].join(' '),
      ),
    ])
    expect(told).toEqual([
      ['mill.txt', 'annotator ada 1', 'annotator bo 0', 'adjudicated  1'],
      ['loose', 'shared  1'],
    ])
  })

  test('P1: counts UTF-16, whatever one bad place in it might speak for', async () => {
    const cutting = { '%TYPE': annotation, '@sofa': 1, begin: 1, end: 2 }
    const beyond = { '%TYPE': annotation, '@sofa': 1, begin: 0, end: text.length + 1 }
    for (const bad of [cutting, beyond]) {
      const { documents, report, problems } = await readAll(
        casFile('mill.json', [span(annotation, 'Ola'), bad, span(annotation, 'Ben')]),
      )
      expect(annotationsOf(documents).map(quoteOf)).toEqual(['Ola', 'Ben'])
      expect(problems).toEqual([
        { file: 'mill.json', line: 0, message: expect.stringContaining('in UTF-16') },
      ])
      expect(report.notes).toEqual([])
    }
  })

  test('P16: one bad place is named and drops no other', async () => {
    const bad = { '%TYPE': annotation, '@sofa': 1, begin: 10, end: 4000 }
    const { documents, problems } = await readAll(
      casFile('mill.json', [span(annotation, 'Ben'), bad, span(annotation, 'Ola')]),
    )
    expect(annotationsOf(documents).map(quoteOf)).toEqual(['Ben', 'Ola'])
    expect(problems).toEqual([
      { file: 'mill.json', line: 0, message: expect.stringContaining('10-4000 (id 3)') },
    ])
  })
})

test('a file that is no CAS is a problem, and the others are read', async () => {
  const { documents, problems } = await readAll(
    textFile('a.json', '{"text": "x"}'),
    textFile('b.json', '{'),
    textFile('c.json', `{"%FEATURE_STRUCTURES": [${'['.repeat(5000)}`),
    textFile('d.json', '{"%FEATURE_STRUCTURES": [{"__proto__": {"%ID": 1}}]}'),
    casFile('mill.json', [span(annotation, 'Ben')]),
  )
  expect(problems.map(({ file }) => file)).toEqual(['a.json', 'b.json', 'c.json', 'd.json'])
  expect(documents).toHaveLength(1)
})

describeHostileFiles(uimaJsonCodec, 30)
