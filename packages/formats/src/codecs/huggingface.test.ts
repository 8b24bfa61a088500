import { describe, expect, test, vi } from 'vitest'
import { collect, filesOf } from '../../test/codec-laws.ts'
import { describeHostileFiles } from '../../test/hostile-files.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { smallCorpus } from '../../test/small-corpus.ts'
import { sourceOf } from '../../test/some-corpus.ts'
import { Ledger } from '../corpus/ledger.ts'
import { readCorpus } from '../corpus/read-corpus.ts'
import { writeFolder } from '../huggingface/write-folder.ts'
import { ParquetFile, type Row } from '../parquet/parquet-file.ts'
import type { Columns } from '../parquet/shape.ts'
import type { FilePiece } from './codec-definition.ts'
import { huggingfaceCodec } from './huggingface.ts'

// Files of a hundred columns on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 })

describeHostileFiles(huggingfaceCodec, 25)

const context = { tools: plainTools }

function corpusOf(count: number) {
  const [document] = smallCorpus.documents
  if (!document) throw new Error('The small corpus has a document.')
  const documents = Array.from({ length: count }, (_, index) => ({
    ...document,
    id: `document-${index + 1}`,
  }))
  return { ...smallCorpus, documents }
}

function sizes(pieces: readonly FilePiece[]): Readonly<Record<string, number>> {
  const all = new Map<string, number>()
  for (const { path, content } of pieces) all.set(path, (all.get(path) ?? 0) + content.length)
  return Object.fromEntries(all)
}

async function cardOf(count: number, splitOf?: (id: string) => string): Promise<string> {
  const more = splitOf ? { splitOf } : {}
  const pieces = await collect(writeFolder(sourceOf(corpusOf(count)), { ...context, ...more }))
  return String(pieces.find(({ path }) => path === 'README.md')?.content)
}

describe('the folder of a dataset', () => {
  test('has a file per part that a release hands over, and none for an empty one', async () => {
    const splitOf = (id: string) => (id === 'document-1' ? 'test' : 'train')
    const pieces = await collect(writeFolder(sourceOf(corpusOf(3)), { ...context, splitOf }))
    expect(Object.keys(sizes(pieces))).toEqual([
      'data/train-00000-of-00001.parquet',
      'data/test-00000-of-00001.parquet',
      'entities/train-00000-of-00001.parquet',
      'propositions/train-00000-of-00001.parquet',
      'codebook/train-00000-of-00001.parquet',
      'README.md',
    ])
  })

  test('loses no document whose part has another name', async () => {
    const card = await cardOf(3, (id) => (id === 'document-1' ? 'held back' : 'test'))
    expect(card).toContain('- train: 1\n- test: 2')
  })

  test('has a card that says columns, parts and sizes', async () => {
    const card = await cardOf(2)
    for (const words of [
      'pretty_name: "River"',
      'language:\n- en',
      '- config_name: documents\n  default: true\n  data_files:\n  - split: train\n    path: data/train-00000-of-00001.parquet',
      '  - name: text\n    dtype: string',
      '  - name: byline\n    list: string',
      '  - name: zones\n    list:\n    - name: kind\n      dtype: string',
      '    num_examples: 2',
      '- **supports & "more"**',
    ])
      expect(card).toContain(words)
  })

  test('has a card without words that YAML takes for yes or no', async () => {
    const corpus = corpusOf(1)
    const documents = corpus.documents.map((each) => ({ ...each, meta: { language: 'no' } }))
    const attributes = [{ on: 'claim', name: 'page', value: 'number', set: null } as const]
    const source = sourceOf({ head: { ...corpus.head, attributes }, documents })
    const pieces = await collect(writeFolder(source, context))
    const card = pieces.find(({ path }) => path === 'README.md')?.content
    expect(card).toContain('language:\n- "no"')
    expect(card).toContain('- name: "on"\n')
  })

  test('P17: is written in groups of rows, so that few documents are held at a time', async () => {
    const pieces = await collect(writeFolder(sourceOf(corpusOf(2100)), context))
    const documents = pieces.filter(({ path }) => path.startsWith('data/'))
    expect(documents).toHaveLength(4)
  })

  test('P1: has offsets in code points', async () => {
    const files = await filesOf(huggingfaceCodec, smallCorpus)
    const { source } = await readCorpus(huggingfaceCodec, { files }, context, new Ledger())
    const [document] = await collect(source.documents())
    const claim = document?.layers[0]?.annotations.find(({ kind }) => kind === 'claim')
    const [range] = claim?.extent ?? []
    expect(document?.text.slice(range?.startUtf16, range?.endUtf16)).toBe('the river will rise')
  })
})

async function read(columns: Columns, rows: readonly Row[]) {
  const file = new ParquetFile(columns, {})
  const bytes = [file.addGroup(rows), file.finish()].flatMap((part) => [...part])
  const content = async () => Uint8Array.from(bytes)
  const ledger = new Ledger()
  const files = [{ path: 'a.parquet', bytes: bytes.length, text: async function* () {}, content }]
  const { source, problems } = await readCorpus(huggingfaceCodec, { files }, context, ledger)
  return { documents: await collect(source.documents()), problems, report: ledger.report() }
}

describe('a dataset of somebody else', () => {
  const columns: Columns = {
    text: 'string',
    author: 'string',
    label: 'string',
    split_id: 'int32',
    entities: {
      list: { struct: { start: 'int32', end: 'int32', label: 'string', text: 'string' } },
    },
  }
  const row = { text: '🦉 Oslo sleeps.', author: 'Bo', label: 'calm', split_id: 4 }

  test('has a text, spans with labels, and labels of the whole', async () => {
    const entities = [{ start: 2, end: 6, label: 'Place', text: 'Oslo' }]
    const { documents, report } = await read(columns, [{ ...row, entities }])
    expect(documents).toMatchObject([{ text: row.text, meta: { byline: ['Bo'] } }])
    expect(documents[0]?.layers[0]?.annotations).toMatchObject([
      { kind: 'mention', label: 'Place', extent: [{ startUtf16: 3, endUtf16: 7 }] },
      { kind: 'documentLabel', label: 'label', values: { values: ['calm'] } },
    ])
    expect(report.dropped).toMatchObject([{ kind: 'meta', reason: 'not-ours', count: 1 }])
  })

  test('P1: keeps spans without words where they are when another lies outside', async () => {
    const bare: Columns = {
      text: 'string',
      spans: { list: { struct: { start: 'int32', end: 'int32', label: 'string' } } },
    }
    const spans = [
      { start: 2, end: 5, label: 'PER' },
      { start: 10, end: 13, label: 'PER' },
    ]
    const { documents, problems } = await read(bare, [{ text: '🙂 Ola met Bo', spans }])
    const [layer] = documents[0]?.layers ?? []
    expect(layer?.annotations).toMatchObject([{ extent: [{ startUtf16: 3, endUtf16: 6 }] }])
    expect(problems).toMatchObject([{ line: 1, message: expect.stringContaining('10-13') }])
  })

  test('P16: has a row whose span does not fit named, and nothing else dropped', async () => {
    const entities = [
      { start: 0, end: 6, label: 'Place', text: 'Oslo' },
      { start: 2, end: 6, label: 'Place', text: 'Oslo' },
    ]
    const { documents, problems } = await read(columns, [{ ...row, entities }])
    expect(problems).toMatchObject([{ file: 'a.parquet', line: 1 }])
    expect(documents[0]?.layers[0]?.annotations).toHaveLength(2)
  })
})
