import type { FeedEvent, FeedRequest, PersonAt, RouterInputs } from '@parallax/api'
import type { ProjectId, StreamId, UserId } from '@parallax/domain'
import type { ApiClient } from '../api-client.ts'
import { newId } from '../new-id.ts'
import { FeedConnection, type FeedPlatform } from './feed-connection.ts'
import type { Needs, Place } from './feed-message.ts'

export type LineOptions = {
  readonly client: ApiClient
  readonly platform: FeedPlatform
  readonly onEvent: (event: FeedEvent) => void
  /** A tab says that it stands where the server has told more already. */
  readonly onStanding: (tab: string, places: readonly Place[]) => void
  readonly onConnected: (isConnected: boolean) => void
  readonly onHeard: () => void
}

type Spot = { readonly project: ProjectId; readonly seq: number }
type Change = RouterInputs['changes']['watch']

/** Streams that the first request names, in its address, which must not grow too long. */
const mostInAddress = 50
const mostPerChange = 100
const pauseMs = 2_000
/** The server says when it tells of a stream; if it does not, it may not have heard of it. */
const longestUnconfirmedMs = 5_000

/** The one line to the server of all tabs: keeps what it tells in step with what they need. */
export class FeedLine {
  readonly #options: LineOptions
  readonly #feed = newId()
  readonly #connection: FeedConnection
  readonly #needs = new Map<string, ReadonlyMap<StreamId, Spot>>()
  /** What the server tells of, and how far it has told. */
  readonly #carried = new Map<StreamId, Spot>()
  /** What it was asked to tell of, and until when we wait for its word. */
  readonly #asked = new Map<StreamId, number>()
  readonly #people = new Map<ProjectId, Map<UserId, PersonAt>>()
  #isChanging = false
  /** How many requests to change the feed there were. */
  #wishes = 0
  #stopTimer: () => void = () => undefined

  constructor(options: LineOptions) {
    this.#options = options
    const { platform, onHeard } = options
    this.#connection = new FeedConnection({
      ...{ platform, onHeard },
      request: () => this.#request(),
      onEvent: (event) => this.#receive(event),
      onConnected: (isConnected) => this.#connected(isConnected),
    })
  }

  get isConnected(): boolean {
    return this.#connection.isConnected
  }

  open(afterMs: number): void {
    this.#connection.open(afterMs)
  }

  close(): void {
    this.#stopTimer()
    this.#connection.close()
  }

  /** All that a tab needs, in the place of what it needed before. */
  setNeeds(tab: string, needs: Needs): void {
    const before = this.#needs.get(tab)
    const spots = spotsOf(needs)
    this.#needs.set(tab, spots)
    this.#tellStanding(tab, spots)
    const known = new Set([...(before?.values() ?? [])].map(({ project }) => project))
    for (const { project } of needs) if (!known.has(project)) this.#tellPeople(project)
    this.#sync()
  }

  /** A tab has closed, or has not answered for long. */
  forget(tab: string): void {
    if (this.#needs.delete(tab)) this.#sync()
  }

  #connected(isConnected: boolean): void {
    if (!isConnected) {
      this.#carried.clear()
      this.#asked.clear()
    }
    this.#options.onConnected(isConnected)
    this.#sync()
  }

  #request(): FeedRequest {
    const named = [...this.#wanted()].slice(0, mostInAddress)
    const projects = new Map<ProjectId, Place[]>()
    for (const [id, { project, seq }] of named) {
      this.#ask(id)
      projects.set(project, [...(projects.get(project) ?? []), { id, seq }])
    }
    return {
      feed: this.#feed,
      wish: this.#wishes,
      projects: [...projects].map(([project, streams]) => ({ project, streams })),
    }
  }

  #receive(event: FeedEvent): void {
    if (event.kind === 'watching') this.#confirm(event.places)
    else this.#pass(event)
  }

  #pass(event: FeedEvent): void {
    if (event.kind === 'changes') {
      const spot = this.#carried.get(event.stream)
      const seq = event.entries.at(-1)?.seq
      if (spot && seq !== undefined) this.#carried.set(event.stream, { ...spot, seq })
    }
    // Whoever reads it anew says so; until then nobody needs it.
    if (event.kind === 'reload') this.#drop((id) => id === event.stream)
    if (event.kind === 'access' && event.access === 'removed')
      this.#drop((_, { project }) => project === event.project)
    if (event.kind === 'presence') this.#notePeople(event)
    this.#options.onEvent(event)
  }

  #confirm(places: readonly Place[]): void {
    const wanted = this.#wanted()
    for (const place of places) {
      const spot = wanted.get(place.id)
      this.#asked.delete(place.id)
      if (spot) this.#carried.set(place.id, { project: spot.project, seq: place.seq })
    }
    for (const [tab, spots] of this.#needs) this.#tellStanding(tab, spots)
    this.#sync()
  }

  #drop(isGone: (id: StreamId, spot: Spot) => boolean): void {
    for (const [id, spot] of this.#carried) if (isGone(id, spot)) this.#carried.delete(id)
    for (const [tab, spots] of this.#needs)
      this.#needs.set(tab, new Map([...spots].filter(([id, spot]) => !isGone(id, spot))))
  }

  /** All streams that some tab needs, from where the tab that is furthest behind stands. */
  #wanted(): ReadonlyMap<StreamId, Spot> {
    const wanted = new Map<StreamId, Spot>()
    for (const spots of this.#needs.values())
      for (const [id, spot] of spots)
        if (spot.seq < (wanted.get(id)?.seq ?? Number.POSITIVE_INFINITY)) wanted.set(id, spot)
    return wanted
  }

  #tellStanding(tab: string, spots: ReadonlyMap<StreamId, Spot>): void {
    const places = [...spots].flatMap(([id, { seq }]) => {
      const told = this.#carried.get(id)?.seq ?? 0
      return told > seq ? [{ id, seq: told }] : []
    })
    if (places.length > 0) this.#options.onStanding(tab, places)
  }

  /** One request at a time, so that closing and opening never overtake each other. */
  #sync(): void {
    this.#stopTimer()
    if (!this.isConnected || this.#isChanging) return
    const change = this.#nextChange()
    if (change) this.#change(change)
    else if (this.#asked.size > 0) this.#later(longestUnconfirmedMs)
  }

  #later(delayMs: number): void {
    this.#stopTimer = this.#options.platform.clock.after(delayMs, () => this.#sync())
  }

  /** What is to change in the streams of one project; `undefined` when all is as it should be. */
  #nextChange(): Change | undefined {
    const wanted = this.#wanted()
    const nowMs = this.#options.platform.clock.nowMs()
    for (const [id, untilMs] of this.#asked) if (untilMs <= nowMs) this.#asked.delete(id)
    const out = [...this.#carried].filter(([id]) => !wanted.has(id))
    const into = [...wanted].filter(([id]) => !this.#carried.has(id) && !this.#asked.has(id))
    const project = (out[0] ?? into[0])?.[1].project
    if (project === undefined) return undefined
    const own = (spots: typeof out) =>
      spots.filter(([, spot]) => spot.project === project).slice(0, mostPerChange)
    const add = own(into).map(([id, { seq }]) => ({ id, seq }))
    this.#wishes += 1
    return {
      project,
      feed: this.#feed,
      add,
      remove: own(out).map(([id]) => id),
      wish: this.#wishes,
    }
  }

  #change(change: Change): void {
    const { client } = this.#options
    this.#isChanging = true
    for (const id of change.remove) this.#carried.delete(id as StreamId) // it was one of its keys
    for (const { id } of change.add) this.#ask(id as StreamId) // as above
    client.changes.watch.mutate(change).then(
      () => {
        this.#isChanging = false
        this.#sync()
      },
      () => {
        this.#isChanging = false
        for (const { id } of change.add) this.#asked.delete(id as StreamId) // as above
        this.#stopTimer()
        this.#later(pauseMs)
      },
    )
  }

  #ask(id: StreamId): void {
    this.#asked.set(id, this.#options.platform.clock.nowMs() + longestUnconfirmedMs)
  }

  #notePeople({ project, people, isAll }: Extract<FeedEvent, { readonly kind: 'presence' }>): void {
    const known = isAll ? undefined : this.#people.get(project)
    const here = known ?? new Map<UserId, PersonAt>()
    for (const person of people)
      if (person.at) here.set(person.user, person)
      else here.delete(person.user)
    this.#people.set(project, here)
  }

  /** The server has told who is here before this tab came. */
  #tellPeople(project: ProjectId): void {
    const people = this.#people.get(project)
    if (people && this.isConnected)
      this.#options.onEvent({
        kind: 'presence',
        project,
        people: [...people.values()],
        isAll: true,
      })
  }
}

function spotsOf(needs: Needs): ReadonlyMap<StreamId, Spot> {
  const spots = new Map<StreamId, Spot>()
  for (const { project, places } of needs)
    for (const { id, seq } of places) spots.set(id, { project, seq })
  return spots
}
