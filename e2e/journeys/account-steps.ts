import { expect, type Page } from '@playwright/test'
import type { Person } from './server-fixture.ts'

type Account = Pick<Person, 'name' | 'email' | 'password'>

/** Fills in the form for a new account that the page shows, and sends it. */
export async function createAccount(page: Page, account: Account): Promise<void> {
  await page.getByLabel('Your name').fill(account.name)
  await page.getByLabel('Email').fill(account.email)
  await page.getByLabel('Password', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: 'Create the account' }).click()
}

/** Signs in with the form of the sign-in page. */
export async function signIn(page: Page, { email, password }: Omit<Account, 'name'>) {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Makes an invitation on the team screen of a project and gives back its link. */
export async function inviteByLink(page: Page, project: string, role = 'Annotator') {
  await page.goto(`/p/${project}/team`)
  await page.getByRole('button', { name: 'Invite someone' }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite someone' })
  if (role !== 'Annotator') {
    await dialog.getByRole('combobox', { name: 'Role' }).click()
    await page.getByRole('option', { name: role }).click()
  }
  await dialog.getByRole('button', { name: 'Make a link' }).click()
  const link = dialog.getByRole('group', { name: 'Link of the invitation' }).locator('code')
  await expect(link).toContainText('/invite/')
  const address = (await link.textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Done' }).click()
  return address
}

/** Opens an invitation as somebody new, makes the account, and arrives in the project. */
export async function joinAsNewcomer(person: Person, link: string): Promise<void> {
  await person.page.goto(link)
  await createAccount(person.page, person)
  await expect(person.page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible()
}
