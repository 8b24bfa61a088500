import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { annotatePage } from './annotate-page.ts'
import { arabicArticle } from './arabic-article.ts'
import { asFilePayload, gazetteArticle } from './articles.ts'
import { exportProject } from './exported-project.ts'
import { noteSaid, said } from './heard.ts'
import { importLong, longText } from './import-long.ts'
import { collectComplaints } from './page-complaints.ts'
import { call, makeProject } from './project-doors.ts'
import { createProject, openDocument, uploadByDrop } from './project-steps.ts'
import { selectWords } from './select-words.ts'
import { expect, test } from './server-fixture.ts'

const title = "Aldova 'Ready' to Open Soreth Dam as Merrow Runs Low"

test('the reading view holds the whole text and every record, each a way back to it', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const complaints = await collectComplaints(page)
  const project = await openSampleDocument(page)
  const annotate = annotatePage(page)
  const recordCount = Number(await page.locator('.tree__head .count').textContent())
  await page.getByRole('link', { name: 'Reading view' }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(page.getByRole('article')).toContainText('What the lines mean')
  await expect(page.locator('[aria-busy="false"]')).toBeVisible()
  await expect(page.getByRole('article')).toContainText('speak again by telephone on Friday')
  // Exactly the records of the tree that mark words; relations stand with their ends, labels of the
  // document above it.
  const shown = await page
    .locator('.read-list')
    .getByRole('link', { includeHidden: true })
    .evaluateAll((links) =>
      links.map((link) => new URL((link as HTMLAnchorElement).href).searchParams.get('record')),
    )
  const { marking, others } = await recordsOf(page, project, documentIn(page))
  expect([...shown].sort()).toEqual([...marking].sort())
  expect(marking.length + others, 'and the tree has as many').toBe(recordCount)
  await expectNothingSerious(page)

  const mark = page.locator('mark').first()
  await expect(mark).not.toHaveAttribute('aria-description')
  await page.getByRole('checkbox', { name: 'A screen reader says each mark' }).click()
  await expect(mark).toHaveAttribute('aria-description', /State: Aldova/)
  await page.getByRole('checkbox', { name: 'Records under each paragraph' }).click()
  await page
    .getByRole('link', { name: /^Claim/ })
    .first()
    .click()
  await expect(annotate.inspector('Claim')).toBeVisible()
  expect(complaints()).toEqual([])
})

test('what is printed of the annotate screen is the whole text with a legend', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await openSampleDocument(page)
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const sheet = page.locator('.print-sheet')
  await expect(sheet).toContainText('The Meridian')
  await expect(sheet).toContainText('speak again by telephone on Friday')
  await expect(sheet).toContainText('A dashed line is a claim')
  await expect(page.locator('.reader'), 'and not the part in view').toBeHidden()
  const paper = await sheet.evaluate((element) => getComputedStyle(element).colorScheme)
  expect(paper, 'paper is light').toBe('light')
  await page.emulateMedia({ media: null })
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await expect(sheet).toHaveCount(0)
  await expect(annotatePage(page).text).toBeVisible()
})

test('P31: every control of the annotate screen and what opens over it has a name', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await openSampleDocument(page)
  const annotate = annotatePage(page)
  await expectAllNamed(page, 'the screen')
  for (const kind of ['Mention', 'Claim', 'Stance'] as const) {
    await annotate.openRecord(kind === 'Mention' ? /Person/ : new RegExp(`, ${kind}$`), kind)
    await expectAllNamed(page, kind)
  }
  await page.getByRole('button', { name: 'How the text looks' }).click()
  await expectAllNamed(page, 'how the text looks')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'How the text looks' })).toBeFocused()
  await annotate.text.focus()
  for (const [key, name] of [
    ['?', 'All keys'],
    ['h', 'What the labels mean'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog', { name })).toBeVisible()
    await expectAllNamed(page, name)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name })).toBeHidden()
    await expect(annotate.text, 'the focus is back where it was').toBeFocused()
  }
  await expect(page.getByRole('heading', { level: 1, name: title })).toHaveCount(1)
  for (const landmark of ['banner', 'main', 'complementary'] as const)
    await expect(page.getByRole(landmark).first()).toBeVisible()
})

test('P31: the tree of records says level, place, state and choice', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await openSampleDocument(page)
  const { tree } = annotatePage(page)
  await tree.focus()
  await page.keyboard.press('End')
  const isAtEnd = async () => {
    const chosen = (await treeItems(page)).find(({ selected }) => selected)
    return chosen !== undefined && chosen.place === chosen.size
  }
  await expect.poll(isAtEnd, 'the last of all, though few are drawn').toBe(true)
  const rows = await treeItems(page)
  expect(rows.length).toBeLessThan(rows[0]?.size ?? 0)
  await page.keyboard.press('Home')
  await expect.poll(async () => (await treeItems(page)).find((row) => row.selected)?.place).toBe(1)
  expect((await treeItems(page)).some(({ level }) => level > 1)).toBe(true)
  const expanded = tree.locator('[aria-expanded="true"]').first()
  await expanded.click()
  await page.keyboard.press('ArrowLeft')
  await expect(tree.locator('[aria-selected="true"]')).toHaveAttribute('aria-expanded', 'false')
})

test('a pane is as wide as one makes it, by mouse and by keys, and stays so', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await openSampleDocument(page)
  const edge = page.getByRole('separator', { name: 'Width of the records' })
  const width = async () => Math.round((await page.locator('.tree').boundingBox())?.width ?? 0)
  await edge.focus()
  await page.keyboard.press('ArrowRight')
  await expect(edge).toHaveAttribute('aria-valuenow', '288')
  await expect.poll(width).toBe(288)
  const box = await edge.boundingBox()
  if (!box) throw new Error('the edge stands on the screen')
  await page.mouse.move(box.x + 4, box.y + 200)
  await page.mouse.down()
  await page.mouse.move(360, box.y + 220, { steps: 3 })
  await page.mouse.up()
  await expect.poll(width).toBe(360)
  await page.reload()
  await expect.poll(width).toBe(360)
  await edge.dblclick()
  await expect.poll(width).toBe(272)
})

test('a line holds about as many letters at every size, and the choice is kept', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await openSampleDocument(page)
  const headline = () =>
    page
      .locator('.px-zone-headline')
      .first()
      .evaluate((line) => Number.parseFloat(getComputedStyle(line).fontSize))
  let smallerPx = 0
  for (const size of ['Small', 'Medium', 'Large']) {
    await page.getByRole('button', { name: 'How the text looks' }).click()
    await page.getByRole('radio', { name: size, exact: true }).click()
    await page.keyboard.press('Escape')
    // Until the letters have come, those of the system stand in their place. A row is at most as wide
    // as 68 digits; letters are narrower, so that the longest holds some more.
    const fits = async () => {
      const letters = await longestRow(page)
      return letters >= 60 && letters <= 80
    }
    await expect.poll(fits, size).toBe(true)
    expect(await headline(), 'the headline grows along').toBeGreaterThan(smallerPx)
    smallerPx = await headline()
  }
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-read-size', 'large')
})

test('the sample teaches six keys once, and again when asked', async ({ page, signUpOwner }) => {
  await signUpOwner(page)
  await openSampleDocument(page)
  const annotate = annotatePage(page)
  const lesson = page.getByRole('region', { name: 'Six keys' })
  const countBefore = await page.locator('.tree__head .count').textContent()
  await expect(lesson).toContainText('1 of 6')
  await page.keyboard.press('k')
  await expect(lesson, 'another key leads nowhere').toContainText('1 of 6')
  await annotate.text.focus()
  const keys = ['Control+Shift+ArrowRight', ']', 'c', 'Escape', 'j', 'Control+z']
  for (const [index, key] of keys.entries()) {
    await expect(lesson).toContainText(`${index + 1} of 6`)
    await page.keyboard.press(key)
  }
  await expect(lesson).toContainText('That is all it takes')
  await expect(page.locator('.tree__head .count')).toHaveText(countBefore ?? '')
  await lesson.getByRole('button', { name: 'Done' }).click()
  await expect(lesson).toBeHidden()
  await annotate.expectSaved()
  await page.reload()
  await expect(annotate.rows.first()).toBeVisible()
  await expect(lesson, 'once').toBeHidden()
  await annotate.text.focus()
  await page.keyboard.press('?')
  await page.getByRole('button', { name: 'Learn the six keys' }).click()
  await expect(lesson).toContainText('1 of 6')
})

test('at 200 % nothing is lost and nothing scrolls sideways', async ({ page, signUpOwner }) => {
  await page.setViewportSize({ width: 720, height: 450 })
  await signUpOwner(page)
  await openSampleDocument(page, { hasTree: false })
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await overflow()).toBe(0)
  const parts = await page.locator('.bar-top > *, .bar-top__end > *').evaluateAll((elements) =>
    elements.flatMap((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      return width > 0 && (left < -1 || right > window.innerWidth + 1) ? [element.outerHTML] : []
    }),
  )
  expect(parts).toEqual([])
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await expect(page.getByRole('menuitem', { name: 'Reading view' })).toBeVisible()
})

test('the help about a label stands where one tags', async ({ page, signUpOwner }) => {
  await signUpOwner(page)
  await openSampleDocument(page)
  await selectWords(page, 'thirty years')
  const toolbar = page.getByRole('toolbar')
  await toolbar.getByRole('button', { name: 'Organisation' }).hover()
  await expect(page.getByRole('tooltip')).toContainText('Organised bodies')
  await expect(page.getByRole('tooltip')).toContainText('the Transport Board')
  await page.keyboard.press('Escape')
  await annotatePage(page).openRecord(/Person/, 'Mention')
  await page.getByRole('button', { name: 'What “Person” means' }).click()
  await expect(page.getByRole('dialog', { name: 'What “Person” means' })).toContainText(
    'the two envoys',
  )
})

test('without motion nothing moves, and in the system’s few colours every mark is drawn', async ({
  page,
  signUpOwner,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' })
  await signUpOwner(page)
  await openSampleDocument(page)
  await annotatePage(page).text.focus()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'All keys' })).toBeVisible()
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .map((animation) => Number(animation.effect?.getComputedTiming().duration))
      .filter((durationMs) => durationMs > 1),
  )
  expect(moving).toEqual([])
  const border = await page
    .getByRole('dialog', { name: 'All keys' })
    .evaluate((dialog) => getComputedStyle(dialog).borderTopStyle)
  expect(border, 'a dialog has an edge without its shadow').toBe('solid')

  // Lines, bars and what is open, hovered or chosen: in colours of the system or in none.
  await page.keyboard.press('Escape')
  const annotate = annotatePage(page)
  await annotate.openRecord(/, Claim$/, 'Claim')
  await annotate
    .row(/Person/)
    .first()
    .click({ modifiers: ['ControlOrMeta'] })
  await page.locator('.cm-content').hover()
  await expect(page.locator('.px-under .px-stroke').first()).toBeAttached()
  const { system, looks } = await markColours(page)
  const [text = '', paper = ''] = system
  expect(text).not.toBe(paper)
  const isNone = (colour: string) => colour === 'none' || colour === 'rgba(0, 0, 0, 0)'
  const foreign = looks.filter(({ stroke, fill }) =>
    [stroke, fill].some((colour) => !isNone(colour) && !system.includes(colour)),
  )
  expect(foreign, 'no colour of ours').toEqual([])
  const strokes = looks.filter(({ look }) => look.includes('px-stroke'))
  expect(strokes.length).toBeGreaterThan(3)
  expect(strokes.filter(({ stroke }) => isNone(stroke) || stroke === paper)).toEqual([])
})

test('P33: an article from right to left has its marks, evidence and titles on its side', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await createProject(page, 'Soreth')
  await page.goto(page.url())
  await uploadArabic(page)
  const annotate = annotatePage(page)
  await expect(annotate.text).toContainText('ليلى مراد')
  await selectWords(page, 'ليلى مراد')
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  const inspector = annotate.inspector('Mention')
  await expect(inspector).toContainText('ليلى مراد')
  const direction = (element: Element) => getComputedStyle(element).direction
  expect(await inspector.locator('.evidence').evaluate(direction)).toBe('rtl')
  expect(await annotate.rows.first().locator('.node__t').evaluate(direction)).toBe('rtl')
  expect(await page.locator('.px-line', { hasText: 'ليلى' }).evaluate(direction)).toBe('rtl')
  await expectBarsOnRight(page)
  await expectHandlesAround(page, 'المتحدث باسمه Tomas Reyl قال إن 40')
  await page.getByRole('link', { name: 'Reading view' }).click()
  const line = page.locator('.read-text .px-line', { hasText: 'ليلى' })
  await expect(line.locator('mark').first()).toHaveText('ليلى مراد')
  expect(await line.evaluate(direction)).toBe('rtl')
})

test('P31: what is added, deleted and taken back is said', async ({ page, signUpOwner }) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Said')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await openDocument(page, gazetteArticle.title)
  await expect(page.getByRole('document', { name: gazetteArticle.title })).toBeFocused()
  await noteSaid(page)
  const expectSaid = (words: readonly string[]) =>
    expect.poll(() => said(page)).toEqual(expect.arrayContaining([...words]))
  const annotate = annotatePage(page)
  await selectWords(page, 'Oren Vash')
  await page.keyboard.press('1')
  await expect(page.getByRole('combobox', { name: 'Who or what is it?' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expectSaid(['Added: Mention, Oren Vash.'])
  await annotate.text.focus()
  await page.keyboard.press('Delete')
  await expect(annotate.rows).toHaveCount(0)
  await expectSaid(['Deleted: Mention, Oren Vash.'])
  await noteSaid(page)
  await page.keyboard.press('Control+z')
  await expectSaid(['Taken back.', 'Added: Mention, Oren Vash.'])
  await annotate.expectSaved()
})

test('P10: one comes back to where one was, with the record open, unless the address says more', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Places')
  const long = await importLong(page, project, { text: longText(400), mentionCount: 100 })
  const at = `/p/${project}/documents/${long}`
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await openDocument(page, 'A long report')
  const annotate = annotatePage(page)
  await expect(annotate.rows.first()).toBeVisible()
  await annotate.tree.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(annotate.inspector('Mention')).toBeVisible()
  await expect(annotate.text).toContainText('Report 396.')
  await expect
    .poll(async () => (await keptPlace(page, long))?.topUtf16 ?? 0)
    .toBeGreaterThan(20_000)
  const expectBack = async () => {
    await expect(annotate.inspector('Mention')).toBeVisible()
    await expect(page.locator('.cm-content').getByText('Report 396.')).toBeInViewport()
  }
  await page.getByRole('link', { name: 'Back to Documents' }).click()
  await openDocument(page, gazetteArticle.title)
  await expect(annotate.text).toContainText('Ferry Union')
  await expect(annotate.inspector('Mention')).toBeHidden()
  await page.getByRole('link', { name: 'Back to Documents' }).click()
  await openDocument(page, 'A long report')
  await expectBack()
  await page.reload()
  await expectBack()

  // Whoever scrolls and leaves at once has been there too.
  const scrollTo = (topPx: number) =>
    page.locator('.cm-scroller').evaluate((scroller, px) => scroller.scrollTo(0, px), topPx)
  await scrollTo(0)
  await expect.poll(async () => (await keptPlace(page, long))?.topUtf16).toBeLessThan(2_000)
  await page.locator('.cm-scroller').evaluate((scroller) => {
    scroller.scrollTo(0, scroller.scrollHeight / 2)
    const onScroll = () =>
      document.querySelector<HTMLElement>('a[aria-label="Back to Documents"]')?.click()
    scroller.addEventListener('scroll', onScroll, { once: true })
  })
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible()
  expect((await keptPlace(page, long))?.topUtf16 ?? 0).toBeGreaterThan(10_000)

  await page.goto(`${at}?from=0&to=6`)
  await expect(page.locator('.cm-content').getByText('Report 0.')).toBeInViewport()
  expect(await page.evaluate(() => String(getSelection()))).toBe('Report')
  await expect(annotate.inspector('Mention')).toBeHidden()
})

/** Where this person was in a document, as their browser keeps it. */
async function keptPlace(page: Page, documentId: string) {
  const kept = await page.evaluate(() => localStorage.getItem('parallax.places'))
  const places = JSON.parse(kept ?? '[]') as { documentId: string; topUtf16: number }[] // as it is kept
  return places.find((place) => place.documentId === documentId)
}

/** A claim over the first sentence has its bar where its rows begin. */
async function expectBarsOnRight(page: Page): Promise<void> {
  await selectWords(page, 'سيفتح «قبل موسم الزرع»')
  await annotatePage(page).claim()
  const bar = page.locator('.px-bar').first()
  const text = page.locator('.px-line', { hasText: 'ليلى' })
  await expect
    .poll(async () => {
      const [barBox, textBox] = [await bar.boundingBox(), await text.boundingBox()]
      return (barBox?.x ?? 0) - ((textBox?.x ?? 0) + (textBox?.width ?? 0) / 2)
    })
    .toBeGreaterThan(200)
  await annotatePage(page).text.focus()
  await page.keyboard.press('Escape')
}

/** Words from right to left that end in digits have their handles at both outer ends. */
async function expectHandlesAround(page: Page, words: string): Promise<void> {
  await selectWords(page, words)
  await page.keyboard.press('4')
  await page.keyboard.press('Escape')
  const end = page.locator('.px-handle--end')
  await expect(end).toHaveCount(1)
  const digits = await page.locator('.cm-content').evaluate((content) => {
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf('40 ') ?? -1
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + 2)
      const { left, right } = range.getBoundingClientRect()
      return { left, right }
    }
    return { left: 0, right: 0 }
  })
  const box = await end.boundingBox()
  const middle = (box?.x ?? 0) + (box?.width ?? 0) / 2
  expect(Math.abs(middle - digits.left), 'left of the digits').toBeLessThan(3)
  await page.locator('.cm-content').focus()
  await page.keyboard.press('Delete')
}

async function uploadArabic(page: Page): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add documents' }).first().click()
  await (await chooser).setFiles([asFilePayload(arabicArticle)])
  await page.getByRole('row').getByRole('link').first().click()
}

type AxNode = {
  readonly ignored: boolean
  readonly role?: { readonly value: string }
  readonly name?: { readonly value: string }
  readonly properties?: readonly {
    readonly name: string
    readonly value: { readonly value: unknown }
  }[]
}

/** Everything that assistive technology is told of the page. */
async function accessibilityTree(page: Page): Promise<readonly AxNode[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  return nodes.filter(({ ignored }) => !ignored) as readonly AxNode[] // the protocol's own shape
}

const controls = new Set([
  ...['button', 'link', 'textbox', 'searchbox', 'combobox', 'checkbox', 'radio', 'radiogroup'],
  ...['menuitem', 'option', 'switch', 'tab', 'tree', 'treeitem', 'dialog', 'separator', 'toolbar'],
])

async function expectAllNamed(page: Page, state: string): Promise<void> {
  const nodes = await accessibilityTree(page)
  const nameless = nodes.filter(
    ({ role, name }) => controls.has(role?.value ?? '') && !name?.value.trim(),
  )
  expect(
    nameless.map(({ role }) => role?.value),
    `without a name: ${state}`,
  ).toEqual([])
}

/**
 * The rows of the tree as assistive technology is told of them, all of one moment: asked for one by
 * one, some are gone before they are reached, since only those in view are drawn.
 */
function treeItems(page: Page) {
  return page.getByRole('treeitem').evaluateAll((rows) =>
    rows.map((row) => ({
      level: Number(row.getAttribute('aria-level')),
      place: Number(row.getAttribute('aria-posinset')),
      size: Number(row.getAttribute('aria-setsize')),
      selected: row.getAttribute('aria-selected') === 'true',
    })),
  )
}

/** How many letters stand in the fullest row of the article. */
function longestRow(page: Page): Promise<number> {
  return page.locator('.cm-content').evaluate((content) => {
    const rowLengths = [...content.querySelectorAll('.px-zone-body')].flatMap((line) => {
      const rows = new Map<number, number>()
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        for (let at = 0; at < (node.nodeValue?.length ?? 0); at++) {
          const range = document.createRange()
          range.setStart(node, at)
          range.setEnd(node, at + 1)
          const top = Math.round(range.getBoundingClientRect().top / 8)
          rows.set(top, (rows.get(top) ?? 0) + 1)
        }
      return [...rows.values()]
    })
    return Math.max(...rowLengths)
  })
}

async function openSampleDocument(page: Page, { hasTree = true } = {}): Promise<string> {
  const { project } = await call<{ project: string }>(page, 'projects.openSample', {})
  await page.goto(`/p/${project}/documents`)
  await page.getByRole('link', { name: title }).click()
  await expect(annotatePage(page).text).toContainText('LINDHAVEN')
  if (hasTree) await expect(annotatePage(page).rows.first()).toBeVisible()
  return project
}

/** The records of a document as the server has them: the ids of those that mark words, and how many do not. */
async function recordsOf(page: Page, project: string, documentId: string) {
  const file = await exportProject(page, project)
  const layers = file
    .of('layer')
    .filter(({ data }) => data.document === documentId)
    .map(({ id }) => id)
  const here = (kind: string) =>
    file.of(kind).filter(({ layer }) => layer !== undefined && layers.includes(layer))
  return {
    marking: ['mention', 'claim', 'stance'].flatMap((kind) => here(kind).map(({ id }) => id)),
    others: here('relation').length + here('documentLabel').length,
  }
}

/** The id of the document whose address the page is at. */
function documentIn(page: Page): string {
  return /\/documents\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? ''
}

/** What lines and areas of the marks are painted with, each look once; and the system's own colours. */
function markColours(page: Page) {
  return page.locator('.px-under').evaluate((under) => {
    const probe = document.body.appendChild(document.createElement('span'))
    probe.style.forcedColorAdjust = 'none'
    const system = ['CanvasText', 'Canvas', 'Highlight', 'GrayText'].map((name) => {
      probe.style.color = name
      return getComputedStyle(probe).color
    })
    probe.remove()
    const looks = [...under.querySelectorAll('path')].map((path) => {
      const { stroke, fill } = getComputedStyle(path)
      return { look: path.getAttribute('class') ?? '', stroke, fill }
    })
    return { system, looks }
  })
}

async function expectNothingSerious(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  }
}
