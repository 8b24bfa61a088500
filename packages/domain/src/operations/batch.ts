import * as z from 'zod/mini'
import { planEach } from '../planning.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Several operations on one stream as one: all or none; a refusal says which. */
export const batch = defineOperation({
  streams: ['registry', 'codebook', 'document', 'layer'],
  args: z.strictObject({
    operations: z
      .array(z.strictObject({ type: z.string(), args: z.unknown() }))
      .check(z.minLength(1)),
  }),
  plan: (planning) => {
    const numbered = planning.args.operations.map((each, index) => ({ ...each, index }))
    return planEach(planning, numbered, ({ type, args, index }, running) => {
      const nested = type === 'batch' || type === 'change.revert'
      const planned = nested
        ? refuse({ code: 'not-allowed' as const })
        : planning.planNested(running, type, args)
      return planned.ok ? planned : refuse({ code: 'batch-failed', index, cause: planned.reason })
    })
  },
})
