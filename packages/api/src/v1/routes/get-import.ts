import { getJob } from '@parallax/db'
import { isUuid } from '@parallax/domain'
import { importSchema } from '../answer-schemas.ts'
import { nothingHere } from '../api-problem.ts'
import { shownImport } from '../job-shown.ts'
import { defineRoute, projectOf } from '../route-definition.ts'

export const getImportRoute = defineRoute({
  id: 'getImport',
  method: 'GET',
  path: '/projects/{project}/imports/{import}',
  title: 'How an import stands',
  text: 'Ask again after a second or so while it is waiting or running.',
  scopes: ['imports:write'],
  answer: importSchema,
  handle: async (call) => {
    const id = call.named.import ?? ''
    const { projectId } = projectOf(call)
    const job = isUuid(id) ? await getJob(call.services.db, projectId, id) : undefined
    if (job?.kind !== 'import' && job?.kind !== 'import-check') throw nothingHere()
    return shownImport(job)
  },
})
