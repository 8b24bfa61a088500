import { type CorpusDocument, corpusCodecs, Ledger, readCorpus } from '@parallax/formats'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { openTables } from './open-tables.ts'
import { platformTools } from './platform-tools.ts'

// SQLite is compiled first, which takes a busy machine longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 })

/** A small database of the Discourse Network Analyzer, made by SQLite itself. */
async function database(): Promise<Uint8Array> {
  const { default: loadSqlite } = await import('sql.js/dist/sql-wasm-inline.js')
  const { Database } = await loadSqlite()
  const made = new Database()
  made.exec(`
    CREATE TABLE CODERS (ID INTEGER, Name TEXT);
    CREATE TABLE STATEMENTTYPES (ID INTEGER, Label TEXT);
    CREATE TABLE VARIABLES (ID INTEGER, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
    CREATE TABLE ENTITIES (ID INTEGER, VariableId INTEGER, Value TEXT);
    CREATE TABLE DOCUMENTS (ID INTEGER, Title TEXT, Text TEXT, Source TEXT, Date INTEGER);
    CREATE TABLE STATEMENTS (ID INTEGER, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER, Stop INTEGER, Coder INTEGER);
    CREATE TABLE DATASHORTTEXT (StatementId INTEGER, VariableId INTEGER, Value INTEGER);
    CREATE VIEW REGEXES AS SELECT 1 AS Label;
    INSERT INTO CODERS VALUES (1, 'Ada');
    INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement');
    INSERT INTO VARIABLES VALUES (1, 'organization', 'short text', 1), (2, 'concept', 'short text', 1);
    INSERT INTO ENTITIES VALUES (1, 1, 'Town 🦉'), (2, 2, 'Dams should be built');
    INSERT INTO DOCUMENTS VALUES (1, 'Dams', '🦉 wants dams.', 'The Post', 1106697600);
    INSERT INTO STATEMENTS VALUES (1, 1, 1, 0, 13, 1);
    INSERT INTO DATASHORTTEXT VALUES (1, 1, 1), (1, 2, 2);
  `)
  const bytes = made.export()
  made.close()
  return bytes
}

async function read(bytes: Uint8Array) {
  const codec = corpusCodecs.dna
  if (!codec) throw new Error('There is a format "dna".')
  const file = {
    path: 'sample.dna',
    bytes: bytes.length,
    text: async function* () {},
    content: async () => bytes,
  }
  const ledger = new Ledger()
  const { source, problems } = await readCorpus(
    codec,
    { files: [file] },
    { tools: platformTools },
    ledger,
  )
  const documents: CorpusDocument[] = []
  if (problems.length === 0)
    for await (const document of source.documents()) documents.push(document)
  return { documents, problems }
}

test('rows come with their columns in lower case, and only from tables', async () => {
  const opened = await openTables('sample.dna', await database())
  if (!opened.ok) throw new Error(opened.reason)
  const [row] = opened.value.rows('entities') ?? []
  expect(Object.fromEntries(row ?? [])).toEqual({ id: 1, variableid: 1, value: 'Town 🦉' })
  expect(opened.value.rows('REGEXES')).toBeUndefined()
  expect(opened.value.rows('NOTHING')).toBeUndefined()
  opened.value.close()
})

test('a database of the Discourse Network Analyzer is read', async () => {
  const { documents, problems } = await read(await database())
  expect(problems).toEqual([])
  expect(documents).toMatchObject([
    { name: 'Dams', layers: [{ annotator: 'Ada', annotations: [{ kind: 'claim' }] }] },
  ])
})

test('a file that is no database, or a broken one, is a problem and nothing throws', async () => {
  expect((await read(Buffer.from('no database'))).problems).toHaveLength(1)
  const whole = await database()
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
      const spoilt = whole.slice()
      spoilt.fill(byte, at, at + 64)
      const { documents } = await read(spoilt)
      expect(documents.length).toBeLessThanOrEqual(1)
    }),
    { numRuns: 60 },
  )
})
