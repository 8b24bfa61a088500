import * as z from 'zod/mini'
import {
  checkEvidence,
  checkLabel,
  checkLiveEntities,
  checkLiveProposition,
  codebookFor,
} from '../checks.ts'
import {
  entityIdSchema,
  labelIdSchema,
  propositionIdSchema,
  type RecordId,
  recordIdSchema,
} from '../ids.ts'
import { liveRecord } from '../record.ts'
import type { Refusal } from '../refusal.ts'
import { extentSchema } from '../text-range.ts'
import { attributeCheck } from './attribute-check.ts'
import { chainSchema, checkChain, entitiesOfChain } from './chain.ts'
import { type CheckSurroundings, type KindDefinition, plainKind } from './kind-definition.ts'
import { layerRecordShape } from './origin.ts'

const holderSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('entities'),
    ids: z.readonly(z.array(entityIdSchema).check(z.maxLength(32))),
  }),
  z.strictObject({ kind: z.literal('author') }),
  z.strictObject({ kind: z.literal('unnamed') }),
])
const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('entity'), id: entityIdSchema }),
  z.strictObject({ kind: z.literal('proposition'), id: propositionIdSchema }),
  z.strictObject({ kind: z.literal('claim'), id: recordIdSchema }),
  z.strictObject({ kind: z.literal('topic'), id: labelIdSchema }),
])
const shape = {
  ...layerRecordShape,
  /** Three fields that share invariants 28 and 29, so they are written together. */
  attitude: z.readonly(
    z.strictObject({ holder: holderSchema, target: targetSchema, chain: chainSchema }),
  ),
  /** A point of the codebook's scale. */
  value: z.int(),
  explicitness: z.enum(['explicit', 'implicit']),
  evidence: extentSchema,
  /** The claim of the same layer that expresses it. */
  claim: z.nullable(recordIdSchema),
}
const dataSchema = z.strictObject(shape)
export type StanceData = Readonly<z.infer<typeof dataSchema>>
export type Holder = StanceData['attitude']['holder']
export type Target = StanceData['attitude']['target']

/** That a holder is for or against a target, on the declared scale, in these words. */
export const stanceKind: KindDefinition<StanceData> = {
  ...plainKind,
  streams: ['layer'],
  title: 'Stance',
  shape,
  fixed: ['origin'],
  openMaps: ['attrs'],
  extentOf: ({ evidence }) => evidence,
  dependsOn: ({ attitude, claim }) => [
    ...(attitude.target.kind === 'claim' ? [attitude.target.id] : []),
    ...(claim ? [claim] : []),
  ],
  refersTo: ({ attitude }) => [
    ...new Set<RecordId>([
      ...(attitude.holder.kind === 'entities' ? attitude.holder.ids : []),
      ...(attitude.target.kind === 'claim' ? [] : [attitude.target.id]),
      ...entitiesOfChain(attitude.chain),
    ]),
  ],
  registerChecks: {
    attitude: checkAttitude,
    value: ({ value }, surroundings) => checkOnScale(value, surroundings),
    evidence: ({ evidence }, surroundings) =>
      checkEvidence(evidence, 'stance', surroundings.context, codebookFor(surroundings)),
    attrs: attributeCheck('stance'),
  },
  check: ({ attitude, claim }, { state }) => {
    const { holder, target, chain } = attitude
    if (holder.kind === 'author' && chain.length > 0) return { code: 'author-with-chain' }
    if (holder.kind === 'entities' && target.kind === 'entity' && holder.ids.includes(target.id))
      return { code: 'holder-is-target' }
    for (const id of [claim, target.kind === 'claim' ? target.id : null])
      if (id && liveRecord(state, 'claim', id) === undefined)
        return { code: 'dangling-reference', recordId: id }
    return undefined
  },
}

function checkAttitude(
  { attitude }: StanceData,
  surroundings: CheckSurroundings,
): Refusal | undefined {
  const { holder, target, chain } = attitude
  const ids = holder.kind === 'entities' ? holder.ids : []
  if (holder.kind === 'entities' && (ids.length === 0 || new Set(ids).size !== ids.length))
    return { code: 'bad-value', register: 'attitude', problem: 'a holder is missing or repeated' }
  return (
    checkLiveEntities(ids, surroundings.context) ??
    checkTarget(target, surroundings) ??
    checkChain(chain, surroundings)
  )
}

function checkTarget(target: Target, surroundings: CheckSurroundings): Refusal | undefined {
  switch (target.kind) {
    case 'entity':
      return checkLiveEntities([target.id], surroundings.context)
    case 'proposition':
      return checkLiveProposition(target.id, surroundings.context)
    case 'topic':
      return checkLabel(target.id, 'topic', surroundings)
    case 'claim':
      return undefined
  }
}

function checkOnScale(value: number, surroundings: CheckSurroundings): Refusal | undefined {
  const scale = codebookFor(surroundings)?.scale
  if (!scale || (value >= scale.min && value <= scale.max)) return undefined
  return { code: 'off-scale', min: scale.min, max: scale.max }
}
