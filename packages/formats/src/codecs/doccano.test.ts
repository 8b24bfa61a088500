import { describe, expect, test } from 'vitest'
import { collect, filesOf, textFile } from '../../test/codec-laws.ts'
import { describeHostileFiles } from '../../test/hostile-files.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { smallCorpus } from '../../test/small-corpus.ts'
import { Ledger } from '../corpus/ledger.ts'
import { newProjectOf } from '../corpus/new-project.ts'
import { readCorpus } from '../corpus/read-corpus.ts'
import { doccanoCodec } from './doccano.ts'
import { parallaxCodec } from './parallax.ts'

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
  return { source, ledger, documents, annotations, problems, report: ledger.report() }
}

const text = '🦉 Ada of Oslo'
async function* nothing() {
  yield* []
}

const importing = {
  projectId: 'aaaaaaaa-0000-4000-8000-000000000002' as never,
  name: 'River',
  mode: 'side-by-side',
  counts: { documents: 1, layers: 1 },
  tools: plainTools,
  importer: { id: 'aaaaaaaa-0000-4000-8000-000000000001' as never, name: 'Importer' },
  at: '2030-01-01T00:00:00.000Z',
  importedFrom: 'test',
} as const

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

  test('P1: keeps its other spans where they are when one reaches beyond the text', async () => {
    const { annotations, problems, report } = await read({
      text: '🙂 Ola met Bo',
      label: [
        [2, 5, 'PER'],
        [10, 13, 'PER'],
      ],
    })
    expect(annotations[0]).toMatchObject([{ extent: [{ startUtf16: 3, endUtf16: 6 }] }])
    expect(problems).toMatchObject([{ line: 1, message: expect.stringContaining('10-13') }])
    expect(report.notes).toEqual([])
  })

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

  test('P16: names each entry that is none, and loses no label beside it', async () => {
    const { annotations, problems, report } = await read(
      { text },
      { text, label: [[2, 5, 'PER'], ['9', 13, 'LOC'], 7, { id: 4, end_offset: 13 }] },
      { text, entities: [{ label: 'PER', start_offset: '2', end_offset: 5 }], relations: [3] },
      { text, label: ['calm', 5, ''], relations: 'none' },
      { text, label: 5, annotations: [{ by: 'Ada' }], labels: [] },
    )
    expect(annotations.map((each) => each.map(({ label }) => label))).toEqual([
      [],
      ['PER'],
      [],
      ['label'],
      [],
    ])
    const noPlace = 'does not say as numbers where it starts and ends.'
    expect(problems.map(({ file, line, message }) => `${file} ${line} ${message}`)).toEqual([
      `all.jsonl 2 Entry 2 of "label" ${noPlace}`,
      'all.jsonl 2 Entry 3 of "label" is no span and no label.',
      `all.jsonl 2 Entry 4 of "label" ${noPlace}`,
      'all.jsonl 3 Entry 1 of "relations" is no relation.',
      `all.jsonl 3 Entry 1 of "entities" ${noPlace}`,
      'all.jsonl 4 "relations" is no list.',
      'all.jsonl 4 Entry 2 of "label" is no span and no label.',
    ])
    // Fields without any label are what somebody else called so.
    expect(report.dropped).toMatchObject([{ kind: 'meta', count: 2 }])
    expect(report.dropped[0]?.places.map(({ what }) => what)).toEqual(['label', 'annotations'])
  })

  test('tells that a span has no label, which nobody asked to leave out', async () => {
    const { source, ledger } = await read({
      text,
      label: [
        [2, 5, ''],
        [9, 13, ' '],
        [2, 4],
      ],
    })
    await collect(parallaxCodec.write?.(newProjectOf(source, importing, ledger)) ?? nothing())
    const lost = ledger.report().dropped.filter(({ kind }) => kind === 'mention')
    expect(lost).toMatchObject([{ reason: 'no-label', count: 3 }])
  })

  test('tells what spans and relations say besides', async () => {
    const text = 'Ola lives in Oslo.'
    const entities = [
      { id: 1, label: 'PER', start_offset: 0, end_offset: 3, user: 7, prob: 0.5, document: 9 },
      { id: 2, label: 'LOC', start_offset: 13, end_offset: 17 },
    ]
    const relations = [{ id: 1, from_id: 1, to_id: 2, type: 'lives in', certain: true }]
    const { annotations, report } = await read({ text, entities, relations })
    expect(annotations[0]).toHaveLength(3)
    expect(report.dropped).toMatchObject([{ kind: 'value', reason: 'not-ours', count: 3 }])
    const [line] = report.dropped
    expect(line?.places.map(({ what }) => what).sort()).toEqual(['certain', 'prob', 'user'])
    const listed = await read({ text, label: [[0, 3, 'PER', 'sure']] })
    expect(listed.report.dropped).toMatchObject([{ places: [{ what: 'entry 4' }] }])
  })

  test('tells the fields that we have no place for', async () => {
    const { documents, report } = await read({
      text,
      label: [],
      meta: { url: 'https://a.example', page: 4, id: 'a' },
    })
    expect(documents[0]?.meta).toEqual({ url: 'https://a.example' })
    expect(report.dropped).toMatchObject([{ kind: 'meta', reason: 'not-ours', count: 2 }])
  })

  test('tells of a line who it is of, a second text, a note for meta and one comment', async () => {
    const line = { text, data: 'Another', user: 3, meta: 'a note', Comments: 'Why?', comments: [] }
    const { report } = await read(line)
    const told = report.dropped.map(({ kind, places }) => [kind, ...places.map(({ what }) => what)])
    expect(told).toEqual([
      ['meta', 'data', 'user', 'meta'],
      ['comment', 'comment'],
    ])
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
