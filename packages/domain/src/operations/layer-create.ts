import * as z from 'zod/mini'
import { emptyChange } from '../change.ts'
import { codebookAt } from '../codebook.ts'
import { layerId } from '../derive-id.ts'
import { documentIdSchema, userIdSchema } from '../ids.ts'
import { mayWriteLayer } from '../layer-access.ts'
import { newRecord } from '../new-record.ts'
import { planAdd, planRestore } from '../planning.ts'
import { streamHead } from '../record.ts'
import { ok, refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/**
 * Opens a layer. Its id is derived, so a second creation of the same layer is accepted and changes
 * nothing, or brings a deleted one back.
 */
export const layerCreate = defineOperation({
  streams: ['layer'],
  args: z.strictObject({
    document: documentIdSchema,
    kind: z.enum(['annotator', 'shared', 'adjudicated']),
    owner: z.nullable(userIdSchema),
    blind: z.boolean(),
    codebook: z.int().check(z.positive()),
  }),
  plan: (planning) => {
    const { args, state, context, actor } = planning
    if (args.blind) return refuse({ code: 'blind-not-available' })
    if (state.id !== layerId(args.document, args.kind, args.owner))
      return refuse({ code: 'bad-layer' })
    if (!mayWriteLayer(actor, args)) return refuse({ code: 'not-allowed' })
    const layer = streamHead(state, 'layer')
    if (layer) return layer.deleted ? planRestore(planning, [layer.id]) : ok(emptyChange)
    if (context.document?.id !== args.document || context.document.deleted)
      return refuse({ code: 'unknown-document' })
    if (context.codebook && !codebookAt(context.codebook, args.codebook))
      return refuse({ code: 'unknown-codebook', version: args.codebook })
    return planAdd(planning, newRecord('layer', state.id, { ...args, state: 'open' }))
  },
})
