import { type AnyRecord, type RecordId, recordOf, type StreamState } from '@parallax/domain'
import type { CodebookChange } from './codebook-changes.ts'
import { codebookText } from './codebook-text.ts'

const text = codebookText.change

/** A change as a sentence: “State: definition, tests”. */
export function changeWords(change: CodebookChange): string {
  const { what, recordKind, fields } = change
  const name = recordName(change)
  if (what === 'changed')
    return text.changed(
      name,
      inTextOrder(fields).map((field) => codebookText.fields[field] ?? field),
    )
  return text[what](recordKind, name)
}

/** Fields in the order in which a page shows them, whatever order they were stored in. */
function inTextOrder(fields: readonly string[]): readonly string[] {
  const order = Object.keys(codebookText.fields)
  return [...fields].sort((a, b) => order.indexOf(a) - order.indexOf(b))
}

/** What people call a record of the codebook. */
export function recordName({
  recordKind,
  data,
}: Pick<CodebookChange, 'recordKind' | 'data'>): string {
  if (recordKind === 'scale') return codebookText.scale.title
  if (recordKind === 'guideline') return guidelineName(wordOf(data.field), wordOf(data.value))
  if (recordKind === 'annotatable') return kindName(wordOf(data.on))
  return wordOf(data.name)
}

function guidelineName(field: string, value: string): string {
  const scale = codebookText.scales[field]
  return `${scale?.name ?? field}, ${scale?.values[value] ?? value}`
}

function kindName(kind: string): string {
  const found = Object.entries(codebookText.kinds).find(([name]) => name === kind)
  return `${found?.[1] ?? kind}, ${codebookText.label.zones.toLowerCase()}`
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The name of a label of the draft, taken out or not. */
export function labelNameOf(stream: StreamState, id: string): string {
  const record: AnyRecord | undefined = recordOf(stream, id as RecordId) // ids of versions are labels'
  return record?.kind === 'label' ? record.data.name : ''
}
