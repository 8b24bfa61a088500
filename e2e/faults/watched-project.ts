import type { Answer } from '@parallax/api'
import type { DocumentId, Operation, ProjectId } from '@parallax/domain'
import type { Browser, BrowserContext, Page, Request, Response } from '@playwright/test'
import type { SignedIn } from '../bench/visitor.ts'
import { annotatePage } from '../journeys/annotate-page.ts'
import { expect } from '../journeys/server-fixture.ts'
import { type Aftermath, checkHistory, type HistoryEvent } from './check-history.ts'
import { copyProject } from './copy-project.ts'
import { loadFromNothing } from './load-from-nothing.ts'
import { signedInOn, submissions } from './outbox-page.ts'
import { readProject } from './read-project.ts'
import { copiesOf, statesOf } from './stream-states.ts'

/**
 * A project that people work on in real browsers, with a history of what leaves these and what they
 * are answered. What was there before anybody was watched is given.
 */
export class WatchedProject {
  readonly #who: SignedIn
  readonly #project: ProjectId
  /** Where others than those who are watched look from. */
  readonly #elsewhere: Browser
  readonly #history: HistoryEvent[] = []
  readonly #asked = new Set<string>()
  /** Answers that are being read. */
  readonly #reading = new Set<Promise<void>>()

  private constructor(who: SignedIn, project: ProjectId, elsewhere: Browser) {
    this.#who = who
    this.#project = project
    this.#elsewhere = elsewhere
  }

  /** Watches a project from now on, in the browser of this page; `elsewhere` is another one. */
  static async start(page: Page, project: string, elsewhere: Browser): Promise<WatchedProject> {
    const who = await signedInOn(page)
    const watched = new WatchedProject(who, project as ProjectId, elsewhere) // an id as it was made
    for (const { id, lines } of await readProject(who, watched.#project))
      for (const { seq, opId } of lines)
        watched.#history.push({ kind: 'given', stream: id, seq, op: opId })
    await watched.watch(page.context(), 'the first browser')
    return watched
  }

  /** Watches one more browser. */
  async watch(context: BrowserContext, client: string): Promise<void> {
    // Playwright stands between from now on: a request that is on its way while a fault first has it
    // do so is told to nobody.
    await context.route(submissions, (route) => route.fallback())
    context.on('request', (request) => this.#sent(client, request))
    context.on('response', (response) => {
      if (!submissions.test(response.url())) return
      // A page that is gone meanwhile has not heard it either.
      const reading = this.#answered(client, response).catch(() => undefined)
      this.#reading.add(reading)
    })
  }

  /** Somebody is about to discard what was refused: they were told, and it must never be taken. */
  discarded(operations: readonly string[]): void {
    for (const op of operations)
      this.#history.push({ kind: 'fail', client: 'whoever discards', op, isTold: true })
  }

  #sent(client: string, request: Request): void {
    if (!submissions.test(request.url())) return
    const { project, operations } = bodyOf(request)
    if (project !== this.#project) return
    for (const { id, stream } of operations) {
      if (this.#asked.has(id)) continue
      this.#asked.add(id)
      this.#history.push({ kind: 'invoke', client, stream: stream.id, op: id })
    }
  }

  async #answered(client: string, response: Response): Promise<void> {
    if (response.status() !== 200 || bodyOf(response.request()).project !== this.#project) return
    const { result }: { result: { data: { answers: readonly Answer[] } } } = await response.json()
    for (const answer of result.data.answers)
      if (answer.result === 'ok')
        this.#history.push({ kind: 'ok', client, op: answer.id, seq: answer.seq })
  }

  /**
   * All is quiet again: what was acknowledged is in the log once, nothing waits in a browser that is
   * not in it, who loads from nothing has what the log says, an export and an import too, and each of
   * these pages shows what a browser shows that has never been there. Only on the pages that are
   * `keeping` something may anything wait.
   */
  async expectSound({ showing, keeping = [] }: Ends): Promise<void> {
    // What was taken is gone from storage a moment after the page has said so.
    await expect.poll(() => waitingOnAll(showing), 'nothing waits any more').toEqual([])
    await Promise.all(this.#reading)
    const aftermath = await this.#aftermath(await waitingOnAll(keeping))
    expect(checkHistory(this.#history, aftermath)).toEqual([])
    for (const address of new Set(showing.map((page) => page.url())))
      await expectAsIn(
        this.#elsewhere,
        showing.filter((page) => page.url() === address),
      )
  }

  async #aftermath(waiting: readonly string[]): Promise<Aftermath> {
    const streams = await readProject(this.#who, this.#project)
    const copied = await readProject(this.#who, await copyProject(this.#who, this.#project))
    const documents = streams.flatMap(({ kind, id }) => (kind === 'document' ? id : []))
    // A document's id is its stream's too.
    const session = await loadFromNothing(
      this.#who,
      this.#project,
      documents as string[] as DocumentId[],
    )
    const holders = [{ holder: 'who loaded from nothing', store: session.store }]
    try {
      return {
        log: streams.flatMap(({ id, lines }) =>
          lines.map(({ seq, opId }) => ({ stream: id, seq, op: opId })),
        ),
        states: streams.flatMap((each) => statesOf(each, each.lines, holders)),
        fresh: 'who loaded from nothing',
        copies: copiesOf(streams, copied),
        waiting,
        counters: [],
      }
    } finally {
      session.close()
    }
  }
}

/** What our pages send. */
function bodyOf(request: Request): Sent {
  return request.postDataJSON()
}

type Sent = { readonly project: string; readonly operations: readonly Operation[] }

/** The pages that are there in the end. */
type Ends = { readonly showing: readonly Page[]; readonly keeping?: readonly Page[] }

async function waitingOnAll(pages: readonly Page[]): Promise<readonly string[]> {
  return (await Promise.all(pages.map(waitingOn))).flat()
}

/** The ids of what waits in the browser of a page. */
export function waitingOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const known = await indexedDB.databases().catch(() => [])
    const outboxes = known.filter(({ name }) => name?.startsWith('parallax-outbox-'))
    const keys = outboxes.map(
      ({ name = '' }) =>
        new Promise<string[]>((resolve, reject) => {
          const opening = indexedDB.open(name)
          opening.onerror = () => reject(opening.error)
          opening.onsuccess = () => {
            const database = opening.result
            const reading = database
              .transaction('operations')
              .objectStore('operations')
              .getAllKeys()
            reading.onsuccess = () => resolve(reading.result.map(String))
            reading.onerror = () => reject(reading.error)
            reading.transaction?.addEventListener('complete', () => database.close())
          }
        }),
    )
    return (await Promise.all(keys)).flat()
  })
}

/** Pages of one address show what the same person sees in a browser that has never been there. */
async function expectAsIn(browser: Browser, pages: readonly Page[]): Promise<void> {
  const [first] = pages
  if (!first) return
  const { cookies } = await first.context().storageState()
  const viewport = first.viewportSize()
  const context = await browser.newContext({ storageState: { cookies, origins: [] }, viewport })
  try {
    const elsewhere = await context.newPage()
    await elsewhere.goto(first.url())
    await expect(annotatePage(elsewhere).text).toBeVisible()
    for (const page of pages)
      await expect.poll(() => shownOn(elsewhere)).toEqual(await shownOn(page))
  } finally {
    await context.close()
  }
}

/** The records of the document, as the screen names them. */
function shownOn(page: Page): Promise<readonly string[]> {
  return annotatePage(page).rows.allTextContents()
}
