import { ok } from '@parallax/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect, textFile } from '../../test/codec-laws.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { sourceOf } from '../../test/some-corpus.ts'
import { Ledger } from '../corpus/ledger.ts'
import { readCorpus } from '../corpus/read-corpus.ts'
import { dateOfEpoch } from '../dna/date-of-epoch.ts'
import { countNetworks } from '../network/count-networks.ts'
import { dnaCodec } from './dna.ts'

type Sample = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** Reads tables as a platform would hand them over. */
async function read(tables: Sample) {
  const rows = (table: string) =>
    Object.hasOwn(tables, table)
      ? (tables[table] ?? []).map(
          (row) => new Map(Object.entries(row).map(([key, value]) => [key.toLowerCase(), value])),
        )
      : undefined
  const tools = { ...plainTools, openTables: async () => ok({ rows, close: () => {} }) }
  const ledger = new Ledger()
  const files = [textFile('a.dna', '')]
  const { source, problems } = await readCorpus(dnaCodec, { files }, { tools }, ledger)
  return { source, documents: await collect(source.documents()), problems, report: ledger.report() }
}

const text = '🦉 The mayor wants dams. The board does not.'
const sample: Sample = {
  CODERS: [
    { ID: 1, Name: 'Ada' },
    { ID: 2, Name: 'Bo' },
  ],
  STATEMENTTYPES: [
    { ID: 1, Label: 'DNA Statement' },
    { ID: 2, Label: 'Remark' },
  ],
  VARIABLES: [
    { ID: 1, Variable: 'person', DataType: 'short text', StatementTypeId: 1 },
    { ID: 2, Variable: 'organization', DataType: 'short text', StatementTypeId: 1 },
    { ID: 3, Variable: 'concept', DataType: 'short text', StatementTypeId: 1 },
    { ID: 4, Variable: 'agreement', DataType: 'boolean', StatementTypeId: 1 },
    { ID: 5, Variable: 'memo', DataType: 'long text', StatementTypeId: 2 },
  ],
  ENTITIES: [
    { ID: 10, VariableId: 1, Value: 'Mayor Quist' },
    { ID: 11, VariableId: 2, Value: 'Town' },
    { ID: 12, VariableId: 2, Value: 'Lock Board' },
    { ID: 13, VariableId: 3, Value: 'Dams should be built' },
    { ID: 14, VariableId: 1, Value: '' },
  ],
  ATTRIBUTEVARIABLES: [
    { ID: 1, VariableId: 2, AttributeVariable: 'Type' },
    { ID: 2, VariableId: 2, AttributeVariable: 'Alias' },
  ],
  ATTRIBUTEVALUES: [
    { EntityId: 12, AttributeVariableId: 1, AttributeValue: 'authority' },
    { EntityId: 12, AttributeVariableId: 2, AttributeValue: 'LB' },
  ],
  DOCUMENTS: [
    {
      ID: 7,
      Title: 'Dams',
      Text: text,
      Author: 'I. Sand',
      Source: 'The Post',
      Section: 'Local',
      Type: '',
      Notes: 'ask again',
      Date: 1106697600,
    },
  ],
  STATEMENTS: [
    { ID: 1, StatementTypeId: 1, DocumentId: 7, Start: 3, Stop: 24, Coder: 1 },
    { ID: 2, StatementTypeId: 1, DocumentId: 7, Start: 25, Stop: 44, Coder: 1 },
    { ID: 3, StatementTypeId: 2, DocumentId: 7, Start: 3, Stop: 12, Coder: 2 },
    { ID: 4, StatementTypeId: 2, DocumentId: 7, Start: 40, Stop: 400, Coder: 2 },
  ],
  DATASHORTTEXT: [
    { StatementId: 1, VariableId: 1, Value: 10 },
    { StatementId: 1, VariableId: 2, Value: 11 },
    { StatementId: 1, VariableId: 3, Value: 13 },
    { StatementId: 2, VariableId: 1, Value: 14 },
    { StatementId: 2, VariableId: 2, Value: 12 },
    { StatementId: 2, VariableId: 3, Value: 13 },
  ],
  DATABOOLEAN: [
    { StatementId: 1, VariableId: 4, Value: 1 },
    { StatementId: 2, VariableId: 4, Value: 0 },
  ],
  DATALONGTEXT: [{ StatementId: 3, VariableId: 5, Value: 'who?' }],
  DATAINTEGER: [],
  REGEXES: [{ Label: 'dam.*' }],
}

describe('a database of the Discourse Network Analyzer', () => {
  test('has documents, and statements as claims of who speaks with a stance of whom they stand for', async () => {
    const { documents } = await read(sample)
    expect(documents).toMatchObject([
      {
        name: 'Dams',
        text,
        meta: {
          title: 'Dams',
          publisher: 'The Post',
          byline: ['I. Sand'],
          publishedAt: '2005-01-26',
        },
      },
    ])
    const [ada, bo] = documents[0]?.layers ?? []
    expect(ada).toMatchObject({ kind: 'annotator', annotator: 'Ada' })
    expect(ada?.annotations).toMatchObject([
      {
        kind: 'claim',
        extent: [{ startUtf16: 3, endUtf16: 24 }],
        values: { polarity: 'positive' },
        links: [
          { role: 'proposition', to: { id: 'value 13' } },
          { role: 'source.1', to: { id: 'value 10' } },
        ],
      },
      {
        kind: 'stance',
        values: { value: 1 },
        links: [{ role: 'holder', to: { id: 'value 11' } }, {}, {}],
      },
      {
        kind: 'claim',
        values: { polarity: 'negative' },
        links: [{}, { role: 'source.1', to: { id: 'value 12' } }],
      },
      { kind: 'stance', values: { value: -1 } },
      { kind: 'documentLabel', label: 'Section', values: { values: ['Local'] } },
    ])
    expect(bo?.annotations).toMatchObject([
      { kind: 'mention', label: 'Remark', values: { 'attr.memo': 'who?' } },
    ])
  })

  test('has actors and concepts with what is said of them', async () => {
    const { source } = await read(sample)
    expect(source.head.entities.slice(0, 3)).toMatchObject([
      { name: 'Mayor Quist', type: 'Person' },
      { name: 'Town', type: 'Organization' },
      { name: 'Lock Board', aliases: ['LB'], note: 'Type: authority' },
    ])
    expect(source.head.propositions).toMatchObject([{ statement: 'Dams should be built' }])
  })

  test('P16: has a statement beyond its text named, and tells what has no place', async () => {
    const { problems, report } = await read(sample)
    expect(problems).toMatchObject([{ message: expect.stringContaining('Statement 4') }])
    expect(report.dropped.map(({ kind, count }) => `${kind} ${count}`)).toEqual([
      'meta 1',
      'other 1',
    ])
  })

  test('makes the network of organisations and concepts again', async () => {
    const { source, documents } = await read(sample)
    const [stances] = await countNetworks(sourceOf({ head: source.head, documents }))
    expect(stances?.edges.map(({ source: from, numbers }) => `${from} ${numbers.sum}`)).toEqual([
      'entity:value_20_11 1',
      'entity:value_20_12 -1',
    ])
  })

  test('that is another database is refused, and so is one where nothing reads databases', async () => {
    const { problems } = await read({ DOCUMENTS: [] })
    expect(problems).toMatchObject([{ message: expect.stringContaining('STATEMENTS') }])
    const files = [textFile('a.dna', '')]
    const nowhere = await readCorpus(dnaCodec, { files }, { tools: plainTools }, new Ledger())
    expect(nowhere.problems).toHaveLength(1)
  })

  test('of any values is read to its end', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(sample)),
        fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.double()),
        fc.nat(6),
        async (table, value, at) => {
          const spoilt = (sample[table] ?? []).map((row) =>
            Object.fromEntries(
              Object.entries(row).map(([key, each], index) => [key, index === at ? value : each]),
            ),
          )
          const { documents } = await read({ ...sample, [table]: spoilt })
          expect(documents.length).toBeLessThanOrEqual(1)
        },
      ),
    ))
})

test('days are those of the calendar', () => {
  expect(dateOfEpoch(0)).toBe('1970-01-01')
  expect(dateOfEpoch(951_782_400)).toBe('2000-02-29')
  expect(dateOfEpoch(-1)).toBe('1969-12-31')
  expect(dateOfEpoch(4_107_542_399)).toBe('2100-02-28')
  expect(dateOfEpoch(Number.NaN)).toBeUndefined()
})
