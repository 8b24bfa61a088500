import { mintId } from '../mint-id.ts'
import {
  makeRelease,
  ReleaseProblem,
  type ReleaseRequest,
  toldCourse,
} from '../releases/make-release.ts'
import type { Services } from '../services.ts'
import { startJob } from './run-job.ts'

/** Starts to make a release and answers the job's id. The job's result names the release. */
export function startRelease(services: Services, request: ReleaseRequest): Promise<string> {
  const { projectId, madeBy, title, chosen, draw, madeAt: createdAt } = request
  return startJob(services, {
    projectId,
    id: mintId(),
    kind: 'release',
    input: { title, chosen, draw },
    createdBy: madeBy.id,
    createdAt,
    ending: { stopped: 'Nothing was released.', failed: 'Nothing was released.' },
    explain: (fault) => (fault instanceof ReleaseProblem ? { error: fault.message } : undefined),
    work: async ({ signal, onProgress, noteDone }) => {
      await makeRelease(services, request, {
        signal,
        ...toldCourse(onProgress),
        // The job is done in the very moment that the release is there.
        noteDone: (tx, number) => noteDone(tx, { number }),
      })
    },
  })
}
