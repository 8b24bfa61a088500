import { getJob, getRelease, type Job } from '@parallax/db'
import { isUuid } from '@parallax/domain'
import * as z from 'zod'
import { ApiProblem, nothingHere } from './api-problem.ts'
import type { releaseJobSchema } from './release-schemas.ts'
import { type Call, projectOf } from './route-definition.ts'

/** The number in an address; what is no number names nothing. */
export function releaseNumber(word: string | undefined): number {
  if (!/^[1-9]\d{0,8}$/.test(word ?? '')) throw nothingHere()
  return Number(word)
}

/** The release that the address names. */
export async function releaseOfCall(call: Call) {
  const { projectId } = projectOf(call)
  const number = releaseNumber(call.named.release)
  const found = await getRelease(call.services.db, { projectId, number })
  if (found !== undefined) return found
  throw new ApiProblem(404, 'no-such-release', `The project has no release ${number}.`)
}

/** The job that makes a release. */
export async function releaseJob(
  call: Call,
  id: string,
): Promise<z.input<typeof releaseJobSchema>> {
  const { projectId } = projectOf(call)
  const job = isUuid(id) ? await getJob(call.services.db, projectId, id) : undefined
  if (job?.kind !== 'release') throw nothingHere()
  return shownJob(job)
}

const resultSchema = z.object({ number: z.int() })

function shownJob({ id, state, progressPercent, error, result }: Job) {
  const number = resultSchema.safeParse(result).data?.number ?? null
  return { id, state, progressPercent, error, number }
}
