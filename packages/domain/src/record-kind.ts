import type { AnyRecord } from './record.ts'
import type { KindDefinition } from './record-kinds/kind-definition.ts'
import { type RecordKind, recordKinds } from './record-kinds/registry.ts'

/** The definition of a kind, without its particulars, for code that treats all kinds alike. */
export function definitionOf(kind: RecordKind): KindDefinition {
  // Each definition takes its own data; callers hand it data of a record of that very kind.
  return recordKinds[kind] as unknown as KindDefinition
}

/** The definition of a record's kind. */
export function kindOf(record: { readonly kind: AnyRecord['kind'] }): KindDefinition {
  return definitionOf(record.kind)
}

/** Whether `value` names a kind of record. */
export function isRecordKind(value: string): value is RecordKind {
  return Object.hasOwn(recordKinds, value)
}
