import type { Page } from '@playwright/test'
import pg from 'pg'
import { annotatePage } from '../journeys/annotate-page.ts'
import type { JourneyServer } from '../journeys/journey-server.ts'
import { call, letIn } from '../journeys/project-doors.ts'
import { expect, type Person, test } from '../journeys/server-fixture.ts'
import { cutSubmissions, expectMentions, prepare, tag } from './outbox-page.ts'
import { WatchedProject, waitingOn } from './watched-project.ts'

const within5s = { timeout: 5_000 }

test('F14: what ends elsewhere ends its page within 5 s, and what waited there stays and is sent later', async ({
  page,
  browser,
  server,
  signUpOwner,
  newPerson,
}) => {
  await signUpOwner(page)
  const { project, words } = await prepare(page, 'Ended access')
  const [first = '', second = ''] = words
  const watched = await WatchedProject.start(page, project, browser)
  const [zoe, yan] = [await newPerson('Zoe Wren'), await newPerson('Yan Moreau')]
  for (const each of [zoe, yan]) {
    await letIn(page, each, { project })
    watched.watch(each.context, each.name)
  }
  const mend = await withWork(zoe, { address: page.url(), words: first })
  await withWork(yan, { address: page.url(), words: second })

  const cookies = await endSession(zoe, server)
  await expect(zoe.page.getByText('You are signed out')).toBeVisible(within5s)
  await endMembership(page, yan, { project, server })
  await expect(yan.page.getByText('You are no longer in this project')).toBeVisible(within5s)
  for (const each of [zoe, yan])
    expect(await waitingOn(each.page), 'the work stays in the browser').toHaveLength(1)

  await mend()
  await zoe.context.clearCookies()
  await zoe.context.addCookies(cookies)
  await zoe.page.goto(page.url())
  await expectMentions(page, project, 2)
  for (const each of [page, zoe.page]) await expect(annotatePage(each).rows).toHaveCount(2)
  await watched.expectSound({ showing: [page, zoe.page], keeping: [yan.page] })
})

/** Ends the session that somebody's page has; the cookies of another one of theirs. */
async function endSession({ context, email, password }: Person, server: JourneyServer) {
  const browser = context.browser()
  if (!browser) throw new Error('everybody has a context of one browser')
  const elsewhere = await browser.newContext({ baseURL: server.baseUrl })
  try {
    const headers = { origin: server.baseUrl }
    const signIn = { headers, data: { email, password } }
    expect((await elsewhere.request.post('/api/auth/sign-in/email', signIn)).status()).toBe(200)
    const session = `select id from sessions where user_id = (${userWith(email)})
      order by created_at limit 1`
    if (!(await changeAlone(server, `delete from sessions where id = (${session})`)))
      await call(await elsewhere.newPage(), 'account.revokeOthers', {})
    return await elsewhere.cookies()
  } finally {
    await elsewhere.close()
  }
}

async function endMembership(
  owner: Page,
  { page, email }: Person,
  { project, server }: { readonly project: string; readonly server: JourneyServer },
): Promise<void> {
  const member = `project_id = '${project}' and user_id = (${userWith(email)})`
  if (!(await changeAlone(server, `delete from members where ${member}`)))
    await call(owner, 'members.remove', { project, user: await userOf(page) })
}

function userWith(email: string): string {
  return `select id from users where email = '${email}'`
}

/** Somebody opens the document and has one edit that cannot be sent. What lets it be sent. */
async function withWork(
  { page, context }: Person,
  { address, words }: { readonly address: string; readonly words: string },
): Promise<() => Promise<void>> {
  await page.goto(address)
  await expect(annotatePage(page).rows).toHaveCount(1)
  const mend = await cutSubmissions(context)
  await tag(page, words)
  await expect(page.getByRole('button', { name: 'Offline, 1 waiting' })).toBeVisible()
  return mend
}

/** Changes the database past the server, where others can have it while that runs; whether so. */
async function changeAlone({ place }: JourneyServer, statement: string): Promise<boolean> {
  if (place.databaseUrl === undefined) return false
  const client = new pg.Client({ connectionString: place.databaseUrl })
  await client.connect()
  const { rowCount } = await client.query(statement).finally(() => client.end())
  expect(rowCount).toBe(1)
  return true
}

async function userOf(page: Page): Promise<string> {
  const answer = await page.request.get('/api/auth/get-session')
  const { user }: { readonly user: { readonly id: string } } = await answer.json()
  return user.id
}
