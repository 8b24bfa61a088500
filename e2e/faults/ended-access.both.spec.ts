import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import pg from 'pg'
import { annotatePage } from '../journeys/annotate-page.ts'
import type { JourneyServer } from '../journeys/journey-server.ts'
import { call, letIn } from '../journeys/project-doors.ts'
import { expect, type Person, test } from '../journeys/server-fixture.ts'
import { cutSubmissions, expectMentions, prepare, submissions, tag } from './outbox-page.ts'
import { WatchedProject, waitingOn } from './watched-project.ts'

const within5s = { timeout: 5_000 }

test('F14: what ends elsewhere ends its page within 5 s, and what waited there stays, can be taken along and is sent later', async ({
  page,
  browser,
  server,
  signUpOwner,
  newPerson,
}) => {
  await signUpOwner(page)
  const { project, words } = await prepare(page, 'Ended access')
  const [first = '', ...others] = [...words, 'Saltmarsh Bridge']
  const watched = await WatchedProject.start(page, project, browser)
  const [zoe, yan] = [await newPerson('Zoe Wren'), await newPerson('Yan Moreau')]
  for (const each of [zoe, yan]) {
    await letIn(page, each, { project })
    await watched.watch(each.context, each.name)
  }
  const mend = await withWork(zoe, { address: page.url(), words: [first] })
  const mendForYan = await withWork(yan, { address: page.url(), words: others })

  const cookies = await endSession(zoe, server)
  await expect(zoe.page.getByText('You are signed out')).toBeVisible(within5s)
  await endMembership(page, yan, { project, server })
  await expect(yan.page.getByText('You are no longer in this project')).toBeVisible(within5s)
  expect(await waitingOn(zoe.page), 'the work stays in the browser').toHaveLength(1)
  expect(await waitingOn(yan.page), 'theirs too').toHaveLength(2)

  await mend()
  await zoe.context.clearCookies()
  await zoe.context.addCookies(cookies)
  await zoe.page.goto(page.url())
  await expectMentions(page, project, 2)
  for (const each of [page, zoe.page]) await expect(annotatePage(each).rows).toHaveCount(2)

  // What is not taken any more is still the person's own, also on a page that is not let in at all.
  const refused = yan.page.waitForResponse(submissions)
  await mendForYan()
  await yan.page.evaluate(() => window.dispatchEvent(new Event('online')))
  expect((await refused).status()).toBe(404)
  await expectTakenAlong(yan.page, 2)
  await yan.page.goto(page.url())
  await expect(yan.page.getByText('This project is not here')).toBeVisible()
  await expectTakenAlong(yan.page, 2)
  await watched.expectSound({ showing: [page, zoe.page], keeping: [yan.page] })

  await letInAgain(page, yan, project)
  await yan.page.goto(page.url())
  await yan.page.getByRole('button', { name: '2 changes refused' }).click()
  await yan.page.getByRole('button', { name: 'Try all 2 again' }).click()
  await expectMentions(page, project, 4)
  await yan.page.keyboard.press('Escape')
  for (const each of [page, yan.page]) await expect(annotatePage(each).rows).toHaveCount(4)
  await annotatePage(yan.page).expectSaved()
  await watched.expectSound({ showing: [page, zoe.page, yan.page] })
})

/** Where the project is closed one is told what is kept, and takes it along. */
async function expectTakenAlong(page: Page, count: number): Promise<void> {
  await expect(page.getByText(`${count} changes are not saved.`)).toBeVisible()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save a copy' }).click()
  const file: { readonly rows: readonly object[] } = JSON.parse(
    await readFile(await (await saving).path(), 'utf8'),
  )
  expect(file.rows).toHaveLength(count)
}

async function letInAgain(owner: Page, { page }: Person, project: string): Promise<void> {
  const invitation = { project, role: 'annotator', expiresInDays: 7 }
  const { token } = await call<{ token: string }>(owner, 'invitations.create', invitation)
  await call(page, 'invitations.accept', { token })
}

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

/** Somebody opens the document and has edits that cannot be sent. What lets them be sent. */
async function withWork(
  { page, context }: Person,
  { address, words }: { readonly address: string; readonly words: readonly string[] },
): Promise<() => Promise<void>> {
  await page.goto(address)
  await expect(annotatePage(page).rows).toHaveCount(1)
  const mend = await cutSubmissions(context)
  for (const each of words) await tag(page, each)
  await expect(page.getByRole('button', { name: `Offline, ${words.length} waiting` })).toBeVisible()
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
