import type { BrowserContext, Page, Route } from '@playwright/test'
import { expect, test } from '../journeys/server-fixture.ts'
import { logLines, prepare, submissions } from './outbox-page.ts'
import { rounds } from './rounds.ts'
import { WatchedProject } from './watched-project.ts'

const editCount = 200

for (let round = 0; round < rounds(1, 10); round++)
  test(`F1, P7: a server that is killed during 200 rapid edits loses none of them (${round})`, async ({
    page,
    browser,
    server,
    signUpOwner,
  }) => {
    await signUpOwner(page)
    const { project, annotate } = await prepare(page, `Killed server ${round}`)
    const watched = await WatchedProject.start(page, project, browser)
    await page.keyboard.press('Escape')
    await expect(page.getByLabel('Byline')).toBeVisible()
    const lines = await logLines(page, project)
    const shown = await noteShownAsSaved(page)
    const edits = editRapidly(page)
    // Some edits are with the server, some on their way, some to come.
    await expect.poll(() => bylineOf(page)).toMatch(/ \d\d/)
    // For a moment nothing is answered: what is done now the server never has.
    const line = await holdSubmissions(page.context())
    const heldFrom = await editOn(page)
    await expect.poll(() => editOn(page)).toBeGreaterThan(heldFrom + 10)
    await server.kill()
    line.cut()
    await edits
    await expect(page.getByRole('button', { name: /^Offline, \d+ waiting$/ })).toBeVisible()
    const shownAsSaved = await shown()
    await server.start()
    // What is there now, the server had taken before it was killed.
    const kept = (await logLines(page, project)) - lines
    expect(kept, 'what was shown as saved is there').toBeGreaterThanOrEqual(shownAsSaved)
    await line.mend()
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await annotate.expectSaved()
    await expect.poll(() => logLines(page, project)).toBe(lines + editCount)
    await page.reload()
    await expect(page.getByLabel('Byline')).toHaveValue(`Ines Calder ${editCount}`)
    expect(await logLines(page, project), 'each edit is in the log once').toBe(lines + editCount)
    await watched.expectSound({ showing: [page] })
  })

const editOn = async (page: Page) => Number(/\d+$/.exec(await bylineOf(page))?.[0])

/** What is sent is on its way and comes nowhere; once the line is cut, nothing gets on its way. */
async function holdSubmissions(context: BrowserContext) {
  let cut: () => void = () => undefined
  const isCut = new Promise<void>((resolve) => {
    cut = resolve
  })
  const hold = async (route: Route) => {
    await isCut
    await route.abort('connectionrefused')
  }
  await context.route(submissions, hold)
  return { cut, mend: () => context.unroute(submissions, hold) }
}

const bylineOf = (page: Page) => page.getByLabel('Byline').inputValue()

/**
 * Notes, at every picture that the page paints, how many edits there are where it says Saved. What it
 * gives back says up to which edit a person has read so.
 */
async function noteShownAsSaved(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const noted = window as typeof window & { savedUpTo?: number }
    const field = document.querySelector<HTMLInputElement>('[aria-label="Byline"]')
    noted.savedUpTo = 0
    const look = () => {
      const isSaved = [...document.querySelectorAll('.save')].some(
        ({ textContent }) => textContent === 'Saved',
      )
      const edit = Number(/ (\d+)$/.exec(field?.value ?? '')?.[1] ?? 0)
      if (isSaved && noted.savedUpTo !== undefined)
        noted.savedUpTo = Math.max(noted.savedUpTo, edit)
      requestAnimationFrame(look)
    }
    look()
  })
  return () =>
    page.evaluate(() => (window as typeof window & { savedUpTo?: number }).savedUpTo ?? 0)
}

/** Writes the byline again and again, as fast as one who leaves the field each time can be. */
async function editRapidly(page: Page): Promise<void> {
  await page.getByLabel('Byline').evaluate(async (field: HTMLElement, count) => {
    // React hears of a value only when it is set past its own setter.
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    for (let edit = 1; edit <= count; edit += 1) {
      field.focus()
      value?.set?.call(field, `Ines Calder ${edit}`)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.blur()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }, editCount)
}
