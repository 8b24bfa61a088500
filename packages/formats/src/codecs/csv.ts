import { csvLine } from '../csv/csv-line.ts'
import { tableKinds, writeTable } from '../csv/write-table.ts'
import type { ProjectCodec } from './codec-definition.ts'

/** A flat table for pandas and R, every value as it is. It leaves too much out to be read back. */
export const csvCodec: ProjectCodec = {
  via: 'project',
  id: 'csv',
  title: 'CSV table',
  fileExtension: '.csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  keeps:
    'A row per live mention, claim and stance. Not: relations, document labels, deleted records, the texts themselves.',
  keepsKind: tableKinds,
  offsetUnit: 'utf16',
  choosesUnit: true,
  write: writeTable(csvLine),
  read: null,
}
