import { setOpenSignUp } from '@parallax/db'
import { testEngines } from '@parallax/db/test'
import { projectIdSchema } from '@parallax/domain'
import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cookiesOf, type ServedApi, serveApi } from '../../test/serve-api.ts'
import { mintId } from '../mint-id.ts'
import { releaseUnfinishedClaim } from './release-claim.ts'

describe.each(testEngines)('signing up on %s', (engine) => {
  let api: ServedApi
  beforeEach(async () => {
    api = await serveApi(engine)
  })
  afterEach(() => api.remove())

  const setup = async () => await (await fetch(`${api.origin}/api/setup`)).json()

  test('of several first people at once exactly one gets in, and owns the instance', async () => {
    expect(await setup()).toEqual({ firstRun: true, tokenRequired: false, signUpOpen: false })
    const names = ['Ann', 'Bea', 'Cy', 'Dan', 'Eva']
    const answers = await Promise.all(names.map((name) => api.signUp(name)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403])
    const winner = answers.find(({ ok }) => ok)
    const me = await fetch(`${api.origin}/api/trpc/session.me`, {
      headers: { cookie: winner === undefined ? '' : cookiesOf(winner) },
    })
    expect(await me.text()).toContain('"isInstanceOwner":true')
    expect(await setup()).toMatchObject({ firstRun: false })
  })

  test('afterwards sign-up is closed, unless the owner opens it', async () => {
    await api.cookieOf('Olga')
    const closed = await api.signUp('Paul')
    expect([closed.status, await closed.text()]).toEqual([403, expect.stringContaining('SIGN_UP')])
    await setOpenSignUp(api.services.db, true)
    expect((await api.signUp('Paul')).status).toBe(200)
    expect(await setup()).toMatchObject({ signUpOpen: true })
  })

  test('an invitation opens the door while it is good, and lets one person in', async () => {
    const olga = api.callerFor(await tokenOf('Olga'))
    const project = projectIdSchema.parse(mintId())
    await olga.projects.create({ id: project, name: 'News', mode: 'together' })
    const { token, id } = await olga.invitations.create({ project, role: 'annotator' })
    const anyone = api.callerFor(undefined)
    expect(await anyone.invitations.look({ token })).toMatchObject({
      projectName: 'News',
      role: 'annotator',
      invitedBy: 'Olga',
      state: 'open',
    })
    const header = { 'x-parallax-invitation': token }
    const paul = api.callerFor(await tokenOf('Paul', header))
    const rita = api.callerFor(await tokenOf('Rita', header))
    expect(await paul.invitations.accept({ token })).toEqual({ project })
    expect(await paul.invitations.accept({ token })).toEqual({ project })
    await expect(rita.invitations.accept({ token })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await paul.projects.get({ project })).role).toBe('annotator')
    await expect(rita.projects.get({ project })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await api.signUp('Sam', header)).status).toBe(403)
    expect((await olga.invitations.list({ project }))[0]).toMatchObject({
      id,
      usedBy: { name: 'Paul' },
    })
  })

  test('two who press the same link at once: one is let in', async () => {
    const olga = api.callerFor(await tokenOf('Olga'))
    await setOpenSignUp(api.services.db, true)
    const project = projectIdSchema.parse(mintId())
    await olga.projects.create({ id: project, name: 'News', mode: 'together' })
    const { token } = await olga.invitations.create({ project, role: 'viewer' })
    const people = await Promise.all(['Paul', 'Rita', 'Sam'].map((name) => tokenOf(name)))
    const accepted = await Promise.allSettled(
      people.map((each) => api.callerFor(each).invitations.accept({ token })),
    )
    expect(accepted.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await olga.members.list({ project })).toHaveLength(2)
  })

  test('an invitation that was withdrawn or is too old opens nothing', async () => {
    const olga = api.callerFor(await tokenOf('Olga'))
    const project = projectIdSchema.parse(mintId())
    await olga.projects.create({ id: project, name: 'News', mode: 'together' })
    const revoked = await olga.invitations.create({ project, role: 'viewer' })
    await olga.invitations.revoke({ project, id: revoked.id })
    const expired = await olga.invitations.create({ project, role: 'viewer' })
    await api.services.db.execute(
      sql`update invitations set expires_at = now() - interval '1 second' where id = ${expired.id}`,
    )
    const anyone = api.callerFor(undefined)
    for (const [{ token }, state] of [
      [revoked, 'revoked'],
      [expired, 'expired'],
    ] as const) {
      expect(await anyone.invitations.look({ token })).toMatchObject({ state })
      expect((await api.signUp('Paul', { 'x-parallax-invitation': token })).status).toBe(403)
      await expect(olga.invitations.accept({ token })).rejects.toMatchObject({ code: 'CONFLICT' })
    }
    expect(
      await api.services.db.execute(sql`select token_hash from invitations`),
    ).not.toMatchObject({ rows: [{ token_hash: revoked.token }] })
  })

  test('a claim without an account is freed, and one with an account is not', async () => {
    const { db } = api.services
    await db.execute(
      sql`update instance_settings set owner_id = ${v7({ msecs: Date.now() - 90_000 })}`,
    )
    expect((await api.signUp('Olga')).status).toBe(200)
    await releaseUnfinishedClaim(db, new Date(Date.now() + 1_000))
    expect(await setup()).toMatchObject({ firstRun: false })
  })

  test('a name is neither empty nor endless', async () => {
    expect((await api.signUp('   ')).status).toBe(400)
    expect((await api.signUp('x'.repeat(101))).status).toBe(400)
    expect(await setup()).toMatchObject({ firstRun: true })
  })

  async function tokenOf(name: string, headers?: Record<string, string>): Promise<string> {
    const answer = await api.signUp(name, headers)
    const body: { token?: string } = Object(await answer.json())
    if (body.token === undefined) throw new Error(`${name} was not let in: ${answer.status}.`)
    return body.token
  }
})

describe('an instance that others can reach', () => {
  test('asks the first person for the token that it printed', async () => {
    const setupToken = 'printed by the server'
    const api = await serveApi('pglite', { setupToken })
    try {
      const wrong = { 'x-parallax-setup-token': 'guessed' }
      expect((await api.signUp('Mallory')).status).toBe(403)
      expect((await api.signUp('Mallory', wrong)).status).toBe(403)
      const right = { 'x-parallax-setup-token': setupToken }
      expect((await api.signUp('Olga', right)).status).toBe(200)
    } finally {
      await api.remove()
    }
  })
})
