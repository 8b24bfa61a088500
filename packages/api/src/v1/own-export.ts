import { getJob, type Job } from '@parallax/db'
import { isUuid } from '@parallax/domain'
import { nothingHere } from './api-problem.ts'
import { type Call, projectOf } from './route-definition.ts'

/** The export that the address names. It is nobody's but of the person who started it. */
export async function ownExport(call: Call): Promise<Job> {
  const { services, holder, named } = call
  const id = named.export ?? ''
  const job = isUuid(id) ? await getJob(services.db, projectOf(call).projectId, id) : undefined
  if (job?.kind !== 'export' || job.createdBy !== holder.userId) throw nothingHere()
  return job
}
