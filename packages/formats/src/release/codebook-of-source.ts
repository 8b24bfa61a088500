import { type Codebook, codebookOf, isRecordOf, type RecordOf } from '@parallax/domain'
import type { ProjectSource } from '../project/project-item.ts'

/** The published version of the codebook with this number, laid out; `undefined` without one. */
export async function codebookOfSource(
  source: Pick<ProjectSource, 'codebook'>,
  number: number | null,
): Promise<Codebook | undefined> {
  const version = await versionOfSource(source, number)
  return version && codebookOf(version.data.number, version.data.content)
}

/** The record of that version. */
export async function versionOfSource(
  source: Pick<ProjectSource, 'codebook'>,
  number: number | null,
): Promise<RecordOf<'version'> | undefined> {
  for await (const { record } of source.codebook())
    if (isRecordOf(record, 'version') && !record.deleted && record.data.number === number)
      return record
  return undefined
}

/** Names of labels by their ids, of every version and the draft; empty for what is no label. */
export async function labelNamesOf(
  source: Pick<ProjectSource, 'codebook'>,
): Promise<(label: string) => string> {
  const names = new Map<string, string>()
  for await (const { record } of source.codebook()) {
    if (isRecordOf(record, 'label')) names.set(record.id, record.data.name)
    if (!isRecordOf(record, 'version')) continue
    for (const { id, data } of record.data.content.label)
      if (!names.has(id)) names.set(id, String(data.name))
  }
  return (label) => names.get(label) ?? ''
}
