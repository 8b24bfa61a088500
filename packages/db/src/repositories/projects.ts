import { asc, desc, eq } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import {
  guests,
  type memberRoles,
  members,
  type projectModes,
  projects,
} from '../schema/projects.ts'

export type Project = typeof projects.$inferSelect
export type ProjectMode = (typeof projectModes)[number]
export type MemberRole = (typeof memberRoles)[number]

/** A project together with its first owner. Call it in a transaction. */
export async function createProject(db: Db, project: Omit<Project, 'archivedAt'>): Promise<void> {
  await db.insert(projects).values(project)
  await db.insert(members).values({
    projectId: project.id,
    userId: project.createdBy,
    role: 'owner',
    joinedAt: project.createdAt,
  })
}

export async function getProject(db: Db, projectId: string): Promise<Project | undefined> {
  const [project] = await db.select().from(projects).where(eq(projects.id, projectId))
  return project
}

/** Changes what is given; answers whether there is such a project. */
export async function updateProject(
  db: Db,
  projectId: string,
  changes: {
    readonly name?: string
    readonly mode?: ProjectMode
    readonly archivedAt?: Date | null
  },
): Promise<boolean> {
  const updated = await db
    .update(projects)
    .set(changes)
    .where(eq(projects.id, projectId))
    .returning({ id: projects.id })
  return updated.length > 0
}

/** The projects that a person is a member of, with the role there, newest first. */
export function projectsOf(
  db: Db,
  userId: string,
): Promise<{ project: Project; role: MemberRole; lastSeenAt: Date | null }[]> {
  return db
    .select({ project: projects, role: members.role, lastSeenAt: members.lastSeenAt })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.projectId))
    .where(eq(members.userId, userId))
    .orderBy(desc(projects.createdAt), asc(projects.id))
}

/** A name without a sign-in, made by an import; a later name replaces the earlier. */
export async function putGuest(
  db: Db,
  guest: { readonly projectId: string; readonly id: string; readonly name: string },
): Promise<void> {
  await db
    .insert(guests)
    .values(guest)
    .onConflictDoUpdate({
      target: [guests.projectId, guests.id],
      set: { name: guest.name },
    })
}

export function guestsOf(db: Db, projectId: string): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: guests.id, name: guests.name })
    .from(guests)
    .where(eq(guests.projectId, projectId))
    .orderBy(asc(guests.id))
}
