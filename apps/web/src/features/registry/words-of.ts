import { type RecordId, recordOf, type StreamState } from '@parallax/domain'

/** What people read for an id of the registry. */
export function wordsOf(registry: StreamState, id: RecordId): string {
  const record = recordOf(registry, id)
  if (record?.kind === 'entity') return record.data.name
  return record?.kind === 'proposition' ? record.data.statement : ''
}
