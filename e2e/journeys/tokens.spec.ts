import { gazetteArticle } from './articles.ts'
import { makeProject } from './project-doors.ts'
import { uploadByDrop } from './project-steps.ts'
import { expect, test } from './server-fixture.ts'

test('a person makes a token, a script exports with it, and it is withdrawn', async ({
  page,
  signUpOwner,
  server,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'For scripts')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])

  await page.goto('/account')
  await page.getByRole('button', { name: 'Make a token' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make an access token' })
  await dialog.getByRole('button', { name: 'Make the token' }).click()
  await expect(dialog.getByText('Tick at least one.')).toBeVisible()
  await dialog.getByLabel('Name').fill('Nightly export')
  await dialog.getByRole('checkbox', { name: /Read exports/ }).click()
  await dialog.getByRole('combobox', { name: 'Where' }).click()
  await page.getByRole('option', { name: 'For scripts' }).click()
  await dialog.getByRole('button', { name: 'Make the token' }).click()
  const word = (await dialog.getByText(/^plx_\w{49}$/).textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Done' }).click()

  const line = page.getByRole('list', { name: 'Access tokens' }).getByRole('listitem')
  await expect(line).toContainText('Exports in “For scripts”')
  await expect(line).toContainText('never used')
  await expect(page.getByText(word)).toBeHidden()

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${server.baseUrl}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${word}`, 'content-type': 'application/json' },
    })
  const exports = `/api/v1/projects/${project}/exports`
  const body = JSON.stringify({ format: 'parallax' })
  const { id } = await (await ask(exports, { method: 'POST', body })).json()
  const job = async () => (await ask(`${exports}/${id}`)).json()
  await expect.poll(async () => (await job()).state).toBe('done')
  const file = await (await ask((await job()).file.path)).text()
  expect(file).toContain(JSON.stringify(gazetteArticle.title))
  expect((await ask(`/api/v1/projects/${project}/documents`)).status).toBe(403)

  await page.reload()
  await expect(line).toContainText('last used')
  await page.getByRole('button', { name: 'Withdraw Nightly export' }).click()
  await page.getByRole('button', { name: 'Withdraw the token' }).click()
  await expect(page.getByText('You have no tokens.')).toBeVisible()
  expect((await ask(exports)).status).toBe(401)
})
