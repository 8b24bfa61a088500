import { ok, refuse } from '@parallax/domain'
import type { CodecInput, CorpusOutcome, InputFile } from '../codecs/codec-definition.ts'
import { fieldsOf } from '../json/read-json.ts'
import { parquetRows } from '../parquet/read-parquet.ts'
import { type RegistryTable, registryColumns } from './columns.ts'
import { outcomesOfForeignRow } from './foreign-rows.ts'
import { documentOfRow, type Fields } from './read-rows.ts'
import { registryItem } from './registry-rows.ts'
import { splitsOf } from './splits.ts'

/** The largest parquet file that is read: it is held in memory as a whole. */
const mostFileBytes = 1024 * 1024 * 1024

/** The rows of a dataset's tables, ours or somebody else's. */
export async function* readFolder({ files }: CodecInput): AsyncGenerator<CorpusOutcome> {
  const tables = files.filter(({ path }) => /\.parquet$/i.test(path))
  if (tables.length === 0)
    yield refuse({ file: '', line: 0, message: 'There is no parquet file among these files.' })
  const splits = await splitsOf(tables, files)
  for (const file of tables) {
    const split = splits.get(file.path)
    for await (const outcome of readTable(file)) yield withSplit(outcome, split)
  }
}

function withSplit(outcome: CorpusOutcome, split: string | undefined): CorpusOutcome {
  if (split === undefined || !outcome.ok || outcome.value.item !== 'document') return outcome
  return ok({ item: 'document', document: { ...outcome.value.document, split } })
}

async function* readTable(file: InputFile): AsyncGenerator<CorpusOutcome> {
  const problem = (line: number, message: string) => refuse({ file: file.path, line, message })
  if (file.bytes > mostFileBytes)
    return yield problem(
      0,
      `It is larger than ${mostFileBytes} bytes. Split it into several files.`,
    )
  let number = 0
  for await (const row of parquetRows(await file.content())) {
    number += 1
    const fields = row.ok ? fieldsOf(row.value) : undefined
    if (!row.ok) yield problem(number, row.reason)
    else if (fields) yield* outcomesOfRow(fields, { file: file.path, number })
  }
}

function* outcomesOfRow(
  row: Fields,
  { file, number }: { readonly file: string; readonly number: number },
): Generator<CorpusOutcome> {
  const table = tableOf(row)
  if (table === undefined) yield* outcomesOfForeignRow(row, { file, number })
  else if (table === 'documents') {
    const { document, problems } = documentOfRow(row, `${file} ${number}`)
    for (const message of problems) yield refuse({ file, line: number, message })
    yield ok({ item: 'document', document })
  } else {
    const item = registryItem[table](row)
    yield item ? ok(item) : refuse({ file, line: number, message: `It is no row of ${table}.` })
  }
}

/** Which of our tables a row is of: the one whose columns it has. */
function tableOf(row: Fields): 'documents' | RegistryTable | undefined {
  const hasAll = (names: readonly string[]) => names.every((name) => row.has(name))
  if (hasAll(['text', 'layers', 'mentions', 'claims', 'stances', 'relations'])) return 'documents'
  const tables = Object.keys(registryColumns) as RegistryTable[] // its own keys
  return tables.find((table) => {
    const names = Object.keys(registryColumns[table])
    return names.length === row.size && hasAll(names)
  })
}
