import { safeCsvLine } from '../csv/csv-line.ts'
import { tableKinds, writeTable } from '../csv/write-table.ts'
import type { ProjectSource } from '../project/project-item.ts'
import type { ProjectCodec, ProjectWish } from './codec-definition.ts'

/** The same table for Excel and its like: nothing in it is run as a formula. */
export const csvSafeCodec: ProjectCodec = {
  via: 'project',
  id: 'csv-safe',
  title: 'CSV table for spreadsheets',
  fileExtension: '.csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  keeps:
    'A row per live mention, claim and stance. Not: relations, document labels, deleted records, the texts themselves; values that look like formulas have an apostrophe before them.',
  keepsKind: tableKinds,
  offsetUnit: 'utf16',
  choosesUnit: true,
  write: writeWithMark,
  read: null,
}

const rows = writeTable(safeCsvLine)

/** Spreadsheets read UTF-8 only where a byte order mark says so. */
async function* writeWithMark(source: ProjectSource, wish?: ProjectWish): AsyncGenerator<string> {
  yield '\uFEFF'
  yield* rows(source, wish)
}
