import { describe, expect, test } from 'vitest'
import { collect, filesOf, textFile } from '../../test/codec-laws.ts'
import { describeHostileFiles } from '../../test/hostile-files.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { smallCorpus } from '../../test/small-corpus.ts'
import { Ledger } from '../corpus/ledger.ts'
import { readCorpus } from '../corpus/read-corpus.ts'
import { labelStudioCodec } from './label-studio.ts'

describeHostileFiles(labelStudioCodec)

async function read(tasks: unknown) {
  const ledger = new Ledger()
  const files = [textFile('tasks.json', typeof tasks === 'string' ? tasks : JSON.stringify(tasks))]
  const { source, problems } = await readCorpus(
    labelStudioCodec,
    { files },
    { tools: plainTools },
    ledger,
  )
  return { documents: await collect(source.documents()), problems, report: ledger.report() }
}

const text = 'Ana 🦉 of Oslo met Bo.'
const region = (id: string, [start, end]: [number, number], quote: string, label: string) => ({
  id,
  from_name: 'ner',
  to_name: 'text',
  type: 'labels',
  value: { start, end, text: quote, labels: [label] },
})
const ana = region('a', [0, 5], 'Ana 🦉', 'Person')
const oslo = region('b', [9, 13], 'Oslo', 'Place')
const result = [
  ana,
  oslo,
  { id: 'a', from_name: 'tone', type: 'choices', value: { start: 0, end: 5, choices: ['warm'] } },
  { type: 'relation', from_id: 'a', to_id: 'b', direction: 'right', labels: ['lives in'] },
  { id: 'x', from_name: 'genre', type: 'choices', value: { choices: ['news', 'sport'] } },
]

describe('a file of Label Studio', () => {
  test('has spans, relations, choices of regions and of the document, and several annotators', async () => {
    const bo = { id: 7, email: 'bo@example.org', first_name: 'Bo', last_name: 'Lind' }
    const annotations = [
      { completed_by: bo, result },
      { completed_by: 3, result: [ana] },
      { completed_by: 3, ground_truth: true, result: [] },
    ]
    const { documents, problems } = await read([
      { id: 1, data: { text, source: 'The Post' }, annotations },
    ])
    expect(problems).toEqual([])
    expect(documents[0]).toMatchObject({ text, meta: { publisher: 'The Post' } })
    const [first, second, truth] = documents[0]?.layers ?? []
    expect(first).toMatchObject({ kind: 'annotator', annotator: 'Bo Lind' })
    expect(first?.annotations).toMatchObject([
      {
        id: 'a',
        label: 'Person',
        extent: [{ startUtf16: 0, endUtf16: 6 }],
        values: { 'attr.tone': 'warm' },
      },
      { id: 'b', label: 'Place' },
      { kind: 'relation', label: 'lives in', links: [{ to: { id: 'a' } }, { to: { id: 'b' } }] },
      { kind: 'documentLabel', label: 'genre', values: { values: ['news', 'sport'] } },
    ])
    expect(second).toMatchObject({ annotator: 'Annotator 3' })
    expect(truth).toMatchObject({ kind: 'adjudicated' })
  })

  test('P1: of an old version counts in UTF-16, which its quotes tell', async () => {
    const old = {
      result: [region('b', [10, 14], 'Oslo', 'Place'), region('a', [0, 6], 'Ana 🦉', 'Person')],
    }
    const { documents, report } = await read([{ data: { text }, annotations: [old] }])
    expect(documents[0]?.layers[0]?.annotations[0]?.extent).toEqual([
      { startUtf16: 10, endUtf16: 14 },
    ])
    expect(report.notes.join()).toContain('utf16')
  })

  test('P16: a span whose words stand elsewhere is named and drops no other', async () => {
    const wrong = region('w', [1, 4], 'Oslo', 'Place')
    const { documents, problems } = await read([
      { data: { text }, annotations: [{ result: [ana, wrong, oslo] }] },
    ])
    expect(problems).toMatchObject([
      { file: 'tasks.json', line: 1, message: expect.stringContaining('Region w') },
    ])
    expect(documents[0]?.layers[0]?.annotations).toHaveLength(2)
  })

  test('P16: a region without numbers is named, in the short form as well', async () => {
    const broken = { ...oslo, value: { ...oslo.value, end: '13' } }
    const short = { ner: [{ ...ana.value, labels: ['Person'] }, 'junk', { start: 2 }], text }
    const path = { ...oslo, value: { start: '/p[1]', startOffset: 3, labels: ['Place'] } }
    const { documents, problems, report } = await read([
      { data: { text }, annotations: [{ result: [ana, broken, path] }] },
      short,
    ])
    expect(documents.map(({ layers }) => layers[0]?.annotations.length)).toEqual([1, 1])
    const message = 'Region b: It does not say as numbers where it starts and ends.'
    expect(problems).toEqual([{ file: 'tasks.json', line: 1, message }])
    expect(report.dropped).toMatchObject([{ kind: 'other', reason: 'not-ours', count: 3 }])
  })

  test('P22: predictions are a layer of the model, marked as suggestions', async () => {
    const predictions = [{ model_version: 'owl-2', score: 0.5, result: [ana] }]
    const { documents } = await read([{ data: { text }, predictions }])
    expect(documents[0]?.layers).toMatchObject([
      { annotator: 'owl-2 (predictions)', annotations: [{ values: { origin: 'suggestion' } }] },
    ])
  })

  test('P15: what is no text is counted as lost', async () => {
    const box = { type: 'rectanglelabels', value: { x: 1, y: 2, rectanglelabels: ['Car'] } }
    const skipped = { was_cancelled: true, result: [ana] }
    const { documents, report } = await read([
      { data: { image: 'https://example.org/a.png' }, annotations: [{ result: [box] }] },
      { data: { text, batch: 4 }, annotations: [{ result: [ana, box] }, skipped] },
    ])
    expect(documents).toHaveLength(1)
    const lost = report.dropped.map(({ kind, reason, count }) => `${kind} ${reason} ${count}`)
    expect(lost).toEqual([
      'document text-not-held 1',
      'meta not-ours 1',
      'other not-ours 2',
      'other passed-over 1',
    ])
  })

  test('P14: says who annotated when, in UTC', async () => {
    const dated = (created_at: unknown) => ({ completed_by: 3, created_at, result: [ana] })
    const times = ['2024-05-15T14:09:16.789536+02:00', '2019-03-13 09:15:55', 1554113000]
    const { documents, report } = await read([
      { data: { text }, annotations: times.map(dated) },
      { data: { text }, predictions: [{ model_version: 'owl-2', ...dated(times[0]) }] },
      {
        id: 5,
        text,
        ner: [{ ...ana.value, labels: ['Person'] }],
        annotator: 2,
        created_at: times[1],
      },
    ])
    const signatures = documents.map(({ layers }) =>
      layers.flatMap(({ annotations }) => annotations.map(({ signature }) => signature)),
    )
    expect(signatures).toEqual([
      [
        { by: 'Annotator 3', at: '2024-05-15T12:09:16.789Z' },
        { by: 'Annotator 3', at: '2019-03-13T09:15:55.000Z' },
        { by: 'Annotator 3', at: '2019-04-01T10:03:20.000Z' },
      ],
      [{ by: 'owl-2 (predictions)', at: '2024-05-15T12:09:16.789Z' }],
      [{ by: 'Annotator 2', at: '2019-03-13T09:15:55.000Z' }],
    ])
    expect(report.dropped).toEqual([])
  })

  test('P14: tells a date that nobody stands beside, that is none, or that nothing bears', async () => {
    const at = '2024-05-15T12:09:16Z'
    const annotations = [
      { created_at: at, result: [ana] },
      { completed_by: 3, created_at: 'in spring', result: [ana] },
      { completed_by: 4, created_at: at, result: [] },
    ]
    const { documents, report } = await read([{ data: { text }, annotations }])
    expect(documents[0]?.layers[0]?.annotations).toMatchObject([{ signature: null }])
    expect(report.dropped).toMatchObject([{ kind: 'meta', reason: 'not-ours', count: 3 }])
  })

  test('P15: has told what it has besides, but no numbers of its bookkeeping', async () => {
    const time = '2024-05-15T12:09:16.789536Z'
    const numbers = {
      id: 4,
      unique_id: 'u',
      task: 1,
      created_at: time,
      prediction: {},
      reviews: [],
    }
    const scored = { ...ana, score: 0.9, meta: { text: ['why'], lead: 'Bo' } }
    const tone = { ...result[2], score: 0.4 }
    const arrow = { ...result[3], direction: 'bi' }
    const changed = { lead_time: 3.5, updated_at: '2024-05-16T00:00:00Z' }
    const annotations = [
      { ...numbers, completed_by: 1, updated_at: '2024-05-15T12:09:16.789563Z', result },
      {
        ...numbers,
        ...changed,
        completed_by: 2,
        result: [scored, oslo, tone, arrow, 'junk', null],
      },
      'junk',
    ]
    const predictions = [{ model_version: 'owl-2', score: 0, result: [ana] }]
    const task = { id: 1, inner_id: 1, total_annotations: 2, meta: { batch: 7 }, drafts: [] }
    const { report } = await read([{ ...task, data: { text }, annotations, predictions }])
    const told = ({ kind, reason, count, places }: (typeof report.dropped)[number]) =>
      [`${count} ${kind} ${reason}`, ...places.map(({ what }) => what)].join(', ')
    expect(report.dropped.map(told)).toEqual([
      '4 value not-ours, Person: score, Person: lead, tone: score, score',
      '3 meta not-ours, lead_time, updated_at, meta',
      '3 other not-ours, result that is no object, annotations',
    ])
    const [value] = report.dropped
    expect(value?.places[0]?.range).toEqual({ startUtf16: 0, endUtf16: 6 })
    expect(report.changed.map(told)).toEqual(['1 relation not-ours, lives in: bi'])
  })

  test('in the short form is read as well', async () => {
    const short = {
      id: 1,
      text,
      ner: [{ start: 0, end: 5, text: 'Ana 🦉', labels: ['Person'] }],
      annotator: 2,
    }
    const { documents, report } = await read([short, { id: 2, text, annotator: 2, lead_time: 3 }])
    expect(report.dropped[0]?.places.map(({ what }) => what)).toEqual(['annotator', 'lead_time'])
    expect(documents[0]?.layers).toMatchObject([
      { annotator: 'Annotator 2', annotations: [{ label: 'Person' }] },
    ])
  })

  test('that is cut off is told with its line, and what stands before is read', async () => {
    const { documents, problems } = await read(
      `[\n${JSON.stringify({ data: { text } })},\n{"data": {`,
    )
    expect(documents).toHaveLength(1)
    expect(problems.map(({ line }) => line)).toEqual([3, 3])
  })
})

test('the configuration names every label, relation and choice that the tasks use', async () => {
  const files = await filesOf(labelStudioCodec, smallCorpus)
  const xml = files.find(({ path }) => path === 'labelling-config.xml')?.pieces.join('') ?? ''
  for (const line of [
    '<Text name="text" value="$text"/>',
    '<Label value="Person"/>',
    '<Label value="claim"/>',
    '<Relation value="supports &amp; &quot;more&quot;"/>',
    '<Choices name="polarity" toName="text" choice="multiple" perRegion="true">',
  ])
    expect(xml).toContain(line)
})
