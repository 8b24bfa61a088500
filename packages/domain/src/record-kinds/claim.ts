import * as z from 'zod'
import { checkEvidence, checkLabel, checkLiveProposition } from '../checks.ts'
import { isEdtf } from '../edtf.ts'
import { labelIdSchema, propositionIdSchema } from '../ids.ts'
import type { Refusal } from '../refusal.ts'
import { checkExtent, extentSchema, liesInside } from '../text-range.ts'
import { checkAttributes } from './attribute-check.ts'
import { chainSchema, checkChain, entitiesOfChain } from './chain.ts'
import { type CheckSurroundings, type KindDefinition, plainKind } from './kind-definition.ts'
import { layerRecordShape } from './origin.ts'

const shape = {
  ...layerRecordShape,
  /** Two fields that share invariant 21, so they are written together. */
  content: z
    .strictObject({ evidence: extentSchema, condition: extentSchema.nullable() })
    .readonly(),
  /** Three fields that share invariant 17, so they are written together. */
  report: z
    .strictObject({
      chain: chainSchema,
      rendering: z.enum(['own', 'direct', 'mixed', 'indirect', 'act']),
      relay: z.enum(['endorses', 'neutral', 'distances']).nullable(),
    })
    .readonly(),
  proposition: propositionIdSchema.nullable(),
  polarity: z.enum(['positive', 'negative']),
  certainty: z.enum(['certain', 'probable', 'possible', 'unknown']),
  act: z.enum(['assertive', 'denial', 'directive', 'commissive', 'expressive', 'question']),
  tense: z.enum(['past', 'present', 'future', 'timeless']),
  saidOn: z.string().max(40).nullable(),
  topics: z.array(labelIdSchema).readonly(),
  checkworthiness: z.enum(['non-factual', 'minor', 'worthy']),
}
const dataSchema = z.strictObject(shape)
export type ClaimData = Readonly<z.infer<typeof dataSchema>>

const maxTopics = 3

/** A stretch of text that puts forward a proposition, and who says so through whom. */
export const claimKind: KindDefinition<ClaimData> = {
  ...plainKind,
  stream: 'layer',
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
    proposition &&
    JSON.stringify([
      content.evidence,
      proposition,
      [...(report.chain.at(-1)?.sources ?? [])].sort(),
    ]),
  registerChecks: {
    content: checkContent,
    report: ({ report }, surroundings) => checkChain(report.chain, surroundings),
    proposition: ({ proposition }, { context }) => checkLiveProposition(proposition, context),
    topics: ({ topics }, surroundings) => checkTopics(topics, surroundings),
    attrs: ({ attrs }, surroundings) => checkAttributes(attrs, 'claim', surroundings),
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

function checkContent({ content }: ClaimData, { context }: CheckSurroundings): Refusal | undefined {
  const refusal = checkEvidence(content.evidence, 'claim', context)
  if (refusal || !content.condition || context.text === null) return refusal
  return checkExtent(content.condition, context.text)
}

function checkTopics(
  topics: ClaimData['topics'],
  surroundings: CheckSurroundings,
): Refusal | undefined {
  if (new Set(topics).size !== topics.length)
    return { code: 'bad-value', register: 'topics', problem: 'a topic stands twice' }
  for (const topic of topics) {
    const refusal = checkLabel(topic, 'topic', surroundings)
    if (refusal) return refusal
  }
  return undefined
}
