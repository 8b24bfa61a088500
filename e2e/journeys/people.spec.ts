import type { Page } from '@playwright/test'
import { inviteByLink, joinAsNewcomer, signIn } from './account-steps.ts'
import { annotatePage } from './annotate-page.ts'
import { gazetteArticle } from './articles.ts'
import { letIn, makeProject, statusOf } from './project-doors.ts'
import { openDocument, uploadByDrop } from './project-steps.ts'
import { expect, test } from './server-fixture.ts'

test('an account needs an invitation, and an invitation lets one person in', async ({
  page,
  signUpOwner,
  newPerson,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'By invitation')
  const ben = await newPerson('Ben Orr')
  const eva = await newPerson('Eva Sand')
  await ben.page.goto('/sign-up')
  await expect(ben.page.getByRole('heading', { name: 'By invitation' })).toBeVisible()
  const uninvited = await ben.page.request.post('/api/auth/sign-up/email', {
    headers: { origin: new URL(ben.page.url()).origin },
    data: { name: ben.name, email: ben.email, password: ben.password },
  })
  expect(uninvited.status()).toBe(403)

  const link = await inviteByLink(page, project)
  await joinAsNewcomer(ben, link)
  await eva.page.goto(link)
  await expect(eva.page.getByRole('heading', { name: 'This invitation is over' })).toBeVisible()
  await page.reload()
  await expect(page.getByText('Used by Ben Orr')).toBeVisible()
})

test('who may only read writes nothing, and who is removed sees it at once', async ({
  page,
  signUpOwner,
  newPerson,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Readers')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  const rita = await newPerson('Rita Read')
  await letIn(page, rita, { project, role: 'viewer' })
  await rita.page.goto(`/p/${project}/documents`)
  await openDocument(rita.page, gazetteArticle.title)
  const reading = annotatePage(rita.page)
  await expect(rita.page.getByText('You may read here, and not write.')).toBeVisible()
  await openDocument(page, gazetteArticle.title)
  await annotatePage(page).tagNew('Oren Vash', '1')
  await expect(reading.rows).toHaveCount(1)
  await reading.openRecord(/Oren Vash/, 'Mention')
  await expect(reading.inspector('Mention').getByRole('button', { name: 'Delete' })).toBeHidden()
  await rita.page.getByRole('document', { name: gazetteArticle.title }).focus()
  await rita.page.keyboard.press('Delete')
  await expect(reading.rows).toHaveCount(1)
  await rita.page.getByRole('link', { name: 'Back to Documents' }).click()
  await expect(rita.page.getByRole('link', { name: gazetteArticle.title })).toBeVisible()
  await expect(rita.page.getByRole('button', { name: 'Add documents' })).toBeHidden()

  await page.goto(`/p/${project}/team`)
  await page.getByRole('button', { name: 'Remove Rita Read' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(
    rita.page.getByRole('heading', { name: 'You are no longer in this project' }),
  ).toBeVisible()
  expect(await statusOf(rita.page, 'projects.leave', { project })).toBe(404)
})

test('side by side, people see each other’s layers and write their own', async ({
  page,
  signUpOwner,
  newPerson,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Side by side', 'side-by-side')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  const ida = await newPerson('Ida Berg')
  await letIn(page, ida, { project })
  await page.goto(`/p/${project}/documents`)
  await openDocument(page, gazetteArticle.title)
  await ida.page.goto(page.url())
  const [olga, berg] = [annotatePage(page), annotatePage(ida.page)]
  await expect(ida.page.getByRole('document', { name: gazetteArticle.title })).toBeVisible()
  await olga.tagNew('Oren Vash', '1')
  await expect(berg.rows).toHaveCount(1)
  await berg.tagNew('Ferry Union', '2')
  await expect(olga.rows).toHaveCount(2)

  await ida.page.getByRole('button', { name: 'Layers' }).click()
  await expect(ida.page.getByRole('checkbox', { name: 'My layer' })).toBeChecked()
  await ida.page.getByRole('checkbox', { name: 'Layer of Olga Owner' }).uncheck()
  await ida.page.keyboard.press('Escape')
  await expect(berg.rows).toHaveCount(1)
  await expect(berg.row(/Ferry Union/)).toBeVisible()

  await olga.openRecord(/Ferry Union/, 'Mention')
  const foreign = olga.inspector('Mention')
  await expect(foreign.getByRole('combobox', { name: 'Type' })).toBeDisabled()
  await expect(foreign.getByRole('button', { name: 'Delete' })).toBeHidden()
  await page.getByRole('document', { name: gazetteArticle.title }).focus()
  await page.keyboard.press('Delete')
  await expect(page.getByText('This stands in the layer of somebody else.')).toBeVisible()
  await expect(olga.rows).toHaveCount(2)
})

test('a forgotten password is set anew by a link that works once', async ({
  page,
  signUpOwner,
  newPerson,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Passwords')
  const nils = await newPerson('Nils Foss')
  await letIn(page, nils, { project })
  await page.goto('/instance')
  await page.getByRole('button', { name: 'Make a reset link for Nils Foss' }).click()
  const link = await page
    .getByRole('dialog', { name: 'A new password for Nils Foss' })
    .getByRole('group', { name: 'Link to a new password' })
    .locator('code')
    .textContent()
  const elsewhere = await newPerson('Nils Foss')
  await elsewhere.page.goto(link ?? '')
  await elsewhere.page.getByLabel('New password').fill('a quite new password')
  await elsewhere.page.getByRole('button', { name: 'Set the password' }).click()
  await expect(elsewhere.page.getByText('The password is set.')).toBeVisible()

  expect(await statusOf(nils.page, 'projects.leave', { project })).toBe(401)
  await signIn(elsewhere.page, nils)
  await expect(elsewhere.page.getByText('Email or password is wrong.')).toBeVisible()
  await signIn(elsewhere.page, { email: nils.email, password: 'a quite new password' })
  await expect(elsewhere.page.getByRole('link', { name: 'Passwords' })).toBeVisible()

  await page.goto(link ?? '')
  await page.getByLabel('New password').fill('another new password')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByText(/This link was used already/)).toBeVisible()
})

test('signing out everywhere else ends the other sessions', async ({
  page,
  signUpOwner,
  newPerson,
}) => {
  const owner = await signUpOwner(page)
  const other = await newPerson(owner.name)
  await signIn(other.page, owner)
  await expect(other.page).not.toHaveURL(/sign-in/)
  const before = await sessionsOf(page)
  expect(before).toBeGreaterThan(1)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await expect(page.getByText('You are signed in nowhere else.')).toBeVisible()
  await other.page.goto('/projects')
  await expect(other.page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  expect(await sessionsOf(page)).toBe(1)
})

async function sessionsOf(page: Page): Promise<number> {
  const answer = await page.request.get('/api/trpc/account.get')
  const { result }: { result: { data: { sessions: readonly unknown[] } } } = await answer.json()
  return result.data.sessions.length
}
