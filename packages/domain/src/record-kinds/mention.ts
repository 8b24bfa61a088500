import * as z from 'zod/mini'
import { checkEvidence, checkLabel, checkLiveEntities, codebookFor } from '../checks.ts'
import { entityIdSchema, labelIdSchema } from '../ids.ts'
import { extentKey, extentSchema } from '../text-range.ts'
import { attributeCheck } from './attribute-check.ts'
import { type KindDefinition, plainKind } from './kind-definition.ts'
import { layerRecordShape } from './origin.ts'

const shape = {
  ...layerRecordShape,
  extent: extentSchema,
  /** An entity type of the codebook. */
  label: labelIdSchema,
  /** Two fields that share invariant 10, so they are written together. */
  form: z.strictObject({
    level: z.enum(['NAM', 'NOM', 'PRO']),
    figure: z.enum(['literal', 'metonym']),
  }),
  entity: z.nullable(entityIdSchema),
}
const dataSchema = z.strictObject(shape)
export type MentionData = Readonly<z.infer<typeof dataSchema>>

/** A stretch of text, within one line, that refers to an entity. */
export const mentionKind: KindDefinition<MentionData> = {
  ...plainKind,
  streams: ['layer'],
  title: 'Mention',
  shape,
  fixed: ['origin'],
  openMaps: ['attrs'],
  extentOf: ({ extent }) => extent,
  refersTo: ({ label, entity }) => (entity ? [label, entity] : [label]),
  uniqueKey: ({ extent, entity }) => entity && `${extentKey(extent)} ${entity}`,
  registerChecks: {
    extent: ({ extent }, surroundings) => {
      const { context } = surroundings
      const refusal = checkEvidence(extent, 'mention', context, codebookFor(surroundings))
      if (refusal) return refusal
      const overLine = extent.some(({ startUtf16, endUtf16 }) =>
        context.text?.slice(startUtf16, endUtf16).includes('\n'),
      )
      return overLine ? { code: 'mention-over-line' } : undefined
    },
    label: ({ label }, surroundings) => checkLabel(label, 'entityType', surroundings),
    entity: ({ entity }, { context }) => checkLiveEntities(entity ? [entity] : [], context),
    attrs: attributeCheck('mention'),
  },
  check: ({ form }) =>
    form.level === 'PRO' && form.figure === 'metonym' ? { code: 'pronoun-metonym' } : undefined,
}
