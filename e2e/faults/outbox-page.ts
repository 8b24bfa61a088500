import type { BrowserContext, Page, Request, Route } from '@playwright/test'
import type { SignedIn } from '../bench/visitor.ts'
import { type AnnotatePage, annotatePage } from '../journeys/annotate-page.ts'
import { gazetteArticle } from '../journeys/articles.ts'
import { readExport } from '../journeys/exported-project.ts'
import { makeProject } from '../journeys/project-doors.ts'
import { openDocument, uploadByDrop } from '../journeys/project-steps.ts'
import { selectWords } from '../journeys/select-words.ts'
import { expect } from '../journeys/server-fixture.ts'
import { exported } from './copy-project.ts'

/** Requests that send work. */
export const submissions = /\/api\/trpc\/operations\.submit/

export type Prepared = {
  readonly project: string
  readonly annotate: AnnotatePage
  /** Words of the article, each of them good for one mention. */
  readonly words: readonly string[]
}

/** Opens a new project with one article on a page where someone is signed in. */
export async function prepare(page: Page, name: string): Promise<Prepared> {
  const project = await makeProject(page, name)
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await openDocument(page, gazetteArticle.title)
  const annotate = annotatePage(page)
  await annotate.tagNew('Oren Vash', '1')
  await annotate.expectSaved()
  await expect.poll(async () => (await quotesOf(page, project)).length).toBe(1)
  return { project, annotate, words: ['Ferry Union', 'Transport Ministry'] }
}

/** One edit: tags words and leaves the question who it is unanswered. */
export async function tag(page: Page, words: string): Promise<void> {
  await selectWords(page, words)
  await page.keyboard.press('2')
  await expect(page.getByRole('combobox', { name: 'Who or what is it?' })).toBeFocused()
  await page.keyboard.press('Escape')
}

/** Whom the server takes a page for. */
export async function signedInOn(page: Page): Promise<SignedIn> {
  const { origin } = new URL((await page.request.head('/healthz')).url())
  const cookies = await page.context().cookies()
  return { origin, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
}

/** The words of every mention that the server has, one for each record. */
export async function quotesOf(page: Page, project: string): Promise<readonly string[]> {
  const mentions = readExport(await exported(await signedInOn(page), project)).of('mention')
  return mentions.map(({ data }) => JSON.stringify(data.extent))
}

/** How many mentions of different words the server has; fails if one is there twice. */
export async function expectMentions(page: Page, project: string, count: number): Promise<void> {
  await expect.poll(async () => (await quotesOf(page, project)).length).toBe(count)
  expect(new Set(await quotesOf(page, project)).size, 'each is there once').toBe(count)
}

/** Nobody answers what is sent, from all pages of a browser. */
export async function cutSubmissions(context: BrowserContext): Promise<() => Promise<void>> {
  const abort = (route: Route) => route.abort('internetdisconnected')
  await context.route(submissions, abort)
  return () => context.unroute(submissions, abort)
}

/** Ids of the operations that a request carries. */
export function sentIds(request: Request): readonly string[] {
  const body: { operations: readonly { id: string }[] } = JSON.parse(request.postData() ?? '{}')
  return body.operations.map(({ id }) => id)
}

/** Notes every operation that leaves a browser, as often as it does. */
export function noteSent(context: BrowserContext): readonly string[] {
  const ids: string[] = []
  context.on('request', (request) => {
    if (submissions.test(request.url())) ids.push(...sentIds(request))
  })
  return ids
}

/** How many lines the logs of a project and of its open document have. */
export async function logLines(page: Page, project: string): Promise<number> {
  const document = /\/documents\/([^/?]+)/.exec(page.url())?.[1]
  const { registry, codebook } = await ask<Record<'registry' | 'codebook', Head>>(
    page,
    'projects.open',
    { project },
  )
  const opened = await ask<{ readonly document: Head; readonly layers: readonly Head[] }>(
    page,
    'documents.open',
    { project, document },
  )
  return [registry, codebook, opened.document, ...opened.layers]
    .map(({ seq }) => seq)
    .reduce((sum, seq) => sum + seq, 0)
}

type Head = { readonly seq: number }

export async function ask<Output>(page: Page, procedure: string, input: object): Promise<Output> {
  const query = encodeURIComponent(JSON.stringify(input))
  const answer = await page.request.get(`/api/trpc/${procedure}?input=${query}`)
  expect(answer.status(), await answer.text()).toBe(200)
  const { result }: { readonly result: { readonly data: Output } } = await answer.json()
  return result.data
}
