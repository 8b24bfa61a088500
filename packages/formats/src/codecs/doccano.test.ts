import { describe, expect, test } from 'vitest'
import { collect, filesOf, textFile } from '../../test/codec-laws.ts'
import { describeHostileFiles } from '../../test/hostile-files.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { smallCorpus } from '../../test/small-corpus.ts'
import { Ledger } from '../corpus/ledger.ts'
import { readCorpus } from '../corpus/read-corpus.ts'
import { doccanoCodec } from './doccano.ts'

describeHostileFiles(doccanoCodec)

async function read(...lines: readonly (object | string)[]) {
  const ledger = new Ledger()
  const text = lines
    .map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
    .join('\n')
  const files = [textFile('all.jsonl', text)]
  const { source, problems } = await readCorpus(
    doccanoCodec,
    { files },
    { tools: plainTools },
    ledger,
  )
  const documents = await collect(source.documents())
  const annotations = documents.map(({ layers }) => layers.flatMap((layer) => layer.annotations))
  return { documents, annotations, problems, report: ledger.report() }
}

const text = '🦉 Ada of Oslo'

describe('a file of doccano', () => {
  test.each(['label', 'labels', 'annotations'])(
    'has spans under "%s", counted in code points',
    async (key) => {
      const { annotations, problems } = await read({
        id: 3,
        text,
        [key]: [
          [2, 5, 'PER'],
          [9, 13, 'LOC'],
        ],
      })
      expect(problems).toEqual([])
      expect(annotations[0]).toMatchObject([
        { label: 'PER', extent: [{ startUtf16: 3, endUtf16: 6 }] },
        { label: 'LOC', extent: [{ startUtf16: 10, endUtf16: 14 }] },
      ])
    },
  )

  test('has entities and relations between them', async () => {
    const entities = [
      { id: 70, label: 'PER', start_offset: 2, end_offset: 5 },
      { id: 71, label: 'LOC', start_offset: 9, end_offset: 13 },
    ]
    const relations = [
      { id: 1, from_id: 70, to_id: 71, type: 'lives in' },
      { id: 2, from_id: 70, to_id: 99, type: 'knows' },
    ]
    const { annotations, report } = await read({ text, entities, relations, Comments: ['?'] })
    expect(annotations[0]).toMatchObject([
      { id: '70' },
      { id: '71' },
      { kind: 'relation', label: 'lives in', links: [{ to: { id: '70' } }, { to: { id: '71' } }] },
    ])
    const lost = report.dropped.map(({ kind, reason }) => `${kind} ${reason}`)
    expect(lost).toEqual(['relation end-missing', 'comment older-detail'])
  })

  test('P1: of a kindred tool has names and pairs of offsets, and its names tell the unit', async () => {
    const entities = [{ name: 'Oslo', span: [10, 14], type: 'LOC' }]
    const { annotations, report } = await read([{ curid: 1, text, entities }])
    expect(annotations[0]).toMatchObject([
      { label: 'LOC', extent: [{ startUtf16: 10, endUtf16: 14 }] },
    ])
    expect(report.notes.join()).toContain('utf16')
  })

  test('has labels of whole texts', async () => {
    const { annotations } = await read({ text, label: ['calm', 'short'] })
    expect(annotations[0]).toMatchObject([
      { kind: 'documentLabel', label: 'label', values: { values: ['calm', 'short'] } },
    ])
  })

  test('P16: loses no label beside one that is empty, outside, overlapping or no label at all', async () => {
    const label = [
      [2, 2, 'PER'],
      [2, 5, 'PER'],
      [3, 13, 'NP'],
      [90, 95, 'LOC'],
    ]
    const { annotations, problems, report } = await read(
      { text, label },
      '{"text": ',
      { label: [] },
      { text },
    )
    expect(annotations.map((each) => each.length)).toEqual([2, 0])
    expect(problems.map(({ line }) => line)).toEqual([1, 2, 3])
    expect(report.dropped).toMatchObject([{ kind: 'mention', reason: 'empty-span', count: 1 }])
  })

  test('tells the fields that we have no place for', async () => {
    const { documents, report } = await read({
      text,
      label: [],
      meta: { url: 'https://a.example', page: 4 },
    })
    expect(documents[0]?.meta).toEqual({ url: 'https://a.example' })
    expect(report.dropped).toMatchObject([{ kind: 'meta', reason: 'not-ours', count: 1 }])
  })
})

test('P14: after doccano gave spans and relations other numbers, everything is still there', async () => {
  const [file] = await filesOf(doccanoCodec, smallCorpus)
  const line = JSON.parse(file?.pieces.join('') ?? '')
  const entities = line.entities
    .map((each: { id: number }) => ({ ...each, id: each.id + 500 }))
    .reverse()
  const relations = line.relations.map((each: { from_id: number; to_id: number }) => ({
    ...each,
    from_id: each.from_id + 500,
    to_id: each.to_id + 500,
  }))
  const { annotations } = await read({ ...line, id: 812, entities, relations })
  const meant = smallCorpus.documents[0]?.layers[0]?.annotations ?? []
  const told = (all: typeof meant) =>
    all.map(({ id, kind, links }) => `${kind} ${id} ${links.length}`).sort()
  expect(told(annotations[0] ?? [])).toEqual(told(meant))
})
