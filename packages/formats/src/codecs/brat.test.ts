import { quoteOf } from '@parallax/domain'
import { describe, expect, test } from 'vitest'
import { collect, filesOf, textFile } from '../../test/codec-laws.ts'
import { describeHostileFiles } from '../../test/hostile-files.ts'
import { plainTools } from '../../test/plain-tools.ts'
import type { CorpusDocument } from '../corpus/corpus.ts'
import { Ledger } from '../corpus/ledger.ts'
import { readCorpus } from '../corpus/read-corpus.ts'
import { bratCodec } from './brat.ts'

describeHostileFiles(bratCodec)

const text = '🕊️ Ada met Bo in Łódź.\nShe told him, Bo says, to leave the old\nmill alone.'

/** The line of a span as brat has it: code points, words after the tab. */
function span(id: string, type: string, ...words: readonly string[]): string {
  const places = words.map((word) => {
    const at = [...text.slice(0, text.indexOf(word))].length
    return `${at} ${at + [...word].length}`
  })
  return `${id}\t${type} ${places.join(';')}\t${words.join(' ')}`
}

async function read(files: Readonly<Record<string, string>>) {
  const ledger = new Ledger()
  const input = {
    files: Object.entries(files)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, content]) => textFile(path, content)),
  }
  const { source, problems } = await readCorpus(bratCodec, input, { tools: plainTools }, ledger)
  const documents = await collect(source.documents())
  return { head: source.head, documents, problems, notes: ledger.report().notes }
}

const annotationsOf = (documents: readonly CorpusDocument[], layer = 0) =>
  documents[0]?.layers[layer]?.annotations ?? []

/** Every sort of line that brat knows. */
const foreign = [
  span('T1', 'Person', 'Ada'),
  span('T2', 'Person', 'Bo'),
  span('T3', 'Place', 'Łódź'),
  span('T4', 'Meet', 'met'),
  'E1\tMeet:T4 Who:T1 Who2:T2 Where:T3',
  span('T5', 'Person', 'She'),
  span('T6', 'Building', 'old', 'mill'),
  '*\tEquiv T1 T5',
  'R1\tOwns Arg1:T1 Arg2:T6\t',
  'A1\tNegation E1',
  'M1\tSpeculation E1 high',
  'N1\tReference T3 Wikidata:Q580\tŁódź',
  '#1\tAnnotatorNotes T3\tthe city',
  '#2\tLemma T4\tmeet',
]

describe('a folder of brat’s own', () => {
  test('P14: spans, events, relations, attributes, notes and knowledge bases are read', async () => {
    const { documents, problems, head } = await read({ 'a.txt': text, 'a.ann': foreign.join('\n') })
    expect(problems).toEqual([])
    const all = annotationsOf(documents)
    const mentions = all.filter(({ kind }) => kind === 'mention')
    expect(mentions.map(({ label, extent }) => [label, quoteOf(extent, text)])).toEqual([
      ['Person', 'Ada'],
      ['Person', 'Bo'],
      ['Place', 'Łódź'],
      ['Meet', 'met'],
      ['Person', 'She'],
      ['Building', 'old mill'],
    ])
    const ends = all
      .filter(({ kind }) => kind === 'relation')
      .map(({ label, links }) => [label, ...links.map(({ to }) => to.id)])
    expect(ends).toEqual([
      ['Who', 'T4', 'T1'],
      ['Who', 'T4', 'T2'],
      ['Where', 'T4', 'T3'],
      ['Owns', 'T1', 'T6'],
    ])
    const met = all.find(({ id }) => id === 'T4')?.values
    expect(met).toEqual({
      'attr.Negation': true,
      'attr.Speculation': 'high',
      'attr.Lemma': 'meet',
    })
    expect(all.find(({ id }) => id === 'T3')?.values.note).toBe('the city')
    expect(head.entities).toMatchObject([
      { id: 'Wikidata:Q580', name: 'Łódź', externalIds: { Wikidata: 'Q580' } },
      { name: 'Ada', type: 'Person' },
    ])
  })

  test('folders with the same texts are the annotators of one document', async () => {
    const { documents } = await read({
      'Eva/a.txt': text,
      'Eva/a.ann': span('T1', 'Person', 'Ada'),
      'Max/a.txt': text,
      'Max/a.ann': span('T1', 'Person', 'Bo'),
      'Max/b.txt': 'Only Max.',
      'Max/b.ann': '',
    })
    const layers = documents.map((each) => each.layers.map(({ annotator }) => annotator))
    expect(layers).toEqual([['Eva', 'Max'], ['Max']])
  })

  test('the same name in two folders with other words is two documents', async () => {
    const { documents } = await read({
      'test/1.txt': 'One.',
      'test/1.ann': 'T1\tNumber 0 3\tOne',
      'train/1.txt': 'Two.',
      'train/1.ann': 'T1\tNumber 0 3\tTwo',
    })
    expect(documents.map(({ id, layers }) => [id, layers.map(({ kind }) => kind)])).toEqual([
      ['test/1', ['shared']],
      ['train/1', ['shared']],
    ])
  })

  test('P16: a bad line is named with its place, and the others are read', async () => {
    const { documents, problems } = await read({
      'a.txt': text,
      'a.ann': [
        span('T1', 'Person', 'Ada'),
        'T2\tPerson 0 3\tEve',
        'T3\tPerson from here',
        'R1\tKnows Arg1:T1 Arg2:T9',
        'R2\tKnows Arg1:T1 Arg2:T2',
        'X1\tsomething',
        span('T4', 'Person', 'Bo'),
      ].join('\r\n'),
      'b.ann': '',
    })
    expect(annotationsOf(documents).map(({ id }) => id)).toEqual(['T1', 'T4'])
    expect(problems.map(({ file, line }) => `${file} ${line}`)).toEqual([
      'b.ann 0',
      'a.ann 3',
      'a.ann 6',
      'a.ann 2',
      'a.ann 4',
    ])
    expect(problems[3]?.message).toContain('"Eve"')
  })

  test('P1, P3: offsets in another unit, and with or without carriage returns, are found', async () => {
    const utf16 = `T1\tPerson ${text.indexOf('Bo')} ${text.indexOf('Bo') + 2}\tBo`
    const other = await read({ 'a.txt': text, 'a.ann': utf16 })
    expect(other.problems).toEqual([])
    expect(other.notes).toEqual([expect.stringContaining('utf16')])
    const windows = text.replaceAll('\n', '\r\n')
    const { documents, problems } = await read({
      'a.txt': windows,
      'a.ann': span('T1', 'Person', 'She'),
    })
    expect(problems).toEqual([])
    const [she] = annotationsOf(documents)
    expect(quoteOf(she?.extent ?? [], documents[0]?.text ?? '')).toBe('She')
  })

  test('BioNLP’s pair of files is one annotation', async () => {
    const { documents, problems } = await read({
      'a.txt': text,
      'a.a1': span('T1', 'Person', 'Ada'),
      'a.a2': [span('T2', 'Meet', 'met'), 'E1\tMeet:T2 Who:T1'].join('\n'),
    })
    expect(problems).toEqual([])
    expect(annotationsOf(documents).map(({ kind }) => kind)).toEqual([
      'mention',
      'mention',
      'relation',
    ])
  })
})

test('names that brat cannot have come back, and its files hold none', async () => {
  const label = 'Ort & "Stadt" | 📍'
  const corpus = {
    head: {
      name: '',
      labels: [label, 'Claim'].map((name) => {
        return {
          slot: 'entityType' as const,
          set: '',
          name,
          parent: null,
          definition: '',
          colour: null,
        }
      }),
      attributes: [],
      entities: [],
      propositions: [],
    },
    documents: [
      {
        id: 'd',
        name: 'Łódź: a/b',
        text,
        meta: {},
        zones: [],
        layers: [
          {
            kind: 'shared' as const,
            annotator: null,
            annotations: [label, 'Claim'].map((name, index) => ({
              id: name,
              kind: 'mention' as const,
              label: name,
              extent: [{ startUtf16: 4 + index, endUtf16: 7 }],
              values: {},
              passages: [],
              links: [],
              signature: null,
            })),
          },
        ],
      },
    ],
  }
  const files = await filesOf(bratCodec, corpus)
  expect(files.map(({ path }) => path)).toEqual([
    'annotation.conf',
    'visual.conf',
    'Łódź_a_b.ann',
    'Łódź_a_b.txt',
  ])
  const lines = files.find(({ path }) => path.endsWith('.ann'))?.pieces.join('')
  expect(lines?.split('\n').map((line) => line.split(' ')[0])).toEqual([
    'T1\tOrt_Stadt',
    'T2\tClaim_2',
    '',
  ])
  const { source } = await readCorpus(bratCodec, { files }, { tools: plainTools }, new Ledger())
  const labels = annotationsOf(await collect(source.documents())).map((each) => each.label)
  expect(labels).toEqual([label, 'Claim'])
})
