import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { sessions, users } from '../schema/accounts.ts'
import { instanceSettings } from '../schema/instance.ts'
import { members, type projectModes, projects } from '../schema/projects.ts'
import type { MemberRole } from './projects.ts'

type ProjectMode = (typeof projectModes)[number]

/** Who is asking, and what they are in the project they ask about. */
export type Access = {
  readonly sessionId: string
  readonly expiresAt: Date
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly isInstanceOwner: boolean
  /** Null without a project, for a project that does not exist, and for one that is not theirs. */
  readonly role: MemberRole | null
  readonly projectMode: ProjectMode | null
  readonly projectArchivedAt: Date | null
}

/**
 * Session, person, membership and role in one statement; `undefined` when no session has this token
 * at `now`.
 */
export async function findAccess(
  db: Db,
  request: {
    readonly sessionToken: string
    readonly projectId: string | undefined
    readonly now: Date
  },
): Promise<Access | undefined> {
  // No project has the id of a user; asking for it is asking for none.
  const membership = and(
    eq(members.userId, users.id),
    request.projectId === undefined
      ? eq(members.projectId, users.id)
      : eq(members.projectId, request.projectId),
  )
  const [row] = await db
    .select({
      sessionId: sessions.id,
      expiresAt: sessions.expiresAt,
      userId: users.id,
      name: users.name,
      email: users.email,
      ownerId: instanceSettings.ownerId,
      role: members.role,
      projectMode: projects.mode,
      projectArchivedAt: projects.archivedAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(instanceSettings, eq(instanceSettings.ownerId, users.id))
    .leftJoin(members, membership)
    .leftJoin(projects, eq(projects.id, members.projectId))
    .where(and(eq(sessions.token, request.sessionToken), gt(sessions.expiresAt, request.now)))
  if (row === undefined) return undefined
  const { ownerId, ...access } = row
  return { ...access, isInstanceOwner: ownerId !== null }
}

/**
 * Which of these sessions are alive at `now`, and in which of these projects their people are now, with their roles. A
 * session that is over is not in the answer.
 */
export async function findLiveAccess(
  db: Db,
  asked: {
    readonly sessions: readonly string[]
    readonly projects: readonly string[]
    readonly now: Date
  },
): Promise<ReadonlyMap<string, ReadonlyMap<string, MemberRole>>> {
  const isAsked = and(
    eq(members.userId, sessions.userId),
    inArray(members.projectId, [...asked.projects]),
  )
  const rows = await db
    .select({ sessionId: sessions.id, projectId: members.projectId, role: members.role })
    .from(sessions)
    .leftJoin(members, isAsked)
    .where(and(inArray(sessions.id, [...asked.sessions]), gt(sessions.expiresAt, asked.now)))
  const live = new Map<string, Map<string, MemberRole>>()
  for (const { sessionId, projectId, role } of rows) {
    const roles = live.get(sessionId) ?? new Map<string, MemberRole>()
    live.set(sessionId, projectId === null || role === null ? roles : roles.set(projectId, role))
  }
  return live
}
