import * as z from 'zod/mini'
import { checkCommentable } from '../comment-access.ts'
import { recordIdSchema } from '../ids.ts'
import { newRecord } from '../new-record.ts'
import { planAdd } from '../planning.ts'
import { commentAnchorSchema, commentBodySchema } from '../record-kinds/comment.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Says something about a record or a passage, or replies in a thread. */
export const commentCreate = defineOperation({
  streams: ['document', 'layer'],
  args: z.strictObject({
    id: recordIdSchema,
    anchor: commentAnchorSchema,
    body: commentBodySchema,
  }),
  plan: (planning) => {
    const closed = checkCommentable(planning)
    if (closed) return refuse(closed)
    const { id, ...said } = planning.args
    const author = planning.actor.userId
    return planAdd(planning, newRecord('comment', id, { ...said, author, resolved: false }))
  },
})
