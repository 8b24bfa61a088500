import { quoteOf } from '@parallax/domain'
import { describe, expect, test } from 'vitest'
import { collect, filesOf, textFile } from '../../test/codec-laws.ts'
import { describeHostileFiles } from '../../test/hostile-files.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { chooseFormat } from '../conversion/choose-format.ts'
import { writeCorpus } from '../corpus/convert.ts'
import type { Annotation, CorpusDocument } from '../corpus/corpus.ts'
import { Ledger } from '../corpus/ledger.ts'
import { readCorpus } from '../corpus/read-corpus.ts'
import type { CorpusCodec } from './codec-definition.ts'
import { conll2002Codec } from './conll2002.ts'
import { conll2003Codec } from './conll2003.ts'
import { conll2012Codec } from './conll2012.ts'
import { corpusCodecs } from './registry.ts'

for (const codec of [conll2002Codec, conll2003Codec, conll2012Codec])
  describeHostileFiles(codec, 30)

async function read(codec: CorpusCodec, text: string) {
  const ledger = new Ledger()
  const input = { files: [textFile('paper.conll', text)] }
  const { source, problems } = await readCorpus(codec, input, { tools: plainTools }, ledger)
  return { documents: await collect(source.documents()), problems, report: ledger.report() }
}

function mentionsOf({ text, layers }: CorpusDocument) {
  const all = layers.flatMap(({ annotations }) => annotations)
  return all.map(({ label, extent }) => `${label} ${quoteOf(extent, text)}`)
}

const mention = (text: string, words: string, label: string, entity?: string): Annotation => {
  const startUtf16 = text.indexOf(words)
  return {
    id: `${label} ${words}`,
    kind: 'mention',
    label,
    extent: [{ startUtf16, endUtf16: startUtf16 + words.length }],
    values: {},
    passages: [],
    links: entity === undefined ? [] : [{ role: 'entity', to: { kind: 'entity', id: entity } }],
    signature: null,
  }
}

async function written(codec: CorpusCodec, text: string, annotations: readonly Annotation[]) {
  const layer = { kind: 'shared' as const, annotator: null, annotations }
  const document = { id: 'd', name: 'My paper', text, meta: {}, zones: [], layers: [layer] }
  const head = { name: '', labels: [], attributes: [], entities: [], propositions: [] }
  const corpus = { head, documents: [document] }
  const ledger = new Ledger()
  const source = {
    head,
    documents: async function* () {
      yield document
    },
  }
  await collect(writeCorpus(source, codec, { tools: plainTools }, ledger))
  const [file] = await filesOf(codec, corpus)
  return { lines: (file?.pieces ?? []).join('').split('\n'), report: ledger.report() }
}

describe('tags are read in every scheme', () => {
  const expected = ['PER Ada Quist', 'LOC Łódź', 'LOC Oslo', 'PER Bo']
  test.each([
    ['IOB1', ['I-PER', 'I-PER', 'O', 'I-LOC', 'B-LOC', 'I-PER']],
    ['IOB2', ['B-PER', 'I-PER', 'O', 'B-LOC', 'B-LOC', 'B-PER']],
    ['BIOES', ['B-PER', 'E-PER', 'O', 'S-LOC', 'S-LOC', 'S-PER']],
    ['BILOU', ['B-PER', 'L-PER', 'O', 'U-LOC', 'U-LOC', 'U-PER']],
  ])('%s', async (_, tags) => {
    const words = ['Ada', 'Quist', 'left', 'Łódź', 'Oslo', 'Bo']
    const text = words.map((word, index) => `${word}\t${tags[index]}`).join('\n')
    const { documents, problems } = await read(conll2002Codec, text)
    expect(problems).toEqual([])
    expect(documents.map(mentionsOf)).toEqual([expected])
  })
})

test('a text is made of the words, a line for each sentence, and documents are told apart', async () => {
  const { documents, report } = await read(
    conll2003Codec,
    [
      '-DOCSTART- -X- -X- O\n',
      '" -X- O O\nWell -X- O O\n, -X- O O\n" -X- O O\nsaid VBD I-VP O\nAda -X- O I-PER\n. -X- O O\n',
      '( -X- O O\nShe -X- O O\nlies -X- O O\n) -X- O O\n',
      '-DOCSTART- -X- -X- O\n',
      '和 -X- O B-X\n平 -X- O I-X\n。 -X- O O',
    ].join('\n'),
  )
  expect(documents.map(({ text }) => text)).toEqual(['"Well," said Ada.\n(She lies)', '和平。'])
  expect(documents.map(mentionsOf)).toEqual([['PER Ada'], ['X 和平']])
  expect(report.dropped).toMatchObject([
    { reason: 'not-ours', count: 2, places: [{ what: 'column 2' }, { what: 'column 3' }] },
  ])
  expect(report.notes).toHaveLength(1)
})

test('P16: a line with too few columns is told with its number, and its word is kept', async () => {
  const { documents, problems } = await read(
    conll2002Codec,
    'Ada B-PER\nmet\nBo B-PER\n# by hand\n',
  )
  expect(problems.map(({ file, line }) => `${file} ${line}`)).toEqual(['paper.conll 2'])
  expect(documents.map(({ text }) => text)).toEqual(['Ada met Bo'])
})

test('P21: what words cannot hold is told: overlaps, half words, and the tokeniser', async () => {
  const text = 'Ada Quist’s sister, of 和平, came.'
  const { lines, report } = await written(conll2003Codec, text, [
    mention(text, 'Ada Quist', 'Person'),
    mention(text, 'Quist', 'Person'),
    mention(text, 'siste', 'Family member'),
  ])
  expect(lines.slice(0, 7)).toEqual([
    '-DOCSTART- -X- O O',
    '',
    'Ada -X- O B-Person',
    'Quist -X- O I-Person',
    '’ -X- O O',
    's -X- O O',
    'sister -X- O B-Family_member',
  ])
  const told = (line: { kind: string; reason: string; count: number }) =>
    `${line.kind} ${line.reason} ${line.count}`
  expect(report.dropped.map(told)).toEqual(['mention nesting-not-held 1'])
  expect(report.changed.map(told)).toEqual([
    'document spaces-not-held 1',
    'mention signs-not-held 1',
    'mention token-boundaries 1',
  ])
  expect(report.notes).toEqual([expect.stringContaining(plainTools.tokeniser)])
})

describe('coreference', () => {
  test('mentions of one entity bear one number; one inside another keeps it', async () => {
    const text = 'Ada met her friend Bo. She left.'
    const { lines, report } = await written(conll2012Codec, text, [
      mention(text, 'Ada', 'PER', 'ada'),
      mention(text, 'her', 'PER', 'ada'),
      mention(text, 'her friend Bo', 'PER', 'bo'),
      mention(text, 'She', 'PER', 'ada'),
    ])
    const columns = lines.slice(1, -2).map((line) => line.split('\t'))
    expect(lines[0]).toBe('#begin document (My_paper); part 000')
    expect(columns.map((cells) => [cells[3], cells[10], cells[11]].join(' ')).slice(0, 7)).toEqual([
      'Ada (PER) (0)',
      'met * -',
      'her (PER* (1|(0)',
      'friend * -',
      'Bo *) 1)',
      '. * -',
      'She (PER) (0)',
    ])
    expect(report.changed.map(({ reason }) => reason)).toContain('nesting-not-held')
  })

  test('chains that cross, and the same span twice, are read', async () => {
    const rows = ['a|(1', 'b|(2', 'c|1)', 'd|2)|(3)', 'e|(3)|(3)'].map((row, index) => {
      const [word = '', ...cell] = row.split('|')
      return ['doc', 0, index, word, cell.join('|')].join('  ')
    })
    const lines = ['#begin document (doc); part 001', ...rows, '#end document']
    const { documents, report } = await read(conll2012Codec, lines.join('\n'))
    expect(documents.map(({ name }) => name)).toEqual(['doc part 1'])
    expect(documents.map(mentionsOf)).toEqual([
      ['Mention a b c', 'Mention b c d', 'Mention d', 'Mention e'],
    ])
    expect(report.dropped).toMatchObject([{ kind: 'mention', reason: 'duplicate', count: 1 }])
  })

  test('P16: a bracket without another is told with its line', async () => {
    const lines = ['#begin document (doc)', 'doc 0 0 a (1', 'doc 0 1 b 2)', '#end document']
    const { problems } = await read(conll2012Codec, lines.join('\n'))
    expect(problems.map(({ line }) => line)).toEqual([2, 3])
  })
})

test.each([
  ['conll2002', 'Ada B-PER\nmet O\n'],
  ['conll2002', '-DOCSTART- O\n\nAda B-PER\n'],
  ['conll2003', '-DOCSTART- -X- -X- O\n\nAda NNP B-NP B-PER\n'],
  ['conll2012', '#begin document (a); part 000\na 0 0 Ada (0)\n'],
])('a file of %s is known by how it begins', async (id, text) => {
  const files = [textFile('paper.conll', text)]
  const found = await chooseFormat(files, Object.values(corpusCodecs))
  expect(found.map((codec) => codec.id)).toEqual([id])
})
