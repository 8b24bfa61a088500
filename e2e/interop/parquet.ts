import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parquetRows } from '@parallax/formats'
import type { Difference, InteropCheck } from './interop-check.ts'

/** Parquet files of many writers: rows are what the JSON beside them says. */
export const checks: readonly InteropCheck[] = [
  {
    folder: 'parquet/hyparquet',
    run: async (folder) => {
      const files = readdirSync(folder).filter((file) => file.endsWith('.parquet'))
      const differences = await Promise.all(files.map((file) => compare(folder, file)))
      return { fileCount: files.length, differences: differences.flat() }
    },
  },
]

async function compare(folder: string, file: string): Promise<readonly Difference[]> {
  const expected: unknown = JSON.parse(
    readFileSync(path.join(folder, file.replace('.parquet', '.json')), 'utf8'),
  )
  const rows: unknown[] = []
  for await (const row of parquetRows(readFileSync(path.join(folder, file))))
    rows.push(row.ok ? Object.values(row.value).map(plain) : row.reason)
  const [meant, found] = [JSON.stringify(sorted(expected)), JSON.stringify(sorted(rows))]
  if (meant === found) return []
  return [{ file, what: 'rows', expected: meant.slice(0, 200), found: found.slice(0, 200) }]
}

/** A value as JSON has it. */
function plain(value: unknown): unknown {
  if (value === undefined) return null
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return [...value]
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const said = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(said.map(([name, each]) => [name, plain(each)]))
}

/** Fields of structs come in an order of the reader's own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(fields.map(([name, each]) => [name, sorted(each)]))
}
