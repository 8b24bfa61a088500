import { jobsOf } from '@parallax/db'
import * as z from 'zod'
import { importSchema } from '../answer-schemas.ts'
import { shownImport } from '../job-shown.ts'
import { defineRoute, projectOf } from '../route-definition.ts'

const mostListed = 50

export const listImportsRoute = defineRoute({
  id: 'listImports',
  method: 'GET',
  path: '/projects/{project}/imports',
  title: 'The imports into a project',
  text: `Newest first, at most ${mostListed}, whoever started them.`,
  scopes: ['imports:write'],
  answer: z.object({ imports: z.array(importSchema) }),
  handle: async (call) => {
    const { projectId } = projectOf(call)
    const jobs = await jobsOf(call.services.db, projectId, mostListed, { kind: 'import' })
    return { imports: jobs.map(shownImport) }
  },
})
