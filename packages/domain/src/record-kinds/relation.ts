import * as z from 'zod'
import { checkLabel, codebookFor } from '../checks.ts'
import { labelIdSchema, type RecordId, recordIdSchema } from '../ids.ts'
import { type AnyRecord, isRecordOf, recordOf } from '../record.ts'
import type { Refusal } from '../refusal.ts'
import { idByUniqueKey } from '../stream-state.ts'
import { checkExtent, extentSchema } from '../text-range.ts'
import { checkAttributes } from './attribute-check.ts'
import { type CheckSurroundings, type KindDefinition, plainKind } from './kind-definition.ts'
import { layerRecordShape } from './origin.ts'

const shape = {
  ...layerRecordShape,
  /** A relation type of the codebook. */
  type: labelIdSchema,
  from: recordIdSchema,
  to: recordIdSchema,
  cue: extentSchema.nullable(),
}
const dataSchema = z.strictObject(shape)
export type RelationData = Readonly<z.infer<typeof dataSchema>>

/** A link between two mentions, claims or stances of one layer. */
export const relationKind: KindDefinition<RelationData> = {
  ...plainKind,
  stream: 'layer',
  title: 'Relation',
  shape,
  fixed: ['origin', 'from', 'to'],
  openMaps: ['attrs'],
  extentOf: ({ cue }) => cue ?? [],
  dependsOn: ({ from, to }) => [from, to],
  refersTo: ({ type }) => [type],
  // Both directions of an undirected type share a key only if they are the same pair as stored;
  // the reverse of an undirected relation is refused in `checkReverse`.
  uniqueKey: ({ type, from, to }) => `${type} ${from} ${to}`,
  registerChecks: {
    type: checkEnds,
    cue: ({ cue }, { context }) =>
      cue && context.text !== null ? checkExtent(cue, context.text) : undefined,
    attrs: ({ attrs }, surroundings) => checkAttributes(attrs, 'relation', surroundings),
  },
  check: ({ from, to }, { state }) => {
    if (from === to) return { code: 'self-link' }
    for (const id of [from, to]) {
      const end = recordOf(state, id)
      if (!end || end.deleted) return { code: 'dangling-reference', recordId: id }
    }
    return undefined
  },
}

function checkEnds(
  data: RelationData,
  surroundings: CheckSurroundings,
  recordId: RecordId,
): Refusal | undefined {
  const refusal = checkLabel(data.type, 'relationType', surroundings)
  if (refusal) return refusal
  const ends = codebookFor(surroundings)?.labels.get(data.type)?.ends
  if (!ends) return undefined
  const from = recordOf(surroundings.state, data.from)
  const to = recordOf(surroundings.state, data.to)
  const fits = (a: AnyRecord | undefined, b: AnyRecord | undefined) =>
    fitsEnd(a, ends.from, ends.fromTypes) && fitsEnd(b, ends.to, ends.toTypes)
  if (!fits(from, to) && (ends.directed || !fits(to, from))) return { code: 'relation-not-allowed' }
  return ends.directed ? undefined : checkReverse(data, surroundings, recordId)
}

function fitsEnd(
  end: AnyRecord | undefined,
  kinds: readonly string[],
  types: readonly string[] | null,
): boolean {
  if (!end || !kinds.includes(end.kind)) return false
  return types === null || !isRecordOf(end, 'mention') || types.includes(end.data.label)
}

/** An undirected relation from b to a is the one from a to b (invariant 31). */
function checkReverse(
  data: RelationData,
  { state }: CheckSurroundings,
  recordId: RecordId,
): Refusal | undefined {
  const reverse = idByUniqueKey(state, 'relation', `${data.type} ${data.to} ${data.from}`)
  return reverse && reverse !== recordId
    ? { code: 'duplicate-record', recordId: reverse }
    : undefined
}
