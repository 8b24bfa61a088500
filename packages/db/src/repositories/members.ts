import { and, asc, count, eq, sql } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { users } from '../schema/accounts.ts'
import { members } from '../schema/projects.ts'
import type { MemberRole } from './projects.ts'

/** A person in a project. */
export type Member = {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly role: MemberRole
  readonly joinedAt: Date
  readonly lastSeenAt: Date | null
}

/** The role of a person in a project, or `undefined` for somebody who is not in it. */
export async function roleOf(
  db: Db,
  projectId: string,
  userId: string,
): Promise<MemberRole | undefined> {
  const [member] = await db
    .select({ role: members.role })
    .from(members)
    .where(isMember(projectId, userId))
  return member?.role
}

export function membersOf(db: Db, projectId: string): Promise<Member[]> {
  return db
    .select({
      userId: members.userId,
      name: users.name,
      email: users.email,
      role: members.role,
      joinedAt: members.joinedAt,
      lastSeenAt: members.lastSeenAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.projectId, projectId))
    .orderBy(asc(members.joinedAt), asc(members.userId))
}

/** Lets a person in. Somebody who is in already keeps their role. */
export async function addMember(
  db: Db,
  member: {
    readonly projectId: string
    readonly userId: string
    readonly role: MemberRole
    readonly joinedAt: Date
  },
): Promise<void> {
  await db.insert(members).values(member).onConflictDoNothing()
}

/**
 * Gives a member another role; `undefined` for none at all, which removes them. Refuses, with
 * `last-owner`, to leave the project without an owner.
 */
export async function setMemberRole(
  db: Db,
  projectId: string,
  userId: string,
  role: MemberRole | undefined,
): Promise<'done' | 'not-a-member' | 'last-owner'> {
  return await db.transaction(async (tx) => {
    // Two owners who leave at the same moment must see each other.
    await tx.execute(sql`select 1 from projects where id = ${projectId} for update`)
    const before = await roleOf(tx, projectId, userId)
    if (before === undefined) return 'not-a-member'
    if (before === 'owner' && role !== 'owner' && (await ownerCount(tx, projectId)) === 1) {
      return 'last-owner'
    }
    if (role === undefined) await tx.delete(members).where(isMember(projectId, userId))
    else await tx.update(members).set({ role }).where(isMember(projectId, userId))
    return 'done'
  })
}

/** Notes that a person has just been here. */
export async function touchMember(
  db: Db,
  projectId: string,
  userId: string,
  seenAt: Date,
): Promise<void> {
  await db.update(members).set({ lastSeenAt: seenAt }).where(isMember(projectId, userId))
}

async function ownerCount(db: Pick<Db, 'select'>, projectId: string): Promise<number> {
  const [owners] = await db
    .select({ n: count() })
    .from(members)
    .where(and(eq(members.projectId, projectId), eq(members.role, 'owner')))
  return owners?.n ?? 0
}

function isMember(projectId: string, userId: string) {
  return and(eq(members.projectId, projectId), eq(members.userId, userId))
}
