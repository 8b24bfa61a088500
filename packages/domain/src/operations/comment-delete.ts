import * as z from 'zod/mini'
import { ownCommentIn } from '../comment-access.ts'
import { recordIdSchema } from '../ids.ts'
import { planDelete } from '../planning.ts'
import { defineOperation } from './operation-definition.ts'

/** Takes one’s own comment back. Replies to it stay, and so does their thread. */
export const commentDelete = defineOperation({
  streams: ['document', 'layer'],
  args: z.strictObject({ id: recordIdSchema }),
  plan: (planning) => {
    const { id } = planning.args
    const comment = ownCommentIn(planning, id)
    return comment.ok ? planDelete(planning, [id]) : comment
  },
})
