import { describe, expect, test } from 'vitest'
import { collect, filesOf, textFile } from '../../test/codec-laws.ts'
import { describeHostileFiles } from '../../test/hostile-files.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { smallCorpus } from '../../test/small-corpus.ts'
import { Ledger } from '../corpus/ledger.ts'
import { readCorpus } from '../corpus/read-corpus.ts'
import { prodigyCodec } from './prodigy.ts'

describeHostileFiles(prodigyCodec)

async function read(...lines: readonly object[]) {
  const ledger = new Ledger()
  const files = [textFile('a.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'))]
  const { source, problems } = await readCorpus(
    prodigyCodec,
    { files },
    { tools: plainTools },
    ledger,
  )
  const documents = await collect(source.documents())
  const annotations = documents.map(({ layers }) => layers.flatMap((layer) => layer.annotations))
  return { documents, annotations, problems, report: ledger.report() }
}

const text = '🦉 Ada of Oslo'
const ada = { start: 2, end: 5, token_start: 1, token_end: 1, label: 'PER' }
const oslo = { start: 9, end: 13, token_start: 3, token_end: 3, label: 'LOC' }

describe('a file of Prodigy', () => {
  test('has spans and relations, counted in code points', async () => {
    const relations = [{ head: 1, child: 3, head_span: ada, child_span: oslo, label: 'of' }]
    const line = {
      text,
      spans: [ada, oslo],
      relations,
      answer: 'accept',
      meta: { source: 'The Post', score: 1 },
    }
    const { documents, annotations, report } = await read(line)
    expect(documents[0]?.meta).toEqual({ publisher: 'The Post' })
    expect(annotations[0]).toMatchObject([
      { label: 'PER', extent: [{ startUtf16: 3, endUtf16: 6 }] },
      { label: 'LOC' },
      { kind: 'relation', label: 'of' },
    ])
    expect(report.dropped).toMatchObject([{ kind: 'meta', count: 1 }])
  })

  test('P1: whose words stand elsewhere is in the unit of its words', async () => {
    const tokens = [{ text: 'Ada', start: 3, end: 6, id: 1 }]
    const { annotations, report } = await read({
      text,
      tokens,
      spans: [{ ...ada, start: 3, end: 6 }],
    })
    expect(annotations[0]).toMatchObject([{ extent: [{ startUtf16: 3, endUtf16: 6 }] }])
    expect(report.notes.join()).toContain('utf16')
  })

  test('P15: keeps texts whose answer was no, and tells what was said no to', async () => {
    const { annotations, report } = await read(
      { text, spans: [ada], answer: 'reject' },
      { text, label: 'NEWS', answer: 'ignore' },
      { text, label: 'NEWS', answer: 'accept' },
    )
    expect(annotations.map((each) => each.length)).toEqual([0, 0, 1])
    expect(report.dropped.map(({ kind, reason }) => `${kind} ${reason}`)).toEqual([
      'mention skipped',
      'documentLabel skipped',
    ])
  })

  test('has a layer per annotator where the same text follows', async () => {
    const by = (name: string) => ({ text, spans: [ada], _annotator_id: name, answer: 'accept' })
    const { documents } = await read(by('ada'), by('bo'), by('bo'))
    expect(documents.map(({ layers }) => layers.map(({ annotator }) => annotator))).toEqual([
      ['ada', 'bo'],
      ['bo'],
    ])
  })

  test('of spaCy has entities, spans by name and categories', async () => {
    const { annotations } = await read(
      { text, entities: [[2, 5, 'PER']], cats: { news: 1, sport: 0 } },
      { text, spans: { claims: [[2, 13, 'claim']] } },
    )
    expect(annotations).toMatchObject([
      [{ label: 'PER' }, { kind: 'documentLabel', label: 'cats', values: { values: ['news'] } }],
      [{ label: 'claim' }],
    ])
  })

  test('P16: has a span that lies outside named, and no other dropped', async () => {
    const { annotations, problems } = await read({ text, spans: [ada, { ...oslo, end: 99 }] })
    expect(annotations[0]).toHaveLength(1)
    expect(problems).toMatchObject([{ line: 1, message: expect.stringContaining('Span 2') }])
  })
})

test('what spaCy loads is there: entities apart from each other, categories, words with numbers', async () => {
  const [file] = await filesOf(prodigyCodec, smallCorpus)
  const line = JSON.parse(file?.pieces.join('') ?? '')
  expect(line.entities).toEqual([
    [6, 15, 'Person'],
    [44, 51, 'Person'],
  ])
  expect(line.cats).toEqual({ 'genre=news': 1 })
  const [mention] = line.spans
  expect(line.tokens.slice(mention.token_start, mention.token_end + 1)).toMatchObject([
    { text: 'Ada', ws: true },
    { text: 'Quist' },
  ])
})
