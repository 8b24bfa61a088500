import type { PersonAt, Whereabouts } from '@parallax/api'
import { type ProjectId, type ProjectMode, showsPresence, type UserId } from '@parallax/domain'
import type { ApiClient } from './api-client.ts'
import type { Clock } from './clock.ts'
import { newId } from './new-id.ts'

/** Somebody else who is in the project now. */
export type PersonHere = { readonly user: UserId; readonly at: Whereabouts }

export type PresenceOptions = {
  readonly client: Pick<ApiClient, 'presence'>
  readonly project: { readonly id: ProjectId; readonly mode: ProjectMode }
  readonly clock: Clock
}

/** With others in the same document: what they see of one moves ten times a second. */
const closeEveryMs = 100
/** With others elsewhere in the project. */
const farEveryMs = 1_000
/** Who says nothing for 30 s is not here. */
const repeatEveryMs = 10_000
/** Without a line to the server nobody knows who is here. */
const forgetAfterMs = 30_000

/**
 * Who else is in the project, and where, of this moment; and where one is oneself, as often as somebody
 * sees it. Where people work blind, nothing is said and nothing is shown.
 */
export class Presence {
  readonly #options: PresenceOptions
  readonly #tab: string = newId()
  readonly #isShown: boolean
  readonly #listeners = new Set<() => void>()
  #others: readonly PersonHere[] = []
  #followed: UserId | null = null
  #own: Whereabouts | null = null
  #saidMs = Number.NEGATIVE_INFINITY
  #isSaying = false
  #stopSaying: () => void = () => undefined
  #stopForgetting: () => void = () => undefined
  #isClosed = false

  constructor(options: PresenceOptions) {
    this.#options = options
    this.#isShown = showsPresence[options.project.mode]
  }

  /** Everybody else who is here, by id. A new array whenever one of them moves. */
  get others(): readonly PersonHere[] {
    return this.#others
  }

  /** The colleague whose way through the texts one goes along. */
  get followed(): UserId | null {
    return this.#followed
  }

  /** Goes along with a colleague from now on, wherever in the project; with null, alone again. */
  follow(user: UserId | null): void {
    if (user === this.#followed) return
    this.#followed = user
    this.#changed()
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Where one is now; null when one looks elsewhere. It reaches the others within a second. */
  place(at: Whereabouts | null): void {
    if (!this.#isShown || this.#isClosed || isSame(at, this.#own)) return
    const isOtherDocument = at?.document !== this.#own?.document
    this.#own = at
    if (at === null) this.#sayIn(0)
    else this.#sayIn(isOtherDocument ? closeEveryMs : this.#everyMs())
  }

  /** What the feed tells. */
  hear(people: readonly PersonAt[], isAll: boolean): void {
    if (!this.#isShown) return
    const wasAlone = this.#others.length === 0
    const here = new Map(isAll ? [] : this.#others.map((person) => [person.user, person]))
    for (const { user, at } of people)
      if (at) here.set(user, { user, at })
      else here.delete(user)
    this.#setOthers([...here.values()].sort((a, b) => (a.user < b.user ? -1 : 1)))
    // Whoever has just come knows where one was a while ago.
    if (wasAlone && this.#others.length > 0) this.#sayAgain()
  }

  connected(isConnected: boolean): void {
    this.#stopForgetting()
    if (isConnected) this.#sayAgain()
    else this.#stopForgetting = this.#options.clock.after(forgetAfterMs, () => this.#setOthers([]))
  }

  close(): void {
    if (this.#own) {
      this.#own = null
      void this.#send(null)
    }
    this.#isClosed = true
    this.#stopSaying()
    this.#stopForgetting()
  }

  #setOthers(others: readonly PersonHere[]): void {
    this.#others = others
    this.#changed()
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  /** How often somebody sees that one moves. */
  #everyMs(): number {
    if (this.#others.length === 0) return repeatEveryMs
    const document = this.#own?.document
    return this.#others.some(({ at }) => at.document === document) ? closeEveryMs : farEveryMs
  }

  /** Not sooner than so long after one has last said it. */
  #sayIn(everyMs: number): void {
    if (this.#isClosed || !this.#isShown) return
    const { clock } = this.#options
    this.#stopSaying()
    const waitMs = Math.max(0, this.#saidMs + everyMs - clock.nowMs())
    this.#stopSaying = clock.after(waitMs, () => void this.#say())
  }

  #sayAgain(): void {
    if (this.#own) this.#sayIn(closeEveryMs)
  }

  async #say(): Promise<void> {
    if (this.#isSaying) return this.#sayIn(closeEveryMs)
    const said = this.#own
    this.#isSaying = true
    this.#saidMs = this.#options.clock.nowMs()
    await this.#send(said)
    this.#isSaying = false
    if (said !== null || this.#own !== null)
      this.#sayIn(isSame(said, this.#own) ? repeatEveryMs : this.#everyMs())
  }

  async #send(at: Whereabouts | null): Promise<void> {
    const { client, project } = this.#options
    const said = client.presence.say.mutate({ project: project.id, tab: this.#tab, at })
    // It holds for this moment: what was not heard is said again soon, and the sender tells of breaks.
    await said.catch(() => undefined)
  }
}

function isSame(a: Whereabouts | null, b: Whereabouts | null): boolean {
  return (
    a?.document === b?.document &&
    a?.topUtf16 === b?.topUtf16 &&
    a?.selection?.startUtf16 === b?.selection?.startUtf16 &&
    a?.selection?.endUtf16 === b?.selection?.endUtf16
  )
}
