import { expect, type Page, test } from '@playwright/test'
import pg from 'pg'
import { type JourneyServer, startJourneyServer } from '../journeys/journey-server.ts'
import { makeProject } from '../journeys/project-doors.ts'
import { signedIn } from './signed-in.ts'

/** What may pass until a person is told. */
const within = { timeout: 5_000 }

test('P13: a page says within 5 s that nobody works on its import, and that its server is gone', async ({
  browser,
}) => {
  const first = await startJourneyServer('postgresql', 'the one that works')
  const second = await startJourneyServer('pglite', 'the one that is asked', {
    DATABASE_URL: first.place.databaseUrl,
    PARALLAX_SECRET: first.secret,
  })
  const context = await browser.newContext({ baseURL: second.baseUrl })
  const holder = new pg.Client({ connectionString: first.place.databaseUrl })
  try {
    const page = await signedIn(context, second)
    const project = await makeProject(page, 'Taken in')
    await page.goto(`/p/${project}/datasets`)
    const jobs = page.getByRole('complementary', { name: 'Exports and imports' })
    await expect(jobs.getByText('No exports and imports yet.')).toBeVisible()
    await holder.connect()
    await holder.query('begin')
    await holder.query('lock table changes in exclusive mode')
    await startImport(page, first, project)
    await page.reload()
    await expect(jobs.getByText('Being checked and written.')).toBeVisible()
    await first.kill()
    await expect(jobs.getByText('has not been heard of for some seconds')).toBeVisible(within)
    expect((await fetch(`${second.baseUrl}/readyz`)).status).toBe(200)
    await expect(fetch(`${first.baseUrl}/readyz`)).rejects.toThrow()

    await second.kill()
    await expect(jobs.getByRole('alert')).toHaveText(/^The server does not answer\./, within)
    await second.start()
    await expect(jobs.getByRole('alert')).toBeHidden(within)
  } finally {
    await context.close()
    await holder.end()
    // Whichever of them was killed says so.
    await Promise.allSettled([second.stop(), first.stop()])
  }
})

/** Has one server import what the project is, into a new one; who asks is not who does it. */
async function startImport(page: Page, by: JourneyServer, project: string): Promise<void> {
  const file = await page.request.get(`/api/exports/${project}/parallax`)
  const headers = { origin: by.baseUrl, 'content-type': 'application/octet-stream' }
  const data = await file.body()
  const address = `${by.baseUrl}/api/imports/${project}/parallax`
  const answer = await page.request.post(address, { headers, data })
  expect(answer.status(), await answer.text()).toBe(202)
}
