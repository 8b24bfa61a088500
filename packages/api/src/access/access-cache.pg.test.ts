import { testEngines } from '@parallax/db/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import { join, newProject } from '../../test/sample-work.ts'

describe.each(testEngines)('access on %s', (engine) => {
  let api: TestApi
  let owner: TestPerson
  let guest: TestPerson

  beforeAll(async () => {
    api = await openTestApi(engine)
    owner = await api.person('Olga')
    guest = await api.person('Gus')
  })
  afterAll(() => api.remove())

  const lookUps = () => api.statements.filter((each) => each.includes('from "sessions"')).length

  test('session, person and role are one statement, and none again within two seconds', async () => {
    const project = await newProject(owner)
    const before = lookUps()
    await Promise.all([1, 2, 3].map(() => owner.call.codebook.usage({ project })))
    await owner.call.codebook.usage({ project })
    expect(lookUps() - before).toBe(1)
  })

  test('what is taken away is gone with the next request, not two seconds later', async () => {
    const project = await newProject(owner)
    await join(owner, project, guest, 'annotator')
    await guest.call.projects.get({ project })
    await owner.call.members.setRole({ project, user: guest.userId, role: 'viewer' })
    expect((await guest.call.projects.get({ project })).role).toBe('viewer')
    await owner.call.members.remove({ project, user: guest.userId })
    await expect(guest.call.projects.get({ project })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await join(owner, project, guest, 'viewer')
    await guest.call.projects.get({ project })
  })

  test('a session that has run out opens nothing', async () => {
    const project = await newProject(owner)
    const { access, db } = api.services
    const found = await access.find(owner.sessionToken, project)
    expect(found?.role).toBe('owner')
    await db.execute("update sessions set expires_at = now() - interval '1 second'")
    access.forgetPerson(owner.userId)
    await expect(owner.call.projects.list()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })
})
