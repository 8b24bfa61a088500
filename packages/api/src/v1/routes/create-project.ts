import { writeAudit } from '@parallax/db'
import type { ProjectId } from '@parallax/domain'
import * as z from 'zod'
import { mintId } from '../../mint-id.ts'
import { startProject } from '../../projects/create-project.ts'
import { ApiProblem } from '../api-problem.ts'
import { defineRoute } from '../route-definition.ts'

export const createProjectRoute = defineRoute({
  id: 'createProject',
  method: 'POST',
  path: '/projects',
  title: 'Make a project',
  text: 'Its owner is the person whose token it is. It has a first codebook and is empty otherwise, so that a file can be imported into it.',
  scopes: ['imports:write'],
  isHeavy: true,
  status: 201,
  content: z.strictObject({
    name: z.string().trim().min(1).max(200),
    mode: z.enum(['together', 'side-by-side']).default('side-by-side'),
  }),
  answer: z.object({ id: z.uuid() }),
  location: ({ id }) => `/projects/${id}`,
  handle: async ({ services, holder: { token, userId }, content: { name, mode } }) => {
    if (token.projectId !== null) {
      const detail = `The token “${token.name}” is for one project, so it cannot make another.`
      throw new ApiProblem(403, 'one-project-only', detail)
    }
    const id = mintId() as ProjectId // minted for this project
    await startProject(services, { id, name, mode, isSample: false, createdBy: userId })
    const line = { id: mintId(), projectId: id, actor: userId, at: new Date() }
    const subject = { name, token: token.name }
    await writeAudit(services.db, { ...line, action: 'project.create', subject })
    return { id }
  },
})
