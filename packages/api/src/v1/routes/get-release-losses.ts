import { releaseLosses } from '../../releases/export-release.ts'
import { lossReportSchema } from '../answer-schemas.ts'
import { ApiProblem } from '../api-problem.ts'
import { releaseOfCall } from '../release-of-call.ts'
import { defineRoute } from '../route-definition.ts'

export const getReleaseLossesRoute = defineRoute({
  id: 'getReleaseLosses',
  method: 'GET',
  path: '/projects/{project}/releases/{release}/losses/{format}',
  title: 'What a release loses in a format',
  text: 'The loss report of its file in that format, without the file.',
  scopes: ['exports:read'],
  isHeavy: true,
  answer: lossReportSchema,
  handle: async (call) => {
    const { release } = await releaseOfCall(call)
    const report = await releaseLosses(call.services.blobs, release, call.named.format ?? '')
    if (report !== undefined) return report
    throw new ApiProblem(404, 'no-such-format', 'No such format is written.')
  },
})
