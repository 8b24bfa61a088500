import { setTimeout as passing } from 'node:timers/promises'
import type { ProjectId } from '@parallax/domain'
import { type Choose, people } from '@parallax/domain/test'
import {
  feedsOf,
  type OpenFeed,
  Outbox,
  ProjectSession,
  sendingBy,
  thisPlatform,
} from '@parallax/sync'
import { createApiClient } from '@parallax/sync/api-client'
import type { SimulatedTab } from '@parallax/sync/test'
import { nextAct } from './acts.ts'
import type { HistoryEvent } from './check-history.ts'
import { ObservedBrowser, ObservedPage } from './observed-page.ts'
import { documents, type Name } from './sample-project.ts'

export type RealClientOptions = {
  readonly name: Name
  /** Tells pages of the same person apart. */
  readonly page: number
  /** Where the server is reached: mostly a proxy's address. */
  readonly origin: string
  /** The server's own address, which is what it takes for its own pages. */
  readonly serverOrigin: string
  readonly cookie: string
  readonly project: ProjectId
  readonly choose: Choose
  readonly history: HistoryEvent[]
  readonly browser?: ObservedBrowser
}

/** A client as a page has it, in Node: the real session over real HTTP and server-sent events. */
export class RealClient {
  readonly client: string
  readonly browser: ObservedBrowser
  readonly ended: string[] = []
  /** Why the server has ended a feed of this page, each time that it said so. */
  readonly farewells: string[] = []
  readonly #options: RealClientOptions
  readonly #observed: ObservedPage
  #session: ProjectSession | undefined
  #tab: SimulatedTab | undefined
  #serial: number
  #stepsUnderWay = 0
  #looking: NodeJS.Timeout | undefined

  constructor(options: RealClientOptions) {
    const { name, page, history } = options
    this.#options = options
    this.client = `${name}/${page}`
    this.browser = options.browser ?? new ObservedBrowser()
    this.#observed = new ObservedPage(this.client, history)
    this.#serial = (Object.keys(people).indexOf(name) + 1) * 10_000 + page * 100_000
  }

  get session(): ProjectSession | undefined {
    return this.#session
  }

  /** How many operations the server has acknowledged to this page. */
  get answered(): number {
    const { client } = this
    return this.#options.history.filter((event) => event.kind === 'ok' && event.client === client)
      .length
  }

  /** How many operations were taken from the person on this page. */
  get invokedCount(): number {
    return this.#observed.invokedHere.length
  }

  /** What the state line says. */
  get stateOfSaving() {
    return this.#session?.saveState ?? { kind: 'saved' as const, waiting: 0 }
  }

  /** Opens the project and its documents; asks again for as long as the server is away. */
  async open(): Promise<void> {
    const { project, name } = this.#options
    const client = this.#createClient()
    const opened = await untilHeard(() => client.projects.open.query({ project }))
    const tab = this.browser.openTab(this.#observed)
    this.#tab = tab
    const { userId } = people[name]
    const { store, tabs, clock } = tab
    const sending = sendingBy(client, userId)
    const outbox = await Outbox.open({ userId, store, tabs, clock, build: null, ...sending })
    outbox.retryNow()
    const onEnded = (reason: string) => void this.ended.push(reason)
    const platform = { ...thisPlatform(), openFeed: this.#openFeed }
    const onTaken = this.#observed.took
    const given = { client, platform, outbox, opened, onEnded, onTaken, fetch: this.#fetch }
    const session = new ProjectSession(given)
    this.#session = session
    for (const document of documents) await untilHeard(() => session.openDocument(document))
    // Views change when the feed brings something; who looks now and then sees it all.
    this.#looking = setInterval(() => this.look(), 10)
  }

  /** Does whatever comes to mind; how many operations that was. */
  act(): void {
    this.#serial += 1
    const session = this.#session
    if (!session) return
    const act = nextAct(session, this.#options.choose, this.#serial)
    if (act.kind === 'perform') session.perform(act.drafts)
    else this.#take(session[act.kind]())
    this.look()
  }

  /**
   * Taking back asks the server first; the operations come when it has answered. While the server is
   * away, there is nothing to take back.
   */
  #take(step: Promise<unknown>): void {
    this.#stepsUnderWay += 1
    const done = () => {
      this.#stepsUnderWay -= 1
    }
    step.then(done, done)
  }

  look(): void {
    if (this.#session) this.#observed.look(this.#session)
  }

  isAtRest(heads: ReadonlyMap<string, number>): boolean {
    const session = this.#session
    if (!session || session.saveState.waiting > 0 || this.#stepsUnderWay > 0) return false
    return session.store.heads().every(({ id, seq }) => seq >= (heads.get(id) ?? 0))
  }

  /** Why it is not at rest, for whoever reads that a test waited in vain. */
  unrest(heads: ReadonlyMap<string, number>): string {
    const behind = this.#session?.store
      .heads()
      .flatMap(({ id, seq }) =>
        seq < (heads.get(id) ?? 0) ? `${id} at ${seq} of ${heads.get(id)}` : [],
      )
    const { kind, waiting } = this.stateOfSaving
    const what = `${kind}, ${waiting} waiting, ${this.#stepsUnderWay} steps under way`
    return `${this.client}: ${what}, behind in ${JSON.stringify(behind)}`
  }

  /** The page is gone; what it had on its disk stays there. */
  close(): void {
    this.look()
    const { history } = this.#options
    for (const op of this.#observed.invokedHere)
      if (!this.browser.hasKept(op)) history.push({ kind: 'info', client: this.client, op })
    if (this.#session) history.push({ kind: 'gone', client: this.client })
    this.#tab?.kill()
    clearInterval(this.#looking)
    this.#session?.close()
  }

  readonly #openFeed: OpenFeed = (request, listener) =>
    feedsOf(this.#door())(request, {
      ...listener,
      onEvent: (event) => {
        if (event.kind === 'ended') this.farewells.push(event.reason)
        listener.onEvent(event)
      },
    })

  readonly #fetch = (address: string): Promise<Response> => {
    const { origin, cookie } = this.#options
    return fetch(new URL(address, origin), { headers: { cookie } })
  }

  #createClient() {
    return observing(createApiClient(this.#door()), (path, data) =>
      this.#observed.heard(path, data),
    )
  }

  #door() {
    const { origin, serverOrigin, cookie } = this.#options
    return { origin, headers: { cookie, origin: serverOrigin } }
  }
}

type Client = ReturnType<typeof createApiClient>

/** A client that says what it hears before whoever asked does. */
function observing(client: Client, hear: (path: string, data: unknown) => void): Client {
  const wrap = (target: object, path: readonly string[]): object =>
    new Proxy(target, {
      get: (of, name) => {
        const value: unknown = Reflect.get(of, name)
        if (typeof name !== 'string' || typeof value !== 'function') return value
        if (name !== 'query' && name !== 'mutate') return wrap(value, [...path, name])
        return async (...asked: unknown[]) => {
          const data: unknown = await Reflect.apply(value, of, asked)
          hear(path.join('.'), data)
          return data
        }
      },
    })
  return wrap(client, []) as Client // the same procedures
}

async function untilHeard<Value>(ask: () => Promise<Value>): Promise<Value> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask()
    } catch (fault) {
      if (attempt > 200) throw fault
      await passing(100)
    }
  }
}
