import { isLive, recordsOf } from './record.ts'
import type { CodebookContent } from './record-kinds/codebook-content.ts'
import type { CodebookRecordKind } from './record-kinds/registry.ts'
import type { StreamState } from './stream-state.ts'

/** What publishing would publish: the live records of the draft, sorted by id. */
export function draftContent(stream: StreamState): CodebookContent {
  const of = (kind: CodebookRecordKind) =>
    [...recordsOf(stream, kind)]
      .filter(isLive)
      .map(({ id, data }) => ({ id, data: data as Record<string, unknown> })) // any data is such a record
      .sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    labelSet: of('labelSet'),
    label: of('label'),
    attribute: of('attribute'),
    guideline: of('guideline'),
    scale: of('scale'),
    annotatable: of('annotatable'),
  }
}
