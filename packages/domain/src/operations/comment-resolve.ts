import * as z from 'zod/mini'
import { commentIn, mayResolve } from '../comment-access.ts'
import { recordIdSchema } from '../ids.ts'
import { planWrite } from '../planning.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Resolves the thread that a comment begins, or opens it again. */
export const commentResolve = defineOperation({
  streams: ['document', 'layer'],
  args: z.strictObject({ id: recordIdSchema, resolved: z.boolean() }),
  plan: (planning) => {
    const { id, resolved } = planning.args
    const comment = commentIn(planning, id)
    if (!comment.ok) return comment
    if (!mayResolve(planning.actor, planning.state, comment.value))
      return refuse({ code: 'not-allowed' })
    return planWrite(planning, id, 'resolved', resolved)
  },
})
