import * as z from 'zod/mini'
import { checkLiveEntities, entityTypeLabel } from '../checks.ts'
import type { PlanContext } from '../context.ts'
import { entityIdSchema } from '../ids.ts'
import { jsonEqual } from '../json-equal.ts'
import type { Refusal } from '../refusal.ts'
import { checkExtent, extentSchema, overlaps } from '../text-range.ts'
import type { CheckSurroundings } from './kind-definition.ts'

/** One mouth that words passed through, below the outlet. */
export const stepSchema = z.readonly(
  z.strictObject({
    /** Who says it; several speak together, none is an unnamed source ("there are fears"). */
    sources: z.readonly(z.array(entityIdSchema).check(z.maxLength(32))),
    /** The words that name the source; null with a null cue means carried over or unstated. */
    sourceExtent: z.nullable(extentSchema),
    /** The words that report ("said", "according to"). */
    cue: z.nullable(extentSchema),
    /** The document that carries the words: a readout, a statement, a clip. */
    medium: z.nullable(entityIdSchema),
    addressees: z.readonly(z.array(entityIdSchema).check(z.maxLength(32))),
  }),
)

/** Attribution steps, outermost first; the outlet is never one of them. */
export const chainSchema = z.readonly(z.array(stepSchema))
export type Chain = z.infer<typeof chainSchema>
export type Step = Chain[number]

/** The most steps that a chain may have. */
export const maxChainSteps = 4

/** Why a chain cannot stand (invariants 18 to 20), or `undefined` when it can. */
export function checkChain(chain: Chain, { context }: CheckSurroundings): Refusal | undefined {
  if (chain.length > maxChainSteps) return { code: 'chain-too-long', steps: chain.length }
  for (const step of chain) {
    const refusal = checkStep(step, context)
    if (refusal) return refusal
  }
  return undefined
}

/**
 * Why a claim's chain cannot go on from a source to itself (invariant 18), or `undefined`. Asked of
 * claims only: joint reporters of a stance may stand in two steps.
 */
export function checkHandingOn(chain: Chain): Refusal | undefined {
  const repeats = chain.some(({ sources }, index) => {
    const before = chain[index - 1]?.sources ?? []
    return sources.length > 0 && jsonEqual([...before].sort(), [...sources].sort())
  })
  return repeats ? { code: 'repeated-source' } : undefined
}

/** Every entity that a chain speaks of. */
export function entitiesOfChain(chain: Chain): readonly Step['sources'][number][] {
  return chain.flatMap(({ sources, medium, addressees }) =>
    medium ? [...sources, medium, ...addressees] : [...sources, ...addressees],
  )
}

function checkStep(step: Step, context: PlanContext): Refusal | undefined {
  if (new Set(step.sources).size !== step.sources.length) return { code: 'repeated-source' }
  return (
    checkStepText(step, context) ??
    checkLiveEntities(entitiesOfChain([step]), context) ??
    checkMedium(step, context)
  )
}

function checkStepText({ sourceExtent, cue }: Step, { text }: PlanContext): Refusal | undefined {
  for (const extent of [sourceExtent, cue]) {
    const refusal = extent && text !== null ? checkExtent(extent, text) : undefined
    if (refusal) return refusal
  }
  return sourceExtent && cue && overlaps(sourceExtent, cue)
    ? { code: 'cue-overlaps-source' }
    : undefined
}

function checkMedium({ medium }: Step, context: PlanContext): Refusal | undefined {
  if (!medium) return undefined
  const label = entityTypeLabel(medium, context)
  return label && !label.medium ? { code: 'not-a-medium', recordId: medium } : undefined
}
