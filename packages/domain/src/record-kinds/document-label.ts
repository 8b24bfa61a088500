import * as z from 'zod/mini'
import { codebookFor } from '../checks.ts'
import { labelIdSchema, recordIdSchema } from '../ids.ts'
import type { Refusal } from '../refusal.ts'
import { attributeCheck } from './attribute-check.ts'
import { type CheckSurroundings, type KindDefinition, plainKind } from './kind-definition.ts'
import { layerRecordShape } from './origin.ts'

const shape = {
  ...layerRecordShape,
  /** A label set of the slot `documentField`. */
  field: recordIdSchema,
  values: z.readonly(z.array(labelIdSchema).check(z.maxLength(100))),
}
const dataSchema = z.strictObject(shape)
export type DocumentLabelData = Readonly<z.infer<typeof dataSchema>>

/** What one person says of a whole document in one field of the codebook. */
export const documentLabelKind: KindDefinition<DocumentLabelData> = {
  ...plainKind,
  streams: ['layer'],
  title: 'Document label',
  shape,
  fixed: ['origin', 'field'],
  openMaps: ['attrs'],
  refersTo: ({ field, values }) => [field, ...values],
  uniqueKey: ({ field }) => field,
  registerChecks: {
    values: checkValues,
    attrs: attributeCheck('documentLabel'),
  },
}

function checkValues(
  { field, values }: DocumentLabelData,
  surroundings: CheckSurroundings,
): Refusal | undefined {
  const codebook = codebookFor(surroundings)
  if (!codebook) return undefined
  const set = codebook.labelSets.get(field)
  if (set?.slot !== 'documentField') return { code: 'unknown-label', recordId: field }
  if (set.select === 'one' && values.length > 1) return { code: 'too-many-labels', limit: 1 }
  if (new Set(values).size !== values.length)
    return { code: 'bad-value', register: 'values', problem: 'a value stands twice' }
  const stranger = values.find((value) => codebook.labels.get(value)?.labelSet !== field)
  return stranger ? { code: 'unknown-label', recordId: stranger } : undefined
}
