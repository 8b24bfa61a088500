import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import type { Person } from './server-fixture.ts'

/**
 * Calls one of the server's procedures as whoever is signed in on the page. For what a journey needs
 * but is not about; what it is about it does with hands.
 */
export async function call<Output>(page: Page, procedure: string, input: object): Promise<Output> {
  const answer = await post(page, `/api/trpc/${procedure}`, input)
  expect(answer.status(), `${procedure}: ${await answer.text()}`).toBe(200)
  const { result }: { result: { data: Output } } = await answer.json()
  return result.data
}

/** What the server answers to a procedure that may refuse: the HTTP status. */
export async function statusOf(page: Page, procedure: string, input: object): Promise<number> {
  return (await post(page, `/api/trpc/${procedure}`, input)).status()
}

/** Makes a project and gives back its id. */
export async function makeProject(
  page: Page,
  name: string,
  mode: 'together' | 'side-by-side' = 'together',
): Promise<string> {
  const id = randomUUID()
  await call(page, 'projects.create', { id, name, mode })
  return id
}

/** Lets a new person into a project: invitation, account, acceptance. Leaves them signed in. */
export async function letIn(
  owner: Page,
  person: Person,
  { project, role = 'annotator' }: { readonly project: string; readonly role?: string },
): Promise<void> {
  const invitation = { project, role, expiresInDays: 7 }
  const { token } = await call<{ token: string }>(owner, 'invitations.create', invitation)
  const { name, email, password } = person
  const answer = await post(
    person.page,
    '/api/auth/sign-up/email',
    { name, email, password },
    { 'x-parallax-invitation': token },
  )
  expect(answer.status(), await answer.text()).toBe(200)
  await call(person.page, 'invitations.accept', { token })
}

async function post(page: Page, path: string, data: object, headers: Record<string, string> = {}) {
  // A request of the page's own context knows the server's address, which says whose page it is.
  const { origin } = new URL((await page.request.head('/healthz')).url())
  return await page.request.post(path, { headers: { origin, ...headers }, data })
}
