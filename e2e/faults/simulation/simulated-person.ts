import type { DocumentId, OperationType, ProjectId } from '@parallax/domain'
import { type Choose, people } from '@parallax/domain/test'
import { Outbox, ProjectSession, sendingBy, thisPlatform } from '@parallax/sync'
import type { ApiClient } from '@parallax/sync/api-client'
import type { SimulatedTab } from '@parallax/sync/test'
import { createTRPCClient } from '@trpc/client'
import { nextAct } from '../acts.ts'
import type { HistoryEvent } from '../check-history.ts'
import { ObservedBrowser, ObservedPage } from '../observed-page.ts'
import { documents, type Name, sampleTextOf, sessionTokenOf } from '../sample-project.ts'
import type { Trouble } from './happenings.ts'
import { calm, SimulatedNetwork } from './simulated-network.ts'
import type { SimulatedServer } from './simulated-server.ts'

export type PersonOptions = {
  readonly name: Name
  readonly project: ProjectId
  readonly choose: Choose
  readonly server: SimulatedServer
  readonly history: HistoryEvent[]
  readonly onTrouble?: ((trouble: Trouble) => void) | undefined
  /** What people do more than usual. */
  readonly isWanted?: (type: OperationType) => boolean
}

type Page = {
  readonly tab: SimulatedTab
  readonly network: SimulatedNetwork
  readonly observed: ObservedPage
  readonly session: ProjectSession
  readonly open: Set<DocumentId>
}

/** Somebody who works in the project, on one page after the other. */
export class SimulatedPerson {
  readonly name: Name
  readonly browser = new ObservedBrowser()
  readonly #options: PersonOptions
  #page: Page | undefined
  #network: SimulatedNetwork | undefined
  #pages = 0
  #serial: number

  constructor(options: PersonOptions) {
    this.#options = options
    this.name = options.name
    // Apart from everybody else's, and from those of a gesture with several parts.
    this.#serial = (Object.keys(people).indexOf(options.name) + 1) * 10_000
  }

  get session(): ProjectSession | undefined {
    return this.#page?.session
  }

  get network(): SimulatedNetwork | undefined {
    return this.#network
  }

  /** The name of the page that is open, as the history knows it. */
  get client(): string {
    return `${this.name}/${this.#pages}`
  }

  /** Opens the project on a new page, however long that takes. */
  async open(): Promise<void> {
    const { choose, server, project, history, name, onTrouble } = this.#options
    this.#pages += 1
    const observed = new ObservedPage(this.client, history)
    const network = new SimulatedNetwork({
      choose,
      sessionToken: sessionTokenOf(name),
      processes: server.processes,
      onReply: ({ path }, data) => observed.heard(path, data),
      onTrouble,
    })
    network.weather = this.#network?.weather ?? calm
    network.partition = this.#network?.partition ?? 'none'
    this.#network = network
    const client: ApiClient = createTRPCClient({ links: [network.link] })
    const opened = await untilHeard(() => client.projects.open.query({ project }))
    if (network.isGone) return
    const tab = this.browser.openTab(observed)
    const { userId } = people[name]
    const onEnded = () => this.die()
    const { store, tabs, clock } = tab
    const sending = sendingBy(client, userId)
    const outbox = await Outbox.open({ userId, store, tabs, clock, build: null, ...sending })
    if (network.isGone) return tab.kill()
    outbox.retryNow()
    const random = () => choose.below(1_000) / 1_000
    const platform = { ...thisPlatform(), random, openFeed: network.openFeed }
    const onTaken = observed.took
    const given = { client, outbox, opened, platform, onEnded, onTaken, fetch: readText }
    const session = new ProjectSession(given)
    this.#page = { tab, network, observed, session, open: new Set() }
    for (const document of documents) await this.openDocument(document)
  }

  async openDocument(document: DocumentId): Promise<void> {
    const page = this.#page
    if (!page || page.open.has(document)) return
    page.open.add(document)
    await untilHeard(
      () => page.session.openDocument(document),
      () => page.network.isGone,
    )
  }

  closeDocument(document: DocumentId): void {
    const page = this.#page
    if (!page?.session.store.has(document)) return
    page.session.closeDocument(document)
    page.open.delete(document)
  }

  /** The page is gone without a word, as in a crash; what it had on the disk stays. */
  die(): void {
    this.look()
    const { history } = this.#options
    for (const op of this.#page?.observed.invokedHere ?? [])
      if (!this.browser.hasKept(op)) history.push({ kind: 'info', client: this.client, op })
    if (this.#page) history.push({ kind: 'gone', client: this.client })
    if (this.#network) this.#network.isGone = true
    this.#network?.cutFeeds()
    this.#page?.tab.kill()
    this.#page?.session.close()
    this.#page = undefined
  }

  /** Does whatever comes to mind; whether something was done. */
  act(): boolean {
    const session = this.session
    if (!session) return false
    this.#serial += 1
    const { choose, isWanted } = this.#options
    const act = nextAct(session, choose, this.#serial, isWanted)
    const isDone = act.kind === 'perform' ? wasDone(session.perform(act.drafts)) : true
    if (act.kind !== 'perform') void session[act.kind]()
    this.look()
    return isDone
  }

  look(): void {
    if (this.#page) this.#page.observed.look(this.#page.session)
  }

  /** Whether all that was done here has an answer, and everything is open. */
  isAtRest(): boolean {
    const page = this.#page
    return (
      page !== undefined &&
      page.session.saveState.waiting === 0 &&
      documents.every((document) => page.session.store.has(document))
    )
  }
}

/** Asks again after a second until there is an answer. */
async function untilHeard<Value>(ask: () => Promise<Value>, isGone = () => false): Promise<Value> {
  for (;;) {
    try {
      return await ask()
    } catch (fault) {
      if (isGone()) throw fault
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
  }
}

/** Texts never change: they are read past the network. */
async function readText(address: string): Promise<Response> {
  const text = sampleTextOf(address.slice(address.lastIndexOf('/') + 1))
  return text === undefined ? new Response('', { status: 404 }) : new Response(text)
}

function wasDone(performed: ReturnType<ProjectSession['perform']>): boolean {
  return performed.ok && performed.operations.length > 0
}
