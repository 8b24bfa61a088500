import type { ChangeBus, Notice } from '@parallax/db'
import {
  documentIdSchema,
  type ProjectId,
  projectIdSchema,
  type UserId,
  userIdSchema,
} from '@parallax/domain'
import * as z from 'zod'
import { isAbout, readAccessEnded } from '../access/access-ended.ts'
import type { PersonAt } from '../feed/feed-event.ts'

const topic = 'presence'

/** Who says nothing for so long is not here. */
export const presenceLifeMs = 30_000

/** The least time between two notices: no person moves more often than ten times a second. */
const noticeEveryMs = 100
const lookForGoneEveryMs = 2_000

/** A notice must stay small; one person takes less than 350 bytes. */
const mostPerNotice = 18

const offsetSchema = z.int().nonnegative().max(100_000_000)

export const whereaboutsSchema = z.strictObject({
  document: z.nullable(documentIdSchema),
  selection: z.strictObject({ startUtf16: offsetSchema, endUtf16: offsetSchema }).nullable(),
  topUtf16: offsetSchema.nullable(),
})

const saidSchema = z.strictObject({
  project: projectIdSchema,
  user: userIdSchema,
  /** The tab that said it: when it is closed, the person may still be here in another. */
  tab: z.uuid(),
  at: whereaboutsSchema.nullable(),
})

/** Where somebody says they are. */
export type Said = Readonly<z.infer<typeof saidSchema>>

type Known = { readonly said: Said; readonly untilMs: number }
type Listener = (project: ProjectId, people: readonly PersonAt[]) => void

/**
 * Who is where, of this moment: in memory only, told to every process, forgotten after 30 s of
 * silence. Nothing of it is ever stored.
 */
export class PresenceBoard {
  readonly #bus: ChangeBus
  readonly #known = new Map<ProjectId, Map<UserId, Known>>()
  readonly #listeners = new Set<Listener>()
  /** What was said here and no process has heard yet, the newest of each person. */
  readonly #toTell = new Map<string, Said>()
  readonly #timer: NodeJS.Timeout
  #pause: NodeJS.Timeout | undefined

  constructor(bus: ChangeBus) {
    this.#bus = bus
    bus.onNotice((notice) => this.#hear(notice))
    this.#timer = setInterval(() => this.#forgetSilent(), lookForGoneEveryMs).unref()
  }

  /** Somebody is somewhere, or closes a tab. All processes hear of it, at most ten times a second. */
  say(said: Said): void {
    this.#toTell.set(`${said.project} ${said.user}`, said)
    if (this.#pause === undefined) this.#tell()
  }

  peopleIn(project: ProjectId): readonly PersonAt[] {
    return [...(this.#known.get(project)?.values() ?? [])].map(({ said }) => personAt(said))
  }

  /** Hears of everybody who has moved, come or gone. */
  onMoved(listener: Listener): void {
    this.#listeners.add(listener)
  }

  close(): void {
    clearInterval(this.#timer)
    clearTimeout(this.#pause)
  }

  #tell(): void {
    this.#pause = undefined
    const all = [...this.#toTell.values()]
    if (all.length === 0) return
    this.#toTell.clear()
    this.#pause = setTimeout(() => this.#tell(), noticeEveryMs).unref()
    for (let at = 0; at < all.length; at += mostPerNotice)
      this.#bus.announce({ topic, content: all.slice(at, at + mostPerNotice) })
  }

  #hear(notice: Notice): void {
    const ended = readAccessEnded(notice)
    if (ended !== undefined && ended.reason !== 'expired' && ended.sessionId === undefined)
      this.#forget(({ said: { user, project } }) =>
        isAbout(ended, { sessionId: '', userId: user, projectId: project }),
      )
    if (notice.topic !== topic) return
    const moved = new Map<ProjectId, PersonAt[]>()
    for (const said of z.array(saidSchema).parse(notice.content)) {
      const people = moved.get(said.project) ?? []
      if (this.#note(said)) moved.set(said.project, [...people, personAt(said)])
    }
    for (const [project, people] of moved) this.#toListeners(project, people)
  }

  /** Whether that is news. */
  #note(said: Said): boolean {
    const people = this.#known.get(said.project) ?? new Map<UserId, Known>()
    const known = people.get(said.user)
    if (said.at === null) {
      // They look elsewhere now: what closed was not the tab in front of them.
      if (known === undefined || known.said.tab !== said.tab) return false
      people.delete(said.user)
      if (people.size === 0) this.#known.delete(said.project)
      return true
    }
    people.set(said.user, { said, untilMs: Date.now() + presenceLifeMs })
    this.#known.set(said.project, people)
    return JSON.stringify(known?.said.at) !== JSON.stringify(said.at)
  }

  #forgetSilent(): void {
    const nowMs = Date.now()
    this.#forget(({ untilMs }) => untilMs <= nowMs)
  }

  #forget(isGone: (known: Known) => boolean): void {
    for (const [project, people] of this.#known) {
      const gone = [...people].filter(([, known]) => isGone(known)).map(([user]) => user)
      for (const user of gone) people.delete(user)
      if (people.size === 0) this.#known.delete(project)
      if (gone.length > 0)
        this.#toListeners(
          project,
          gone.map((user) => ({ user, at: null })),
        )
    }
  }

  #toListeners(project: ProjectId, people: readonly PersonAt[]): void {
    for (const listen of this.#listeners) listen(project, people)
  }
}

function personAt({ user, at }: Said): PersonAt {
  return { user, at }
}
