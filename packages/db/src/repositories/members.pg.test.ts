import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase, testEngines } from '../../test/open-test-database.ts'
import { sessions, users } from '../schema/accounts.ts'
import { findAccess } from './access.ts'
import { auditOf, writeAudit } from './audit-log.ts'
import { claimInstance, getInstanceSettings, getPreferences, putPreferences } from './instance.ts'
import {
  acceptInvitation,
  createInvitation,
  findInvitation,
  revokeInvitation,
} from './invitations.ts'
import { createJob, failUnfinishedJobs, getJob, updateJob } from './jobs.ts'
import { addMember, membersOf, roleOf, setMemberRole, touchMember } from './members.ts'
import { createPasswordReset, redeemPasswordReset } from './password-resets.ts'
import { createProject, guestsOf, projectsOf, putGuest, updateProject } from './projects.ts'

const now = new Date('2026-05-01T12:00:00.000Z')
const later = new Date('2026-05-01T13:00:00.000Z')

describe.each(testEngines)('people and projects on %s', (engine) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase(engine)
  })
  afterAll(() => database.remove())

  async function makeUser(): Promise<string> {
    const id = randomUUID()
    await database.db.insert(users).values({ id, name: 'Ada', email: `${id}@example.org` })
    return id
  }

  async function makeProject(createdBy: string): Promise<string> {
    const id = randomUUID()
    const project = { id, name: 'One', mode: 'together' as const, isSample: false, createdBy }
    await database.db.transaction((tx) => createProject(tx, { ...project, createdAt: now }))
    return id
  }

  const invite = async (projectId: string, change = {}) => {
    const tokenHash = randomUUID()
    await createInvitation(database.db, {
      projectId,
      id: randomUUID(),
      tokenHash,
      role: 'annotator',
      createdBy: randomUUID(),
      createdAt: now,
      expiresAt: later,
      ...change,
    })
    return tokenHash
  }

  test('whoever makes a project owns it, and sees it until somebody else takes over', async () => {
    const [ada, bo] = [await makeUser(), await makeUser()]
    const projectId = await makeProject(ada)
    expect(await setMemberRole(database.db, projectId, ada, undefined)).toBe('last-owner')
    expect(await setMemberRole(database.db, projectId, ada, 'viewer')).toBe('last-owner')
    await addMember(database.db, { projectId, userId: bo, role: 'owner', joinedAt: later })
    await addMember(database.db, { projectId, userId: bo, role: 'viewer', joinedAt: later })
    expect(await roleOf(database.db, projectId, bo)).toBe('owner')
    const leaving = [ada, bo].map((user) => setMemberRole(database.db, projectId, user, undefined))
    expect((await Promise.all(leaving)).toSorted()).toEqual(['done', 'last-owner'])
    expect(await membersOf(database.db, projectId)).toHaveLength(1)
    expect(await setMemberRole(database.db, projectId, randomUUID(), 'owner')).toBe('not-a-member')
  })

  test('a project is renamed and archived; nobody else sees it', async () => {
    const ada = await makeUser()
    const projectId = await makeProject(ada)
    await touchMember(database.db, projectId, ada, later)
    expect(await updateProject(database.db, projectId, { name: 'Two', archivedAt: later })).toBe(
      true,
    )
    expect(await updateProject(database.db, randomUUID(), { name: 'Two' })).toBe(false)
    expect(await projectsOf(database.db, ada)).toMatchObject([
      { project: { name: 'Two', archivedAt: later }, role: 'owner', lastSeenAt: later },
    ])
    expect(await projectsOf(database.db, randomUUID())).toEqual([])
  })

  test('an invitation lets one person in, once, in time, unless revoked', async () => {
    const projectId = await makeProject(await makeUser())
    const tokenHash = await invite(projectId)
    expect(await findInvitation(database.db, tokenHash, now)).toMatchObject({ projectName: 'One' })
    const users = [await makeUser(), await makeUser()]
    const uses = users.map((userId) => acceptInvitation(database.db, { tokenHash, userId, now }))
    const used = (await Promise.all(uses)).filter((invitation) => invitation !== undefined)
    expect(used).toHaveLength(1)
    expect(await roleOf(database.db, projectId, used[0]?.usedBy ?? '')).toBe('annotator')
    expect(await findInvitation(database.db, tokenHash, now)).toBeUndefined()
    const expired = await invite(projectId, { expiresAt: now })
    const id = randomUUID()
    const revoked = await invite(projectId, { id })
    expect(await revokeInvitation(database.db, randomUUID(), id, now)).toBe(false)
    expect(await revokeInvitation(database.db, projectId, id, now)).toBe(true)
    for (const hash of [expired, revoked, 'unknown']) {
      const use = { tokenHash: hash, userId: users[0] ?? '', now }
      expect(await acceptInvitation(database.db, use)).toBeUndefined()
    }
  })

  test('a link to a new password works once, in time, and the last one only', async () => {
    const userId = await makeUser()
    const make = async (expiresAt = later) => {
      const tokenHash = randomUUID()
      const reset = {
        id: randomUUID(),
        userId,
        tokenHash,
        createdBy: null,
        createdAt: now,
        expiresAt,
      }
      await createPasswordReset(database.db, reset)
      return tokenHash
    }
    const [early, last] = [await make(), await make()]
    expect(await redeemPasswordReset(database.db, early, now)).toBeUndefined()
    expect(await redeemPasswordReset(database.db, last, now)).toBe(userId)
    expect(await redeemPasswordReset(database.db, last, now)).toBeUndefined()
    expect(await redeemPasswordReset(database.db, await make(now), now)).toBeUndefined()
  })

  test('one statement tells session, person and role; what is not theirs is as if it were not', async () => {
    const [ada, bo] = [await makeUser(), await makeUser()]
    const projectId = await makeProject(ada)
    const session = (userId: string, token: string, expiresAt: Date) => ({
      id: randomUUID(),
      userId,
      token,
      expiresAt,
    })
    const [adas, bos, old] = [randomUUID(), randomUUID(), randomUUID()]
    await database.db
      .insert(sessions)
      .values([session(ada, adas, later), session(bo, bos, later), session(ada, old, now)])
    const access = (sessionToken: string, project?: string) =>
      findAccess(database.db, { sessionToken, projectId: project, now })
    expect(await access(adas, projectId)).toMatchObject({ userId: ada, name: 'Ada', role: 'owner' })
    expect(await access(adas)).toMatchObject({ userId: ada, role: null })
    const none = await access(bos, randomUUID())
    expect(none).toMatchObject({ userId: bo, role: null, projectArchivedAt: null })
    expect(await access(bos, projectId)).toEqual(none)
    expect(await access(old, projectId)).toBeUndefined()
    expect(await access('nonsense', projectId)).toBeUndefined()
  })

  test('the first to claim the installation owns it', async () => {
    expect(await getInstanceSettings(database.db)).toEqual({ ownerId: null, openSignUp: false })
    const users = [await makeUser(), await makeUser(), await makeUser()]
    const claims = await Promise.all(users.map((user) => claimInstance(database.db, user)))
    expect(claims.filter(Boolean)).toHaveLength(1)
    expect((await getInstanceSettings(database.db)).ownerId).toBe(users[claims.indexOf(true)])
  })

  test('preferences are replaced as a whole', async () => {
    const userId = await makeUser()
    expect(await getPreferences(database.db, userId)).toEqual({})
    for (const preferences of [{ a: 1 }, { b: [2] }]) {
      await putPreferences(database.db, { userId, preferences, updatedAt: now })
    }
    expect(await getPreferences(database.db, userId)).toEqual({ b: [2] })
  })

  test('guests are named per project, and may be renamed', async () => {
    const [projectId, id] = [await makeProject(await makeUser()), randomUUID()]
    for (const name of ['Cyd', 'Cyd Vale']) await putGuest(database.db, { projectId, id, name })
    expect(await guestsOf(database.db, projectId)).toEqual([{ id, name: 'Cyd Vale' }])
  })

  test('a job that is over stays as it is', async () => {
    const key = { projectId: await makeProject(await makeUser()), id: randomUUID() }
    await createJob(database.db, {
      ...key,
      kind: 'export',
      input: {},
      createdBy: key.id,
      createdAt: now,
    })
    const update = (change: object) => updateJob(database.db, key, change)
    expect(await update({ state: 'running', progressPercent: 40 })).toBe(true)
    expect(await update({ state: 'cancelled' })).toBe(true)
    expect(await update({ state: 'done', progressPercent: 100 })).toBe(false)
    await failUnfinishedJobs(database.db, 'The server was stopped.')
    expect(await getJob(database.db, key.projectId, key.id)).toMatchObject({
      state: 'cancelled',
      progressPercent: 40,
      error: null,
    })
  })

  test('the audit log is read newest first, in pages', async () => {
    const projectId = randomUUID()
    for (const [action, at] of [
      ['export', now],
      ['import', later],
    ] as const) {
      const entry = { id: randomUUID(), projectId, actor: randomUUID(), subject: {} }
      await writeAudit(database.db, { ...entry, action, at })
    }
    const page = (after?: { at: Date; id: string }) =>
      auditOf(database.db, projectId, { after, limit: 1 })
    const [first] = await page()
    expect(first).toMatchObject({ action: 'import', actorName: null })
    const [second] = await page(first)
    expect(second?.action).toBe('export')
    expect(await page(second)).toEqual([])
  })
})
