import * as z from 'zod/mini'
import {
  checkEvidence,
  checkLiveProposition,
  checkTopics,
  codebookFor,
  maxTopics,
} from '../checks.ts'
import { isEdtf } from '../edtf.ts'
import { labelIdSchema, propositionIdSchema } from '../ids.ts'
import type { Refusal } from '../refusal.ts'
import { checkExtent, extentKey, extentSchema, liesInside } from '../text-range.ts'
import { attributeCheck } from './attribute-check.ts'
import { chainSchema, checkChain, checkHandingOn, entitiesOfChain } from './chain.ts'
import { type CheckSurroundings, type KindDefinition, plainKind } from './kind-definition.ts'
import { layerRecordShape } from './origin.ts'

const shape = {
  ...layerRecordShape,
  /** Two fields that share invariant 21, so they are written together. */
  content: z.readonly(
    z.strictObject({ evidence: extentSchema, condition: z.nullable(extentSchema) }),
  ),
  /** Three fields that share invariant 17, so they are written together. */
  report: z.readonly(
    z.strictObject({
      chain: chainSchema,
      rendering: z.enum(['own', 'direct', 'mixed', 'indirect', 'act']),
      relay: z.nullable(z.enum(['endorses', 'neutral', 'distances'])),
    }),
  ),
  proposition: z.nullable(propositionIdSchema),
  polarity: z.enum(['positive', 'negative']),
  certainty: z.enum(['certain', 'probable', 'possible', 'unknown']),
  act: z.enum(['assertive', 'denial', 'directive', 'commissive', 'expressive', 'question']),
  tense: z.enum(['past', 'present', 'future', 'timeless']),
  saidOn: z.nullable(z.string().check(z.maxLength(40))),
  topics: z.readonly(z.array(labelIdSchema)),
  checkworthiness: z.enum(['non-factual', 'minor', 'worthy']),
}
const dataSchema = z.strictObject(shape)
export type ClaimData = Readonly<z.infer<typeof dataSchema>>

/** A stretch of text that puts forward a proposition, and who says so through whom. */
export const claimKind: KindDefinition<ClaimData> = {
  ...plainKind,
  streams: ['layer'],
  title: 'Claim',
  shape,
  fixed: ['origin'],
  openMaps: ['attrs'],
  extentOf: ({ content }) => content.evidence,
  refersTo: ({ report, proposition, topics }) => [
    ...new Set([
      ...entitiesOfChain(report.chain),
      ...(proposition ? [proposition] : []),
      ...topics,
    ]),
  ],
  uniqueKey: ({ content, proposition, report }) =>
    proposition && [extentKey(content.evidence), proposition, ...lastSources(report)].join(' '),
  registerChecks: {
    content: checkContent,
    report: ({ report: { chain } }, surroundings) =>
      checkChain(chain, surroundings) ?? checkHandingOn(chain),
    proposition: ({ proposition }, { context }) => checkLiveProposition(proposition, context),
    topics: ({ topics }, surroundings) => checkTopics(topics, surroundings),
    attrs: attributeCheck('claim'),
  },
  check: ({ report, saidOn, content, topics }) => {
    const own = [report.chain.length === 0, report.rendering === 'own', report.relay === null]
    if (own.includes(true) && own.includes(false)) return { code: 'own-needs-empty-chain' }
    if (saidOn !== null && !isEdtf(saidOn)) return { code: 'bad-date', value: saidOn }
    if (content.condition && !liesInside(content.condition, content.evidence))
      return { code: 'condition-outside-evidence' }
    return topics.length > maxTopics ? { code: 'too-many-labels', limit: maxTopics } : undefined
  },
}

function lastSources({ chain }: ClaimData['report']): readonly string[] {
  return [...(chain.at(-1)?.sources ?? [])].sort()
}

function checkContent(
  { content }: ClaimData,
  surroundings: CheckSurroundings,
): Refusal | undefined {
  const { context } = surroundings
  const refusal = checkEvidence(content.evidence, 'claim', context, codebookFor(surroundings))
  if (refusal || !content.condition || context.text === null) return refusal
  return checkExtent(content.condition, context.text)
}
