import { releaseJob } from '../release-of-call.ts'
import { releaseJobSchema } from '../release-schemas.ts'
import { defineRoute } from '../route-definition.ts'

export const getReleaseJobRoute = defineRoute({
  id: 'getReleaseJob',
  method: 'GET',
  path: '/projects/{project}/release-jobs/{job}',
  title: 'How a release that is being made stands',
  text: 'Ask again after a second or so while it is waiting or running.',
  scopes: ['releases:write'],
  answer: releaseJobSchema,
  handle: (call) => releaseJob(call, call.named.job ?? ''),
})
