import { annotatePage } from '../journeys/annotate-page.ts'
import { letIn } from '../journeys/project-doors.ts'
import { expect, test } from '../journeys/server-fixture.ts'
import { cutSubmissions, expectMentions, noteSent, prepare, tag } from './outbox-page.ts'
import { WatchedProject } from './watched-project.ts'

test('F20: a day asleep and signed out costs nothing, and nobody else sends it', async ({
  page,
  context,
  browser,
  signUpOwner,
  newPerson,
}) => {
  await signUpOwner(page)
  const { project, words } = await prepare(page, 'A day asleep')
  const address = page.url()
  const watched = await WatchedProject.start(page, project, browser)
  const other = await newPerson('Mara Quist')
  await letIn(page, other, { project })
  const own = await context.cookies()
  await page.clock.install()

  const mend = await cutSubmissions(context)
  await tag(page, words[0] ?? '')
  await expect(page.getByRole('button', { name: 'Offline, 1 waiting' })).toBeVisible()
  await context.clearCookies()
  await page.clock.fastForward('24:00:00')
  await mend()
  await expect(page.getByText('You are signed out')).toBeVisible()
  await expect(page.getByText('will be sent when you sign in again')).toBeVisible()

  // Another person signs in on this browser, in the same project: they neither see nor send it.
  await context.addCookies(await other.context.cookies())
  const sent = noteSent(context)
  await page.goto(`/p/${project}/documents`)
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible()
  await expect(page.getByText('waiting')).toHaveCount(0)
  await page.goto('/projects')
  await expect(page.getByRole('heading', { name: 'Projects', level: 1 })).toBeVisible()
  expect(sent).toEqual([])
  await expectMentions(page, project, 1)

  // The same person is back, and does not even open the project.
  await context.clearCookies()
  await context.addCookies(own)
  await page.goto('/projects')
  await expectMentions(page, project, 2)
  await page.goto(address)
  await expect(annotatePage(page).rows).toHaveCount(2)
  await watched.expectSound({ showing: [page] })
})
