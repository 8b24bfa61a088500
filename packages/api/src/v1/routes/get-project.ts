import { getProject } from '@parallax/db'
import * as z from 'zod'
import { peopleOf } from '../../queries/people.ts'
import { countDocumentsAndMembers, countProject } from '../../queries/project-counts.ts'
import { tokenScopes } from '../../tokens/token-scopes.ts'
import { projectSchema } from '../answer-schemas.ts'
import { nothingHere } from '../api-problem.ts'
import { defineRoute, projectOf } from '../route-definition.ts'

const count = z.int().nonnegative()

export const getProjectRoute = defineRoute({
  id: 'getProject',
  method: 'GET',
  path: '/projects/{project}',
  title: 'A project',
  text: 'With how much it holds, and everybody who may be named in it: members, authors, and names that an import brought.',
  scopes: tokenScopes,
  answer: z.object({
    ...projectSchema.shape,
    counts: z.object({
      documents: count,
      entities: count,
      propositions: count,
      mention: count,
      claim: count,
      stance: count,
      relation: count,
    }),
    people: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        guest: z.boolean().describe('Whether an import brought the name, without an account.'),
      }),
    ),
  }),
  handle: async (call) => {
    const { db } = call.services
    const { projectId: id, role, isArchived } = projectOf(call)
    const project = await getProject(db, id)
    if (project === undefined) throw nothingHere()
    const counts = await countProject(db, id)
    const { name, mode, isSample } = project
    return {
      id,
      name,
      mode,
      role,
      isArchived,
      isSample,
      documents: counts.documents,
      members: (await countDocumentsAndMembers(db, [id])).get(id)?.members ?? 0,
      createdAt: project.createdAt.toISOString(),
      counts,
      people: [...(await peopleOf(db, id))],
    }
  },
})
