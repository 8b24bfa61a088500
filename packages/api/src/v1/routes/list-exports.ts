import { jobsOf } from '@parallax/db'
import * as z from 'zod'
import { exportSchema } from '../answer-schemas.ts'
import { shownExport } from '../job-shown.ts'
import { defineRoute, projectOf } from '../route-definition.ts'

const mostListed = 50

export const listExportsRoute = defineRoute({
  id: 'listExports',
  method: 'GET',
  path: '/projects/{project}/exports',
  title: 'The exports that one has started here',
  text: `Newest first, at most ${mostListed}. An export holds what its person may see, so it is theirs alone.`,
  scopes: ['exports:read'],
  answer: z.object({ exports: z.array(exportSchema) }),
  handle: async (call) => {
    const { services, holder } = call
    const own = { kind: 'export', createdBy: holder.userId }
    const jobs = await jobsOf(services.db, projectOf(call).projectId, mostListed, own)
    return { exports: jobs.map((job) => shownExport(services, job)) }
  },
})
