import * as z from 'zod/mini'
import { ownCommentIn } from '../comment-access.ts'
import { recordIdSchema } from '../ids.ts'
import { planWrite } from '../planning.ts'
import { commentBodySchema } from '../record-kinds/comment.ts'
import { defineOperation } from './operation-definition.ts'

/** Changes what one’s own comment says. */
export const commentEdit = defineOperation({
  streams: ['document', 'layer'],
  args: z.strictObject({ id: recordIdSchema, body: commentBodySchema }),
  plan: (planning) => {
    const { id, body } = planning.args
    const comment = ownCommentIn(planning, id)
    return comment.ok ? planWrite(planning, id, 'body', body) : comment
  },
})
