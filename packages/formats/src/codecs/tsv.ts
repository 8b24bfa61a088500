import { tsvLine } from '../csv/csv-line.ts'
import { tableKinds, writeTable } from '../csv/write-table.ts'
import type { ProjectCodec } from './codec-definition.ts'

/** The same table with tabs between the values. */
export const tsvCodec: ProjectCodec = {
  via: 'project',
  id: 'tsv',
  title: 'TSV table',
  fileExtension: '.tsv',
  mediaType: 'text/tab-separated-values; charset=utf-8; header=present',
  keeps:
    'A row per live mention, claim and stance. Not: relations, document labels, deleted records, the texts themselves.',
  keepsKind: tableKinds,
  offsetUnit: 'utf16',
  choosesUnit: true,
  write: writeTable(tsvLine),
  read: null,
}
