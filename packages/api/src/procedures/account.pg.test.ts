import { testEngines } from '@parallax/db/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  openTestApi,
  type TestApi,
  type TestPerson,
  testPassword,
} from '../../test/open-test-api.ts'

describe.each(testEngines)('accounts on %s', (engine) => {
  let api: TestApi
  let owner: TestPerson

  beforeAll(async () => {
    api = await openTestApi(engine)
    owner = await api.person('Olga')
  })
  afterAll(() => api.remove())

  const signIn = async (email: string, password: string) => {
    const answer = await api.services.auth.api.signInEmail({ body: { email, password } })
    return api.callerFor(answer.token)
  }

  test('what is set is what is read', async () => {
    const paul = await api.person('Paul')
    await paul.call.account.setName({ name: ' Paula ' })
    const preferences = { theme: 'dark', singleKeys: false, keys: { 'tag.claim': 'Alt+k' } }
    await paul.call.account.setPreferences({ preferences })
    expect(await paul.call.account.get()).toMatchObject({
      name: 'Paula',
      preferences,
      sessions: [{ current: true }],
    })
  })

  test('keys are keys, and only so many', async () => {
    const kim = await api.person('Kim')
    const store = (keys: Record<string, string>) =>
      kim.call.account.setPreferences({ preferences: { keys } })
    await store({ 'record.next': '', 'tag.claim': 'ж', 'zone.next': 'Mod+Alt+Shift+PageDown' })
    for (const key of ['two words', 'jj', 'Hyper+x', 'x'.repeat(50)])
      await expect(store({ 'record.next': key })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(store({ '<b>': 'j' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    const many = Array.from(
      { length: 201 },
      (_, at) => 'a'.repeat(1 + (at % 50)) + '.'.repeat(at / 50),
    )
    await expect(store(Object.fromEntries(many.map((id) => [id, 'j'])))).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })

  test('a new password ends every other session, and the old one opens nothing', async () => {
    const rita = await api.person('Rita')
    const elsewhere = await signIn(rita.email, testPassword)
    await elsewhere.session.me()
    const next = 'a new password'
    await expect(
      rita.call.account.changePassword({ current: 'wrong password', next }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await rita.call.account.changePassword({ current: testPassword, next })
    await rita.call.session.me()
    await expect(elsewhere.session.me()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await expect(signIn(rita.email, testPassword)).rejects.toThrow(/invalid/i)
    await (await signIn(rita.email, next)).session.me()
  })

  test('one’s own sessions can be ended, another’s cannot', async () => {
    const sam = await api.person('Sam')
    const phone = await signIn(sam.email, testPassword)
    const { sessions } = await sam.call.account.get()
    const other = sessions.find(({ current }) => !current)?.id ?? ''
    await expect(owner.call.account.revokeSession({ id: other })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await sam.call.account.revokeSession({ id: other })
    await expect(phone.session.me()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    const laptop = await signIn(sam.email, testPassword)
    await laptop.account.revokeOthers()
    await expect(sam.call.session.me()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await laptop.session.me()
  })

  test('a link of the owner sets a new password, once, and ends every session', async () => {
    const tina = await api.person('Tina')
    const earlier = await owner.call.instance.resetLink({ user: tina.userId })
    const { token } = await owner.call.instance.resetLink({ user: tina.userId })
    const anyone = api.callerFor(undefined)
    const reset = (by: string) =>
      anyone.account.resetPassword({ token: by, password: 'by way of a link' })
    await expect(reset(earlier.token)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await reset(token)
    await expect(reset(token)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(tina.call.session.me()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await (await signIn(tina.email, 'by way of a link')).session.me()
  })

  test('guessing a password is stopped, whatever the address, and starts anew after success', async () => {
    const will = await api.person('Will')
    const guess = () => signIn(will.email, 'a wrong password').catch(({ status }) => status)
    const answers: unknown[] = []
    for (let index = 0; index < 9; index += 1) answers.push(await guess())
    expect(new Set(answers)).toEqual(new Set(['UNAUTHORIZED']))
    await signIn(will.email, testPassword)
    for (let index = 0; index < 10; index += 1) expect(await guess()).toBe('UNAUTHORIZED')
    expect(await guess()).toBe('TOO_MANY_REQUESTS')
  })

  test('the last owner of a project cannot go, be removed or be made less', async () => {
    const una = await api.person('Una')
    const { project } = await una.call.projects.openSample()
    const user = una.userId
    const less = una.call.members.setRole({ project, user, role: 'viewer' })
    await expect(less).rejects.toMatchObject({ code: 'CONFLICT' })
    const removed = una.call.members.remove({ project, user })
    await expect(removed).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(una.call.projects.leave({ project })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('the sample is one’s own, is found again, and begins anew when it is reset', async () => {
    const vera = await api.person('Vera')
    const first = await vera.call.projects.openSample()
    expect(await vera.call.projects.openSample()).toEqual(first)
    const opened = await vera.call.projects.get(first)
    expect(opened).toMatchObject({ isSample: true, counts: { documents: 2 } })
    const second = await vera.call.projects.resetSample(first)
    expect(second.project).not.toBe(first.project)
    await expect(vera.call.projects.get(first)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await vera.call.projects.get(second)).counts).toEqual(opened.counts)
  })
})
