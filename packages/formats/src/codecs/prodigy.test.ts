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
      'mention rejected',
      'documentLabel passed-over',
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

  test('of spaCy has entities beside spans, each place and label once', async () => {
    const entities = [
      [2, 5, 'PER'],
      [9, 13, 'LOC'],
    ]
    const relations = [{ head_span: { start: 2, end: 5 }, child_span: { start: 9, end: 13 } }]
    const { annotations } = await read({ text, spans: [ada], entities, relations })
    expect(annotations[0]).toMatchObject([
      { label: 'PER' },
      { label: 'LOC' },
      { kind: 'relation', links: [{ to: { id: 'span 1' } }, { to: { id: 'entity 2' } }] },
    ])
  })

  test('of ours has no spans that were removed, though entities still name them', async () => {
    const [file] = await filesOf(prodigyCodec, smallCorpus)
    const line = JSON.parse(file?.pieces.join('') ?? '')
    const { annotations } = await read({ ...line, spans: [], relations: [] })
    expect(annotations[0]?.filter(({ kind }) => kind === 'mention')).toEqual([])
  })

  test('P16: has each bad span and relation named, and reads the others', async () => {
    const junk = [{ ...ada, end: '6' }, { ...oslo, label: undefined }, 'junk', { label: 'none' }]
    const { annotations, problems } = await read(
      { text },
      { text, spans: [ada, ...junk], relations: [3], answer: 'accept' },
      { text, spans: 'none', entities: [[2, 5, 'PER'], [2]] },
      {
        text,
        spans: {
          claims: [
            [2, 13, 'claim'],
            ['2', 5],
          ],
          more: 4,
        },
      },
    )
    expect(annotations.map((each) => each.map(({ label }) => label))).toEqual([
      [],
      ['PER', 'Span'],
      ['PER'],
      ['claim'],
    ])
    const told = problems.map(({ file, line, message }) => `${file} ${line} ${message}`)
    const noPlace = 'It does not say as numbers where it starts and ends.'
    expect(told).toEqual([
      `a.jsonl 2 Span 2: ${noPlace}`,
      'a.jsonl 2 Span 4: It is no span.',
      `a.jsonl 2 Span 5: ${noPlace}`,
      'a.jsonl 2 Relation 1: It is no relation.',
      'a.jsonl 3 "spans": It is no list.',
      `a.jsonl 3 Entity 2: ${noPlace}`,
      'a.jsonl 4 "spans" of "more": It is no list.',
      `a.jsonl 4 Span 2 of "claims": ${noPlace}`,
    ])
  })

  test('P15: has what spans and relations say besides told, and a span that was said no to', async () => {
    const relations = [{ head_span: ada, child_span: oslo, label: 'of', weight: 2, color: 'red' }]
    const { annotations, report } = await read({
      text,
      spans: [{ ...ada, score: 0.5, source: 'model' }, oslo, { ...oslo, answer: 'reject' }],
      relations,
    })
    expect(annotations[0]).toHaveLength(3)
    const told = report.dropped.map(({ kind, reason, places }) => [
      `${kind} ${reason}`,
      ...places.map(({ what }) => what),
    ])
    expect(told).toEqual([
      ['mention rejected', 'LOC'],
      ['value not-ours', 'PER: score', 'PER: source', 'of: weight'],
    ])
  })

  test('P15: has what a task says besides told, but no numbers of its bookkeeping', async () => {
    const numbers = { _input_hash: 1, _task_hash: 2, _timestamp: 3, _view_id: 'ner', tokens: [] }
    const said = { score: 0.5, priority: 0.5, options: [{ id: 1, text: 'News' }], html: '<b>' }
    const { report } = await read(
      { text, ...numbers, _annotator_id: 'ada', _session_id: 'ada', meta: null },
      { text, ...numbers, ...said, _annotator_id: 'bo', _session_id: 'set-bo', meta: 'a note' },
    )
    expect(report.dropped).toMatchObject([{ kind: 'meta', reason: 'not-ours', count: 6 }])
    expect(report.dropped[0]?.places.map(({ what }) => what)).toEqual([
      'score',
      'priority',
      'options',
      'html',
      '_session_id',
      'meta',
    ])
  })

  test('of ours, which nobody had annotated, has what was annotated since', async () => {
    const [document] = smallCorpus.documents
    if (!document) throw new Error('There is one.')
    const files = await filesOf(prodigyCodec, {
      ...smallCorpus,
      documents: [{ ...document, layers: [] }],
    })
    const line = JSON.parse(files[0]?.pieces.join('') ?? '')
    const { annotations } = await read({ ...line, spans: [{ start: 0, end: 2, label: 'PER' }] })
    expect(annotations[0]).toMatchObject([{ label: 'PER' }])
  })

  test('P1: without words keeps its other spans where they are when one lies outside', async () => {
    const spans = [
      { start: 2, end: 5, label: 'PER' },
      { start: 10, end: 13, label: 'PER' },
    ]
    const { annotations, problems } = await read({ text: '🙂 Ola met Bo', spans })
    expect(annotations[0]).toMatchObject([{ extent: [{ startUtf16: 3, endUtf16: 6 }] }])
    expect(problems).toMatchObject([{ line: 1, message: expect.stringContaining('10-13') }])
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
