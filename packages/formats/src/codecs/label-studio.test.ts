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
      'other skipped 1',
    ])
  })

  test('in the short form is read as well', async () => {
    const short = {
      id: 1,
      text,
      ner: [{ start: 0, end: 5, text: 'Ana 🦉', labels: ['Person'] }],
      annotator: 2,
    }
    const { documents } = await read([short])
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
