import { projectsOf } from '@parallax/db'
import * as z from 'zod'
import { countDocumentsAndMembers } from '../../queries/project-counts.ts'
import { tokenScopes } from '../../tokens/token-scopes.ts'
import { projectSchema } from '../answer-schemas.ts'
import { defineRoute } from '../route-definition.ts'

export const listProjectsRoute = defineRoute({
  id: 'listProjects',
  method: 'GET',
  path: '/projects',
  title: 'The projects that the token opens',
  text: 'Newest first. Those of the person whose token it is, or the one that the token is for.',
  scopes: tokenScopes,
  answer: z.object({ projects: z.array(projectSchema) }),
  handle: async ({ services: { db }, holder: { userId, token } }) => {
    const all = await projectsOf(db, userId)
    const open = all.filter(({ project: { id } }) => (token.projectId ?? id) === id)
    const ids = open.map(({ project }) => project.id)
    const counts = await countDocumentsAndMembers(db, ids)
    const projects = open.map(({ project: { id, name, mode, isSample, ...at }, role }) => ({
      id,
      name,
      mode,
      role,
      isArchived: at.archivedAt !== null,
      isSample,
      documents: counts.get(id)?.documents ?? 0,
      members: counts.get(id)?.members ?? 0,
      createdAt: at.createdAt.toISOString(),
    }))
    return { projects }
  },
})
