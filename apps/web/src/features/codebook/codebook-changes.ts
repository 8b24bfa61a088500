import { type CodebookContent, type CodebookRecordKind, jsonEqual } from '@parallax/domain'

/** How one record of the draft differs from the last version. */
export type CodebookChange = {
  readonly id: string
  readonly recordKind: CodebookRecordKind
  readonly what: 'added' | 'changed' | 'removed'
  /** What the record says: now, or when it is gone, as it was. */
  readonly data: Readonly<Record<string, unknown>>
  /** The fields that differ, by name; empty unless `what` is `changed`. */
  readonly fields: readonly string[]
}

const recordKinds: readonly CodebookRecordKind[] = [
  'labelSet',
  'label',
  'attribute',
  'guideline',
  'scale',
  'annotatable',
]

/** What publishing `now` would add, change and take away. `before` is null ahead of version 1. */
export function codebookChanges(
  before: CodebookContent | null,
  now: CodebookContent,
): readonly CodebookChange[] {
  return recordKinds.flatMap((kind) => changesOf(kind, before?.[kind] ?? [], now[kind]))
}

type Rows = CodebookContent[CodebookRecordKind]

function changesOf(recordKind: CodebookRecordKind, before: Rows, now: Rows): CodebookChange[] {
  const old = new Map(before.map((row) => [row.id, row.data]))
  const kept = new Set(now.map(({ id }) => id))
  const written = now.flatMap(({ id, data }): CodebookChange[] => {
    const was = old.get(id)
    if (!was) return [{ id, recordKind, what: 'added', data, fields: [] }]
    const fields = differing(was, data)
    return fields.length > 0 ? [{ id, recordKind, what: 'changed', data, fields }] : []
  })
  const gone = before
    .filter(({ id }) => !kept.has(id))
    .map(({ id, data }): CodebookChange => ({ id, recordKind, what: 'removed', data, fields: [] }))
  return [...written, ...gone]
}

function differing(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>) {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return names.filter((name) => !jsonEqual(a[name], b[name]))
}

/** Labels that the last version had and the draft has not: each needs a rule to publish. */
export function removedLabels(changes: readonly CodebookChange[]): readonly CodebookChange[] {
  return changes.filter(({ recordKind, what }) => recordKind === 'label' && what === 'removed')
}
