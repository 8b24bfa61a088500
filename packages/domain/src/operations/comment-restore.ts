import * as z from 'zod/mini'
import { ownCommentIn } from '../comment-access.ts'
import { recordIdSchema } from '../ids.ts'
import { planRestore } from '../planning.ts'
import { defineOperation } from './operation-definition.ts'

/** Brings one’s own deleted comment back. */
export const commentRestore = defineOperation({
  streams: ['document', 'layer'],
  args: z.strictObject({ id: recordIdSchema }),
  plan: (planning) => {
    const { id } = planning.args
    const comment = ownCommentIn(planning, id)
    return comment.ok ? planRestore(planning, [id]) : comment
  },
})
