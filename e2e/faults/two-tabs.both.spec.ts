import { annotatePage } from '../journeys/annotate-page.ts'
import { expect, test } from '../journeys/server-fixture.ts'
import { cutSubmissions, expectMentions, noteSent, prepare, tag } from './outbox-page.ts'
import { rounds } from './rounds.ts'
import { WatchedProject } from './watched-project.ts'

for (let round = 0; round < rounds(1, 30); round++)
  test(`F19: two tabs of one person share one outbox, and outlive each other (${round})`, async ({
    page,
    context,
    browser,
    signUpOwner,
  }) => {
    await signUpOwner(page)
    const { project, annotate, words } = await prepare(page, `Two tabs ${round}`)
    const second = await context.newPage()
    await second.goto(page.url())
    const other = annotatePage(second)
    await expect(other.rows).toHaveCount(1)

    const watched = await WatchedProject.start(page, project, browser)
    const sent = noteSent(context)
    await tag(second, words[0] ?? '')
    await expect(annotate.rows, 'both tabs show both').toHaveCount(2)
    await other.expectSaved()
    await expectMentions(page, project, 2)
    expect(new Set(sent).size, 'each operation left the browser once').toBe(sent.length)

    // The tab that sends dies while something of the other waits.
    const mend = await cutSubmissions(context)
    await tag(second, words[1] ?? '')
    await expect(annotate.rows).toHaveCount(3)
    for (const each of [page, second])
      await expect(each.getByRole('button', { name: 'Offline, 1 waiting' })).toBeVisible()
    await page.close()
    await mend()
    await other.expectSaved()
    await expectMentions(second, project, 3)
    await second.reload()
    await expect(other.rows).toHaveCount(3)
    await watched.expectSound({ showing: [second] })
  })
