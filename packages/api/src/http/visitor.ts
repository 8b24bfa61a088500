import type { IncomingMessage } from 'node:http'
import { type ProjectId, projectIdSchema, type Role, type UserId } from '@parallax/domain'
import type { Services } from '../services.ts'
import { createRequestContext } from '../trpc/request-context.ts'
import { noteOf } from '../trpc/request-note.ts'

/** A member of the project that an address names. */
export type Visitor = {
  readonly userId: UserId
  readonly projectId: ProjectId
  readonly role: Role
  readonly isArchived: boolean
}

/** Who asks about a project, or `undefined` for everybody to whom it does not exist. */
export async function findVisitor(
  services: Services,
  request: IncomingMessage,
  project: string | null | undefined,
): Promise<Visitor | undefined> {
  const { sessionToken } = createRequestContext(services, request, '')
  const projectId = projectIdSchema.safeParse(project).data
  if (sessionToken === undefined || projectId === undefined) return undefined
  const access = await services.access.find(sessionToken, projectId)
  if (access === undefined || access.role === null) return undefined
  const { role, projectArchivedAt } = access
  // A user's id was minted by us.
  const userId = access.userId as UserId
  noteOf(request).userId = userId
  return { userId, projectId, role, isArchived: projectArchivedAt !== null }
}
