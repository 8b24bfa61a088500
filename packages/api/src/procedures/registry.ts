import { labelIdSchema, projectIdSchema, recordIdSchema, roles } from '@parallax/domain'
import * as z from 'zod'
import { findOccurrences } from '../queries/occurrences.ts'
import { searchRegistry } from '../queries/registry-search.ts'
import { memberProcedure, router } from '../trpc/procedures.ts'

const page = {
  offset: z.int().nonnegative().max(1_000_000).default(0),
  limit: z.int().positive().max(200).default(50),
}

/** Entities and propositions, found by the server. */
export const registryRouter = router({
  search: memberProcedure()
    .meta({ authz: { who: 'member', roles }, rate: 'search' })
    .input(
      z.strictObject({
        project: projectIdSchema,
        kind: z.enum(['entity', 'proposition']),
        query: z.string().max(200).default(''),
        type: z.nullable(labelIdSchema).default(null),
        ...page,
      }),
    )
    .query(({ ctx, input: { project, ...query } }) =>
      searchRegistry(ctx.services.db, project, query),
    ),

  occurrences: memberProcedure()
    .meta({ authz: { who: 'member', roles }, rate: 'search' })
    .input(z.strictObject({ project: projectIdSchema, id: recordIdSchema, ...page }))
    .query(({ ctx, input: { project, ...query } }) =>
      findOccurrences(ctx.services, project, query),
    ),
})
