import type { Locator, Page } from '@playwright/test'
import { annotatePage } from './annotate-page.ts'
import { gazetteArticle } from './articles.ts'
import { createProject, uploadByDialog } from './project-steps.ts'
import { selectByFinger, wordsBox } from './select-by-finger.ts'
import { expect, test } from './server-fixture.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('P32: words are tagged, opened, changed and linked by touch on a phone', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await createProject(page, 'Saltmarsh')
  await uploadByDialog(page, [gazetteArticle])
  await expectBesideTitle(page, 'Documents', 'Add documents')
  await page.getByRole('link', { name: gazetteArticle.title }).tap()
  const annotate = annotatePage(page)
  const sheet = annotate.inspector('Mention')
  await expect(annotate.text).toContainText('Oren Vash')
  await expectNoSidewaysScroll(page)

  await tagNew(page, 'Oren Vash', 'Person')
  await expect(sheet).toBeVisible()
  await expectAbove(page, 'Oren Vash', sheet)
  await page.getByRole('button', { name: 'Make the card taller' }).tap()
  const isTall = async () => ((await sheet.boundingBox())?.height ?? 0) > 500
  await expect.poll(isTall, 'the sheet is tall').toBe(true)
  await expectAbove(page, 'Oren Vash', sheet)
  await sheet.getByRole('radio', { name: 'Description' }).tap()
  await expect(sheet.getByRole('radio', { name: 'Description' })).toBeChecked()
  await page.getByRole('button', { name: 'Make the card lower' }).tap()
  await sheet.getByRole('button', { name: 'Close, Esc' }).tap()
  await expect(sheet).toBeHidden()

  const claim = annotate.inspector('Claim')
  for (const words of ['will not rise this year', 'welcomed the delay']) {
    await selectByFinger(page, words)
    await page.getByRole('toolbar').getByRole('button', { name: 'Claim' }).tap()
    await claim.getByRole('button', { name: 'Close, Esc' }).tap()
    await expect(claim).toBeHidden()
  }
  await tapWord(page, 'rise')
  await expect(claim).toContainText('will not rise this year')
  await claim.getByRole('button', { name: 'Link', exact: true }).tap()
  await expect(claim, 'the sheet makes room for the other record').toBeHidden()
  await tapWord(page, 'welcomed')
  await page.getByRole('option').first().tap()
  await expect(claim.getByRole('button', { name: /welcomed the delay/ })).toBeVisible()
  await annotate.expectSaved()

  await claim.getByRole('button', { name: 'Close, Esc' }).tap()
  await openDrawer(page)
  await expect(annotate.rows).toHaveCount(4)
  await annotate.row(/Oren Vash/).tap()
  await expect(annotate.tree, 'a choice closes the drawer').toBeHidden()
  await expect(sheet).toContainText('Oren Vash')
  await sheet.getByRole('button', { name: 'Close, Esc' }).tap()
  await page.getByRole('button', { name: 'Undo' }).tap()
  await openDrawer(page)
  await expect(annotate.rows, 'undone: the link').toHaveCount(3)
})

test('P32: everything to press is large enough for a finger, and nothing scrolls sideways', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await createProject(page, 'Saltmarsh again')
  await uploadByDialog(page, [gazetteArticle])
  await page.getByRole('link', { name: gazetteArticle.title }).tap()
  await expect(annotatePage(page).text).toContainText('Oren Vash')
  await expectForFingers(page, 'the text')
  await selectByFinger(page, 'Ferry Union')
  await expectForFingers(page, 'the toolbar')
  await page.getByRole('toolbar').getByRole('button', { name: 'Claim' }).tap()
  await expect(annotatePage(page).inspector('Claim')).toBeVisible()
  await expectForFingers(page, 'a claim')
  await page.getByRole('button', { name: 'More', exact: true }).tap()
  await expectForFingers(page, 'the menu')
  await page.getByRole('menuitem', { name: 'About this document' }).tap()
  await expect(annotatePage(page).inspector('About this document')).toBeVisible()
  await expectForFingers(page, 'the document')
  await expect(page.locator('.reader kbd:visible'), 'no key caps').toHaveCount(0)
})

test('P32: the bar of the chosen and the card of the same words lie over nothing', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await createProject(page, 'Saltmarsh many')
  await uploadByDialog(page, [gazetteArticle])
  await page.getByRole('link', { name: gazetteArticle.title }).tap()
  const annotate = annotatePage(page)
  const sheet = annotate.inspector('Mention')
  await expect(annotate.text).toContainText('Oren Vash')
  await tagNew(page, 'Oren Vash', 'Person')
  await expect(sheet).toBeVisible()
  await annotate.text.focus()
  await page.keyboard.press('x')
  const bar = page.getByRole('region', { name: 'Chosen records' })
  await expect(bar).toBeVisible()
  await expectStacked([page.locator('.cm-scroller'), bar, sheet])
  await expectForFingers(page, 'the bar of the chosen')
  await page.keyboard.press('a')
  const card = page.getByRole('dialog', { name: 'Tag “Oren Vash” everywhere' })
  await expect(card).toBeVisible()
  await expect(sheet, 'one thing at a time').toBeHidden()
  await expectStacked([page.locator('.cm-scroller'), bar, card])
  await expectNoSidewaysScroll(page)
  await card.getByRole('button', { name: 'Close' }).tap()
  await expect(sheet).toBeVisible()
})

/** Each begins where the one above it has ended, and all are on the screen. */
async function expectStacked(places: readonly Locator[]): Promise<void> {
  const overlaps = async () => {
    const boxes = await Promise.all(places.map((place) => place.boundingBox()))
    const edges = boxes.flatMap((box) => (box ? [box.y, box.y + box.height] : [Number.NaN]))
    return [0, ...edges, 844].some((edge, at, all) => at > 0 && !(edge >= (all[at - 1] ?? 0) - 0.5))
  }
  await expect.poll(overlaps).toBe(false)
}

/** The one button of a page stands beside its title, also where there is little room. */
async function expectBesideTitle(page: Page, title: string, button: string): Promise<void> {
  const middleOf = async (place: Locator) => {
    const { y = 0, height = 0 } = (await place.boundingBox()) ?? {}
    return y + height / 2
  }
  const heading = await middleOf(page.getByRole('heading', { name: title, level: 1 }))
  expect(
    Math.abs((await middleOf(page.getByRole('button', { name: button }))) - heading),
  ).toBeLessThan(8)
}

async function tagNew(page: Page, words: string, type: string): Promise<void> {
  await selectByFinger(page, words)
  const toolbar = page.getByRole('toolbar')
  await expectAbove(page, words, toolbar)
  await toolbar.getByRole('button', { name: type }).tap()
  await page.getByRole('option', { name: `New: ${words}` }).tap()
}

/** A word stands on one line, so that its middle is on it. */
async function tapWord(page: Page, word: string): Promise<void> {
  const box = await wordsBox(page, word)
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
}

async function openDrawer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Records', exact: true }).tap()
  await expect(page.getByRole('tree', { name: 'Records' })).toBeFocused()
}

/** Words are in sight, and what lies at the foot of the screen begins under them. */
async function expectAbove(page: Page, words: string, card: Locator): Promise<void> {
  const isAbove = async () => {
    const box = await wordsBox(page, words, { scrolls: false })
    const top = (await card.boundingBox())?.y ?? 0
    return box.y > 0 && box.y + box.height <= top
  }
  await expect.poll(isAbove, `“${words}” stands above the card`).toBe(true)
}

async function expectForFingers(page: Page, state: string): Promise<void> {
  await expectNoSidewaysScroll(page)
  expect.soft(await smallTargets(page), `too small for a finger: ${state}`).toEqual([])
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflowPx = () =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      return scrollWidth - clientWidth
    })
  await expect.poll(overflowPx).toBe(0)
}

/** What can be pressed in less than 44 by 44 px, but for words of the article. */
function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const leastPx = 43.5
    const targets = 'button, a, input, textarea, [role="radio"], [role="menuitem"], [role="option"]'
    return [...document.querySelectorAll(targets)].flatMap((element) => {
      const isWord = element.matches('.evidence__words, .sheet-handle')
      const box = (element.closest('label, .field, .checkline') ?? element).getBoundingClientRect()
      const isSeen = element.checkVisibility({ visibilityProperty: true }) && box.width > 1
      if (isWord || !isSeen || (box.height >= leastPx && box.width >= leastPx)) return []
      const name = element.getAttribute('aria-label') ?? element.textContent ?? ''
      return [`${name} (${Math.round(box.width)} by ${Math.round(box.height)})`]
    })
  })
}
