import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { annotatePage } from './annotate-page.ts'
import { collectComplaints } from './page-complaints.ts'
import { call, makeProject } from './project-doors.ts'
import { expect, test } from './server-fixture.ts'

type Screen = {
  readonly name: string
  readonly path: (places: Places) => string
  /** What stands there once the screen has everything. */
  readonly ready: (page: Page) => Promise<void>
}
type Places = { readonly sample: string; readonly empty: string }

const heading = (name: string | RegExp) => async (page: Page) => {
  await expect(page.getByRole('heading', { name })).toBeVisible()
}

const openScreens: readonly Screen[] = [
  { name: 'sign in', path: () => '/sign-in', ready: heading('Sign in') },
  { name: 'sign up', path: () => '/sign-up', ready: heading('By invitation') },
  { name: 'reset', path: () => '/reset/0000', ready: heading('A new password') },
  { name: 'invitation', path: () => '/invite/0000', ready: heading('This invitation is over') },
]

const screens: readonly Screen[] = [
  { name: 'welcome', path: () => '/welcome', ready: heading(/Start with a story/) },
  { name: 'projects', path: () => '/projects', ready: heading('Projects') },
  { name: 'account', path: () => '/account', ready: heading('Account') },
  { name: 'this server', path: () => '/instance', ready: heading('This server') },
  {
    name: 'documents',
    path: ({ sample }) => `/p/${sample}/documents`,
    ready: async (page) => {
      await expect(page.getByRole('row').getByRole('link')).toHaveCount(2)
    },
  },
  {
    name: 'no documents',
    path: ({ empty }) => `/p/${empty}/documents`,
    ready: async (page) => {
      await expect(page.getByText('No documents yet')).toBeVisible()
    },
  },
  {
    name: 'entities and propositions',
    path: ({ sample }) => `/p/${sample}/registry`,
    ready: async (page) => {
      await expect(page.getByRole('main')).toContainText('Irena Voss')
    },
  },
  {
    name: 'find',
    path: ({ sample }) => `/p/${sample}/find?q=merrow`,
    ready: async (page) => {
      await expect(page.getByRole('listitem').filter({ hasText: 'Merrow' }).first()).toBeVisible()
    },
  },
  { name: 'codebook', path: ({ sample }) => `/p/${sample}/codebook`, ready: heading('Codebook') },
  { name: 'datasets', path: ({ sample }) => `/p/${sample}/datasets`, ready: heading('Datasets') },
  { name: 'team', path: ({ sample }) => `/p/${sample}/team`, ready: heading('Team') },
  { name: 'settings', path: ({ sample }) => `/p/${sample}/settings`, ready: heading('Settings') },
  { name: 'nothing here', path: () => '/nowhere', ready: heading('Nothing here') },
  {
    name: 'a project that is not there',
    path: () => '/p/00000000-0000-7000-8000-000000000000/documents',
    ready: heading('This project is not here'),
  },
  {
    name: 'no entities',
    path: ({ empty }) => `/p/${empty}/registry`,
    ready: heading('No entities yet'),
  },
]

/** What opens over a screen, and by which button. */
const layers: readonly Screen[] = [
  {
    name: 'a new project',
    path: () => '/projects',
    ready: pressed('New project', 'A new project'),
  },
  {
    name: 'the menu of projects',
    path: ({ sample }) => `/p/${sample}/team`,
    ready: async (page) => {
      await page.getByRole('button', { name: /Sample project/ }).click()
      await expect(page.getByRole('menu')).toBeVisible()
    },
  },
  {
    name: 'an invitation to make',
    path: ({ sample }) => `/p/${sample}/team`,
    ready: pressed('Invite someone', 'Invite someone'),
  },
  {
    name: 'a token to make',
    path: () => '/account',
    ready: pressed('Make a token', 'Make an access token'),
  },
  {
    name: 'a release to make',
    path: ({ sample }) => `/p/${sample}/datasets`,
    ready: async (page) => {
      await pressed('New release', 'New release')(page)
      await expect(page.getByRole('table', { name: 'What each part holds' })).toBeVisible()
    },
  },
  {
    name: 'a release',
    path: ({ sample }) => `/p/${sample}/datasets`,
    ready: async (page) => {
      await page.getByRole('button', { name: 'New release' }).click()
      await page.getByLabel('Title').fill('Pilot')
      await page.getByRole('button', { name: 'Make the release' }).click()
      await page.getByRole('link', { name: 'Pilot', exact: true }).click()
      await expect(page.getByRole('heading', { name: 'Known limits' })).toBeVisible()
    },
  },
  {
    name: 'details of a document',
    path: ({ sample }) => `/p/${sample}/documents`,
    ready: pressed(/^Details of/, 'Details'),
  },
  {
    name: 'chosen documents',
    path: ({ sample }) => `/p/${sample}/documents`,
    ready: async (page) => {
      await page.getByRole('checkbox', { name: /^Choose all/ }).click()
      await expect(page.getByText('2 chosen')).toBeVisible()
    },
  },
  {
    name: 'the keys',
    path: ({ sample }) => `/p/${sample}/documents`,
    ready: async (page) => {
      await expect(page.getByRole('row').getByRole('link')).toHaveCount(2)
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'All keys' })).toBeVisible()
    },
  },
  {
    name: 'an entity',
    path: ({ sample }) => `/p/${sample}/registry`,
    ready: async (page) => {
      await page.getByRole('option', { name: /Irena Voss/ }).click()
      await expect(page.getByText(/places in/)).toBeVisible()
    },
  },
  {
    name: 'a new entity',
    path: ({ empty }) => `/p/${empty}/registry`,
    ready: async (page) => {
      await heading('No entities yet')(page)
      await page.keyboard.press('a')
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  {
    name: 'a relation in the codebook',
    path: ({ sample }) => `/p/${sample}/codebook`,
    ready: async (page) => {
      await page.getByText('supports', { exact: true }).click()
      const from = page.getByRole('group', { name: 'From', exact: true })
      await from.getByRole('button', { name: 'Mention' }).click()
      const types = page.getByRole('group', { name: /^From: mentions/ })
      await types.getByRole('button', { name: 'Person' }).click()
      await expect(types.getByRole('button', { pressed: true })).toHaveText('Person')
      await types.getByRole('button', { name: 'Every type' }).click()
      await expect(types.getByRole('button', { pressed: true })).toHaveText('Every type')
      await from.getByRole('button', { name: 'Mention' }).click()
      await expect(types).toBeHidden()
    },
  },
]

function pressed(button: string | RegExp, dialog: string) {
  return async (page: Page) => {
    await page.getByRole('button', { name: button }).first().click()
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
  }
}

for (const screen of openScreens) {
  test(`${screen.name}: for everybody, at any width, within the content policy`, async ({
    page,
    newPerson,
    signUpOwner,
  }) => {
    await signUpOwner((await newPerson('Olga Owner')).page)
    await inspect(page, screen, { sample: '', empty: '' })
  })
}

for (const screen of [...screens, ...layers]) {
  test(`${screen.name}: for everybody, at any width, within the content policy`, async ({
    page,
    server,
    signUpOwner,
  }) => {
    await signUpOwner(page)
    await inspect(page, screen, await placesOf(page, server))
  })
}

test('read & annotate: for everybody, at any width, within the content policy', async ({
  page,
  server,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const complaints = await collectComplaints(page)
  const { sample } = await placesOf(page, server)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`/p/${sample}/documents`)
  await page.getByRole('row').getByRole('link').first().click()
  const annotate = annotatePage(page)
  await expect(annotate.rows.first()).toBeVisible()
  await expectWide(page, 'the document')
  await expectForEverybody(page, 'the document')
  for (const kind of ['Mention', 'Claim', 'Stance'] as const) {
    const row = kind === 'Mention' ? /Person/ : new RegExp(`, ${kind}$`)
    await annotate.openRecord(row, kind)
    await expectForEverybody(page, kind)
  }
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'All keys' })).toBeVisible()
  await expectForEverybody(page, 'the keys')
  await page.keyboard.press('Escape')
  await expectNarrow(page, 'the document')
  expect(complaints()).toEqual([])
})

test('the palette and the bar that finds: for everybody', async ({ page, server, signUpOwner }) => {
  await signUpOwner(page)
  const { sample } = await placesOf(page, server)
  await page.goto(`/p/${sample}/documents`)
  await page.getByRole('row').getByRole('link').first().click()
  await expect(annotatePage(page).rows.first()).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('merrow')
  await expect(page.getByRole('option', { name: /Merrow.*mentions/ }).first()).toBeVisible()
  await expectForEverybody(page, 'the palette')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+f')
  await page.keyboard.type('merrow')
  await expect(page.getByRole('search').getByRole('status')).toHaveText(/^1 of/)
  await expectForEverybody(page, 'the bar that finds')
  await page.keyboard.press('Escape')
})

/** The projects to look at, made once for each server: opening the sample is rationed. */
async function placesOf(page: Page, { baseUrl }: { readonly baseUrl: string }): Promise<Places> {
  const known = places.get(baseUrl)
  if (known) return known
  const { project } = await call<{ project: string }>(page, 'projects.openSample', {})
  const made = { sample: project, empty: await makeProject(page, 'Nothing in it') }
  places.set(baseUrl, made)
  return made
}

const places = new Map<string, Places>()

async function inspect(page: Page, { name, path, ready }: Screen, places: Places): Promise<void> {
  const complaints = await collectComplaints(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(path(places))
  await ready(page)
  await expectForEverybody(page, name)
  await expectNamed(page, name)
  await expectWide(page, name)
  await expectZoomed(page, name)
  await expectNarrow(page, name)
  // That the address leads nowhere is what the browser says of the page itself.
  const unexpected = complaints().filter((each) => !/status of 404/.test(each))
  expect(unexpected).toEqual([])
}

/** Nothing serious for people who use assistive technology. In the dark only colours differ. */
async function expectForEverybody(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  expect.soft(await seriousProblems(axe(page)), `${name}, light`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  const colours = axe(page).withRules(['color-contrast', 'link-in-text-block'])
  expect.soft(await seriousProblems(colours), `${name}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}

/** There are no frames, and without them there is no need of a second page. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode(true)
}

async function seriousProblems(check: AxeBuilder) {
  const { violations } = await check.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => ({ id, help, nodes: nodes.slice(0, 5).map(whereAndWhy) }))
}

function whereAndWhy({ html, failureSummary = '' }: { html: string; failureSummary?: string }) {
  return `${html.slice(0, 160)} … ${failureSummary.split('\n')[1] ?? ''}`
}

async function expectWide(page: Page, name: string): Promise<void> {
  expect.soft(await overflowPx(page), `${name} at 1440 px`).toBe(0)
}

const controls = [
  'button',
  'link',
  'textbox',
  'searchbox',
  'combobox',
  'checkbox',
  'switch',
  'radio',
  'tab',
  'option',
  'menuitem',
] as const

/** Whatever can be used says what it is. */
async function expectNamed(page: Page, name: string): Promise<void> {
  for (const role of controls) {
    const nameless = page.getByRole(role, { name: /^\s*$/ })
    const found = await nameless.evaluateAll((all) => all.map(({ outerHTML }) => outerHTML))
    expect.soft(found, `${name}: each ${role} has a name`).toEqual([])
  }
}

/** A window of 1280 px at 200 % zoom has room for half as many. */
async function expectZoomed(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 640, height: 512 })
  await expect.poll(() => overflowPx(page), `${name} at 200 % zoom`).toBe(0)
}

async function expectNarrow(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 })
  await expect.poll(() => overflowPx(page), `${name} at 390 px`).toBe(0)
}

/** How far the page can be scrolled sideways, in CSS pixels. */
function overflowPx(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
}
