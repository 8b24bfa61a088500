import * as z from 'zod/mini'
import { checkLabel, codebookFor } from '../checks.ts'
import { labelIdSchema, type RecordId, recordIdSchema } from '../ids.ts'
import { type AnyRecord, isRecordOf, recordOf } from '../record.ts'
import type { Refusal } from '../refusal.ts'
import { idByUniqueKey } from '../stream-state.ts'
import { checkExtent, extentSchema } from '../text-range.ts'
import { attributeCheck } from './attribute-check.ts'
import { type CheckSurroundings, type KindDefinition, plainKind } from './kind-definition.ts'
import { layerRecordShape } from './origin.ts'

const shape = {
  ...layerRecordShape,
  /** A relation type of the codebook. */
  type: labelIdSchema,
  from: recordIdSchema,
  to: recordIdSchema,
  cue: z.nullable(extentSchema),
}
const dataSchema = z.strictObject(shape)
export type RelationData = Readonly<z.infer<typeof dataSchema>>

/** A link between two mentions, claims or stances of one layer. */
export const relationKind: KindDefinition<RelationData> = {
  ...plainKind,
  streams: ['layer'],
  title: 'Relation',
  shape,
  fixed: ['origin', 'from', 'to'],
  openMaps: ['attrs'],
  extentOf: ({ cue }) => cue ?? [],
  dependsOn: ({ from, to }) => [from, to],
  refersTo: ({ type }) => [type],
  uniqueKey: ({ type, from, to }) => `${type} ${from} ${to}`,
  checkTwin: checkReverse,
  registerChecks: {
    type: checkEnds,
    cue: ({ cue }, { context }) =>
      cue && context.text !== null ? checkExtent(cue, context.text) : undefined,
    attrs: attributeCheck('relation'),
  },
  check: ({ from, to }, { state }) => {
    if (from === to) return { code: 'self-link' }
    for (const id of [from, to]) {
      const end = recordOf(state, id)
      if (!end || end.deleted) return { code: 'dangling-reference', recordId: id }
      if (!endKinds.includes(end.kind)) return { code: 'relation-not-allowed' }
    }
    return undefined
  },
}

/** Kinds that a relation may stand between, whatever its type. */
const endKinds: readonly string[] = ['mention', 'claim', 'stance']

function checkEnds(data: RelationData, surroundings: CheckSurroundings): Refusal | undefined {
  const refusal = checkLabel(data.type, 'relationType', surroundings)
  if (refusal) return refusal
  return fitsEnds(data, surroundings) ? undefined : { code: 'relation-not-allowed' }
}

/** Whether the ends are what the relation's type asks for; a type that is not known asks nothing. */
export function fitsEnds(data: RelationData, surroundings: CheckSurroundings): boolean {
  const ends = codebookFor(surroundings)?.labels.get(data.type)?.ends
  if (!ends) return true
  const from = recordOf(surroundings.state, data.from)
  const to = recordOf(surroundings.state, data.to)
  const fits = (a: AnyRecord | undefined, b: AnyRecord | undefined) =>
    fitsEnd(a, ends.from, ends.fromTypes) && fitsEnd(b, ends.to, ends.toTypes)
  return fits(from, to) || (!ends.directed && fits(to, from))
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
  { type, from, to }: RelationData,
  surroundings: CheckSurroundings,
  recordId: RecordId,
): Refusal | undefined {
  const ends = codebookFor(surroundings)?.labels.get(type)?.ends
  if (!ends || ends.directed) return undefined
  const reverse = idByUniqueKey(surroundings.state, 'relation', `${type} ${to} ${from}`)
  return reverse && reverse !== recordId
    ? { code: 'duplicate-record', recordId: reverse }
    : undefined
}
