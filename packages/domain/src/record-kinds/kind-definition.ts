import type * as z from 'zod/mini'
import type { PlanContext } from '../context.ts'
import type { RecordId } from '../ids.ts'

import type { Refusal } from '../refusal.ts'
import type { StreamKind, StreamState } from '../stream-state.ts'
import type { Extent } from '../text-range.ts'

/** What a check may look at: the stream with the record already in it, and the world around it. */
export type CheckSurroundings = {
  readonly state: StreamState
  readonly context: PlanContext
}

/**
 * Why a record cannot be so, or `undefined`. `entry` is the entry of a map that is written alone;
 * `null` when all of the field is.
 */
export type RegisterCheck<Data> = (
  data: Data,
  surroundings: CheckSurroundings,
  recordId: RecordId,
  entry: string | null,
) => Refusal | undefined

/**
 * Everything shared code needs to know about one kind of record. Shared code asks the definition;
 * it never compares `kind` with a name.
 */
export type KindDefinition<Data extends object = object> = {
  /** The kinds of stream that store it; nearly always one. */
  readonly streams: readonly StreamKind[]
  /** The name that a person reads, in the singular. */
  readonly title: string
  /** The shape of each field. A field that is not fixed is a register: it can be written alone. */
  readonly shape: { readonly [Field in keyof Data]: z.ZodMiniType<Data[Field]> }
  /** Fields that never change after creation. */
  readonly fixed: readonly (keyof Data & string)[]
  /** Fields whose entries are registers of their own (`attrs.<id>`); writing `null` removes one. */
  readonly openMaps: readonly (keyof Data & string)[]
  /** Fields whose entries are registers of their own and always there (`meta.title`). */
  readonly fixedMaps: readonly (keyof Data & string)[]
  /** The text that the record covers; empty when it covers none. */
  readonly extentOf: (data: Data) => Extent
  /** Records of the same stream that this one needs: deleting them is refused while it lives. */
  readonly dependsOn: (data: Data) => readonly RecordId[]
  /** Records that this one points at and does not need: of other streams, or deleted meanwhile. */
  readonly refersTo: (data: Data) => readonly RecordId[]
  /** Live records of one stream and kind never share this key; `null` exempts a record. */
  readonly uniqueKey: (data: Data) => string | null
  /**
   * Uniqueness that a key alone cannot say. Asked when a record comes to life or its key changes,
   * and never of one that stands.
   */
  readonly checkTwin: RegisterCheck<Data>
  /** How a clash of unique keys is said. */
  readonly duplicateRefusal: (existing: RecordId) => Refusal
  /** What must hold of one register when it is written: text, zones, other streams. */
  readonly registerChecks: { readonly [Field in keyof Data]?: RegisterCheck<Data> }
  /** What must always hold within the stream. */
  readonly check: RegisterCheck<Data>
}

/** The parts of a definition that most kinds leave at their simplest. */
export const plainKind = {
  openMaps: [],
  fixedMaps: [],
  extentOf: () => [],
  dependsOn: () => [],
  refersTo: () => [],
  uniqueKey: () => null,
  checkTwin: () => undefined,
  duplicateRefusal: (existing: RecordId): Refusal => ({
    code: 'duplicate-record',
    recordId: existing,
  }),
  registerChecks: {},
  check: () => undefined,
} as const
