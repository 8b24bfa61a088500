import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type LaunchOptions } from '@playwright/test'
import { annotatePage } from '../journeys/annotate-page.ts'
import { expect, test } from '../journeys/server-fixture.ts'
import { cutSubmissions, expectMentions, prepare, tag } from './outbox-page.ts'
import { rounds } from './rounds.ts'
import { WatchedProject } from './watched-project.ts'

for (let round = 0; round < rounds(1, 20); round++)
  test(`F26: a browser that is killed with unsent edits has them when it is back (${round})`, async ({
    page,
    browser,
    signUpOwner,
    server,
    launchOptions,
  }) => {
    await signUpOwner(page)
    const cookies = await page.context().cookies()
    const folder = await mkdtemp(path.join(tmpdir(), 'parallax-killed-browser-'))
    const launch = () => open(folder, { launchOptions, baseURL: server.baseUrl })
    try {
      const first = await launch()
      await first.addCookies(cookies)
      const [tab = await first.newPage()] = first.pages()
      const { project, words } = await prepare(tab, `Killed browser ${round}`)
      const address = tab.url()
      const watched = await WatchedProject.start(tab, project, browser)
      await cutSubmissions(first)
      for (const each of words) await tag(tab, each)
      await expect(tab.getByRole('button', { name: 'Offline, 2 waiting' })).toBeVisible()
      await kill(folder)

      const second = await launch()
      await second.addCookies(cookies)
      await watched.watch(second, 'the second browser')
      const [back = await second.newPage()] = second.pages()
      // Any page of the same person will do.
      await back.goto('/projects')
      await expectMentions(page, project, 3)
      await back.goto(address)
      await expect(annotatePage(back).rows).toHaveCount(3)
      await watched.expectSound({ showing: [back] })
      await second.close()
    } finally {
      await kill(folder)
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  })

function open(
  folder: string,
  { launchOptions, baseURL }: { readonly launchOptions: LaunchOptions; readonly baseURL: string },
) {
  return chromium.launchPersistentContext(folder, {
    ...launchOptions,
    baseURL,
    locale: 'en-GB',
    viewport: { width: 1280, height: 720 },
  })
}

/** Ends every process of the browser that keeps its data in this folder, without a warning. */
async function kill(folder: string): Promise<void> {
  const lines = execFileSync('ps', ['-eo', 'pid=,args=']).toString().split('\n')
  const own = lines.filter((line) => line.includes(`--user-data-dir=${folder}`))
  for (const line of own) {
    try {
      process.kill(Number.parseInt(line, 10), 'SIGKILL')
    } catch {
      // Its parent has taken it along.
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 500))
}
