import type { AnyRecord, RecordOf } from './record.ts'
import type { RecordKind } from './record-kinds/registry.ts'

/** A fresh, live record. `data` must be what the kind's own schema accepted. */
export function newRecord<K extends RecordKind>(
  kind: K,
  id: string,
  data: object,
): RecordOf<K> & AnyRecord {
  // Callers hand over data that the schema of this kind has parsed, and an id of this kind.
  return { id, kind, data, deleted: false, revs: {} } as unknown as RecordOf<K> & AnyRecord
}
