import { releaseRoles, userIdSchema } from '@parallax/domain'
import { arePercents } from '@parallax/formats'
import * as z from 'zod'
import { startRelease } from '../../jobs/run-release.ts'
import { peopleOf } from '../../queries/people.ts'
import { ApiProblem } from '../api-problem.ts'
import { releaseJob } from '../release-of-call.ts'
import { releaseJobSchema } from '../release-schemas.ts'
import { defineRoute, projectOf } from '../route-definition.ts'

const percent = z.int().min(0).max(100)
const drawSchema = z.strictObject({
  seed: z.int().min(0).max(0xffffffff).default(1),
  percents: z
    .strictObject({ train: percent, validation: percent, test: percent })
    .refine(arePercents, 'The shares do not make 100.'),
})
const chosenSchema = z.strictObject({
  documents: z.enum(['all', 'annotated']).default('all'),
  adjudicated: z.boolean().default(true),
  shared: z.boolean().default(true),
  annotators: z.union([z.literal('all'), z.array(userIdSchema).max(1_000)]).default('all'),
})

export const makeReleaseRoute = defineRoute({
  id: 'makeRelease',
  method: 'POST',
  path: '/projects/{project}/releases',
  title: 'Make a release',
  text: 'The project as it stands now, numbered and kept for good. Ask for the job until it is `done`; it names the number then.',
  scopes: ['releases:write'],
  roles: releaseRoles.make,
  isHeavy: true,
  status: 202,
  content: z.strictObject({
    title: z.string().trim().max(200).default(''),
    notes: z.string().trim().max(10_000).default(''),
    licence: z.string().trim().max(200).default('').describe('SPDX, or words.'),
    chosen: chosenSchema.prefault({}),
    draw: drawSchema.nullable().default(null).describe('How splits are drawn; null for none.'),
  }),
  answer: releaseJobSchema,
  location: ({ id }, call) => `/projects/${projectOf(call).projectId}/release-jobs/${id}`,
  handle: async (call) => {
    const { services, holder, content } = call
    const { projectId, isArchived } = projectOf(call)
    if (isArchived) throw new ApiProblem(409, 'archived', 'The project is archived.')
    services.fileDisk.requireRoom()
    const people = await peopleOf(services.db, projectId)
    const name = people.find(({ id }) => id === holder.userId)?.name ?? ''
    const madeBy = { id: holder.userId, name }
    const jobId = await startRelease(services, {
      projectId,
      madeBy,
      madeAt: new Date(),
      ...content,
    })
    return releaseJob(call, jobId)
  },
})
