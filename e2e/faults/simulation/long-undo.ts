import { setTimeout as reallyPassing } from 'node:timers/promises'
import type { Operation, OperationId, OperationType, ProjectId } from '@parallax/domain'
import { mapValues } from '@parallax/domain'
import { type Choose, chooser, sampleProjectId } from '@parallax/domain/test'
import type { Draft, ProjectSession, UndoOutcome } from '@parallax/sync'
import { nextAct } from '../acts.ts'
import { checkHistory, type Finding, type HistoryEvent } from '../check-history.ts'
import { readAftermath } from '../read-aftermath.ts'
import { documents, writeSampleProject } from '../sample-project.ts'
import { SimulatedPerson } from './simulated-person.ts'
import type { SimulatedServer } from './simulated-server.ts'

/** What can be taken back, by what it concerns. */
const types = {
  records: ['records.create', 'record.set', 'records.delete', 'records.restore', 'comment.create'],
  registry: ['entity.create', 'registry.set', 'registry.delete', 'alias.set', 'set.create'],
  merges: ['registry.merge', 'registry.unmerge'],
  codebook: ['codebook.create', 'codebook.set', 'codebook.delete', 'codebook.restore'],
  document: ['document.setMeta', 'document.setZones'],
} as const satisfies Readonly<Record<string, readonly OperationType[]>>

/** Gestures in turn: many records at once are a gesture, too. */
const kinds = ['records', 'bulk', 'merges', 'codebook', 'registry', 'bulk', 'document'] as const
export type GestureKind = (typeof kinds)[number]

/** All that a project holds: each live record as JSON, by its stream and id. */
export type Content = ReadonlyMap<string, string>

/** One gesture, with all that the project held before and after it. */
export type Gesture = {
  readonly kind: GestureKind
  readonly group: OperationId
  readonly documents: readonly string[]
  readonly before: Content
  readonly after: Content
}

const longestMs = 10_000
const mostTries = 400

/** Somebody who does a great deal, takes all of it back and does it again, page after page. */
export class LongUndo {
  readonly gestures: Gesture[] = []
  readonly #server: SimulatedServer
  readonly #choose: Choose
  readonly #project: ProjectId
  readonly #history: HistoryEvent[] = []
  readonly #person: SimulatedPerson
  #serial = 500_000

  private constructor(server: SimulatedServer, number: number) {
    this.#server = server
    this.#choose = chooser(number)
    this.#project = sampleProjectId(`undo ${number}`)
    const given = { server, choose: this.#choose, project: this.#project, history: this.#history }
    this.#person = new SimulatedPerson({ ...given, name: 'olga' })
  }

  static async open(server: SimulatedServer, number: number): Promise<LongUndo> {
    const life = new LongUndo(server, number)
    life.#history.push(...(await writeSampleProject(server.database, life.#project)))
    await life.reload()
    return life
  }

  /** The page goes and another one is opened, and so it is with the server. */
  async reload(): Promise<void> {
    this.#person.die()
    const [process] = this.#server.processes()
    if (process) await this.#server.replace(process)
    await this.#untilDone(this.#person.open())
  }

  /** Makes so many gestures, of every kind in turn. */
  async make(count: number): Promise<void> {
    for (let at = 0; at < count; at++) {
      const kind = kinds[at % kinds.length] ?? 'records'
      // Where nothing of the kind is left to do, something else is done.
      if (!(await this.#makeOne(kind))) await this.#makeOne('records')
    }
  }

  undo(): Promise<UndoOutcome> {
    return this.#take('undo')
  }

  redo(): Promise<UndoOutcome> {
    return this.#take('redo')
  }

  /** Takes a step while no document is open, and opens all of them again to see what became of it. */
  async fromElsewhere(step: () => Promise<UndoOutcome>): Promise<UndoOutcome> {
    for (const document of documents) this.#person.closeDocument(document)
    const outcome = await step()
    for (const document of documents) await this.#untilDone(this.#person.openDocument(document))
    return outcome
  }

  /** All that the project holds, without what is deleted and how often anything was written. */
  content(): Content {
    const { store } = this.#session
    const shown = store.heads().flatMap(({ id }) => {
      const view = store.view(id)
      const records = view ? [...mapValues(view.records)] : []
      const live = records.filter(({ deleted }) => !deleted)
      return live.map(({ kind, id: record, data }) => [`${id} ${kind} ${record}`, data] as const)
    })
    return new Map(shown.map(([place, data]) => [place, canonical(data)]))
  }

  /** Holds all that happened against what the database has, and ends the page. */
  async end(): Promise<readonly Finding[]> {
    await this.#server.time.pass(2_000)
    this.#person.look()
    const aftermath = await readAftermath(this.#server.database, this.#project, [this.#person])
    this.#person.die()
    return checkHistory(this.#history, aftermath)
  }

  async #makeOne(kind: GestureKind): Promise<boolean> {
    const before = this.content()
    for (let attempt = 0; attempt < mostTries; attempt++) {
      const drafts = this.#draftsOf(kind)
      if (drafts.length === 0) continue
      const performed = this.#session.perform(drafts)
      if (!performed.ok) continue
      // Some rules only the server can hold, as that nothing in use is deleted.
      if (!(await this.#untilSaved())) continue
      const after = this.content()
      const [first] = performed.operations
      if (first === undefined) continue
      const documentIds = documentsOf(this.#session, performed.operations)
      this.gestures.push({ kind, group: first.group, documents: documentIds, before, after })
      if (differenceOf(before, after).length > 0) return true
    }
    return false
  }

  #draftsOf(kind: GestureKind): readonly Draft[] {
    if (kind !== 'bulk') return this.#draft(types[kind])
    const many = Array.from({ length: 5 }, () => this.#draft(types.records)).flat()
    return many.length >= 2 ? many : []
  }

  #draft(wanted: readonly OperationType[]): readonly Draft[] {
    this.#serial += 1
    const isWanted = (type: OperationType) => wanted.includes(type)
    const act = nextAct(this.#session, this.#choose, this.#serial, isWanted)
    return act.kind === 'perform' ? act.drafts.filter(({ type }) => isWanted(type)).slice(0, 1) : []
  }

  async #take(step: 'undo' | 'redo'): Promise<UndoOutcome> {
    const outcome = await this.#untilDone(this.#session[step]())
    const isElsewhere = outcome.kind === 'elsewhere'
    const chosen = isElsewhere ? { group: outcome.step.group, elsewhere: true } : undefined
    const taken = chosen ? await this.#untilDone(this.#session[step](chosen)) : outcome
    if (!(await this.#untilSaved())) throw new Error(`the ${step} was refused`)
    return taken
  }

  get #session(): ProjectSession {
    const { session } = this.#person
    if (!session) throw new Error('the page is open')
    return session
  }

  /** Whether the server took all of it. */
  async #untilSaved(): Promise<boolean> {
    const refusedBefore = this.#session.saveState.refused.length
    for (let passedMs = 0; passedMs < longestMs; passedMs += 100) {
      await this.#passMoment()
      this.#person.look()
      const { waiting, refused } = this.#session.saveState
      // Every line has come back as well.
      if (waiting === 0 && passedMs >= 100) return refused.length === refusedBefore
    }
    throw new Error(`never saved: ${JSON.stringify(this.#session.saveState)}`)
  }

  async #passMoment(): Promise<void> {
    // How much a person may do at once is counted by a clock that is not simulated.
    if (this.#person.session?.saveState.progress === 'busy') await reallyPassing(200)
    await this.#server.time.pass(100, 50)
  }

  async #untilDone<Value>(work: Promise<Value>): Promise<Value> {
    let isDone = false
    const done = () => {
      isDone = true
    }
    work.then(done, done)
    for (let passedMs = 0; !isDone && passedMs < longestMs; passedMs += 100)
      await this.#passMoment()
    return work
  }
}

/** What is in one and not in the other, or is not the same there. */
export function differenceOf(one: Content, other: Content): readonly string[] {
  const places = new Set([...one.keys(), ...other.keys()])
  return [...places].flatMap((place) =>
    one.get(place) === other.get(place)
      ? []
      : [`${place}: ${one.get(place) ?? 'none'} | ${other.get(place) ?? 'none'}`],
  )
}

function documentsOf(session: ProjectSession, operations: readonly Operation[]): readonly string[] {
  const streams = new Set<string>(operations.map(({ stream }) => stream.id))
  return documents.filter((document) =>
    [document, ...session.layersOf(document)].some((id) => streams.has(id)),
  )
}

/** JSON with the names of every object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
