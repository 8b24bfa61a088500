import type { DatabaseEngine } from '@parallax/db'
import type { OperationType, ProjectId } from '@parallax/domain'
import { type Choose, chooser, sampleProjectId } from '@parallax/domain/test'
import { vi } from 'vitest'
import { type Aftermath, checkHistory, type Finding, type HistoryEvent } from '../check-history.ts'
import { readAftermath, strayReferences } from '../read-aftermath.ts'
import { documents, type Name, writeSampleProject } from '../sample-project.ts'
import { type Happenings, happeningsOf, type Trouble } from './happenings.ts'
import { calm, storm } from './simulated-network.ts'
import { SimulatedPerson } from './simulated-person.ts'
import {
  openSimulatedServer,
  type SimulatedProcess,
  type SimulatedServer,
} from './simulated-server.ts'
import type { SimulatedTime } from './simulated-time.ts'

export type Simulated = {
  readonly findings: readonly Finding[]
  readonly history: readonly HistoryEvent[]
  readonly aftermath: Aftermath
  readonly happenings: Happenings
}

/** Plays seeds on one server, one after the other. */
export type Simulation = {
  readonly play: (
    seed: number,
    operations: number,
    isWanted?: (type: OperationType) => boolean,
  ) => Promise<Simulated>
  readonly close: () => Promise<void>
}

const quietWithinMs = 240_000

/** How many things come to mind until one can be done. */
const mostTries = 12

/** Everybody who works; some of them twice, in another browser. */
const cast: readonly Name[] = ['olga', 'jude', 'ada', 'ben']

/** A server with `processes` processes on this engine, for seeds to be played on. */
export async function openSimulation(
  engine: DatabaseEngine,
  processes: number,
): Promise<Simulation> {
  const faults: unknown[] = []
  let choose = chooser(0)
  const server = await openSimulatedServer(engine, {
    count: processes,
    hintDelayMs: () => 5 + choose.below(choose.onceIn(20) ? 2_000 : 60),
    onFault: (fault) => faults.push(fault),
  })
  const { time } = server
  vi.stubGlobal('reportError', (fault: unknown) => faults.push(fault))
  return {
    play: async (seed, operations, isWanted) => {
      choose = chooser(seed)
      faults.length = 0
      const project = sampleProjectId(`seed ${seed}`)
      const given = await writeSampleProject(server.database, project)
      const story = new Story({ server, time, choose, project, ...(isWanted && { isWanted }) })
      story.history.push(...given)
      try {
        await story.tell(operations)
        const { history } = story
        const aftermath = await readAftermath(server.database, project, story.people)
        const strays = await strayReferences(server.database, project)
        const stray = strays.map((where) => ({ check: 'C4' as const, fault: 'stray', where }))
        const found = [...checkHistory(history, aftermath), ...stray, ...story.findings]
        const happenings = happeningsOf(history, aftermath, story.troubles)
        return { findings: [...found, ...faults.map(asFinding)], history, aftermath, happenings }
      } finally {
        story.end()
      }
    },
    close: async () => {
      vi.unstubAllGlobals()
      vi.useRealTimers()
      await server.remove()
    },
  }
}

function asFinding(fault: unknown): Finding {
  const where = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
  return { check: 'C6', fault: 'a fault of ours', where }
}

type StoryOptions = {
  readonly server: SimulatedServer
  readonly time: SimulatedTime
  readonly choose: Choose
  readonly project: ProjectId
  readonly isWanted?: (type: OperationType) => boolean
}

/** One seed: what people do, what goes wrong, and the quiet after it. */
class Story {
  readonly history: HistoryEvent[] = []
  readonly findings: Finding[] = []
  readonly troubles: Trouble[] = []
  readonly people: readonly SimulatedPerson[]
  readonly #options: StoryOptions
  #operations = 0
  #countedTo = 0

  constructor(options: StoryOptions) {
    this.#options = options
    const { history, troubles } = this
    const onTrouble = (trouble: Trouble) => troubles.push(trouble)
    const common = { ...options, history, onTrouble }
    this.people = cast.map((name) => new SimulatedPerson({ ...common, name }))
  }

  async tell(operations: number): Promise<void> {
    const { time, choose } = this.#options
    for (const person of this.people) void person.open()
    await time.pass(2_000)
    while (this.#operationCount() < operations) {
      this.#someoneActs()
      if (choose.onceIn(6)) await this.#goWrong()
      // In the middle of saving, which is when it counts.
      if (choose.onceIn(30)) this.#reload(choose.from(this.people))
      await time.pass(choose.below(choose.onceIn(10) ? 2_000 : 120))
      for (const person of this.people) person.look()
    }
    await this.#calmDown()
  }

  end(): void {
    for (const person of this.people) person.die()
  }

  /** How many operations have been taken from people. */
  #operationCount(): number {
    for (; this.#countedTo < this.history.length; this.#countedTo += 1)
      if (this.history[this.#countedTo]?.kind === 'invoke') this.#operations += 1
    return this.#operations
  }

  /** Who has no page has nothing to act on, and not everything that comes to mind can be done. */
  #someoneActs(): void {
    for (let tries = 0; tries < mostTries; tries++)
      if (this.#options.choose.from(this.people).act()) return
  }

  /** Something happens that nobody has asked for. */
  async #goWrong(): Promise<void> {
    const { server, choose } = this.#options
    const person = choose.from(this.people)
    const { network } = person
    const happenings: readonly (() => unknown)[] = [
      () => network?.cutFeeds(),
      () => network && Object.assign(network, { weather: choose.from([calm, storm]) }),
      () => network && Object.assign(network, { partition: choose.from(['both', 'replies']) }),
      () => network && Object.assign(network, { partition: 'none' }),
      () => network && Object.assign(network, { partition: 'none' }),
      () => person.closeDocument(choose.from(documents)),
      () => void person.openDocument(choose.from(documents)),
      () => choose.onceIn(2) && this.#reload(person),
      () => choose.onceIn(3) && this.#replace(choose.from(server.processes())),
      () => person.session?.retryNow(),
    ]
    await choose.from(happenings)()
  }

  #replace(process: SimulatedProcess): Promise<void> {
    this.troubles.push('process replaced')
    return this.#options.server.replace(process)
  }

  #reload(person: SimulatedPerson): void {
    person.die()
    void person.open()
  }

  /** Everything is mended, and everybody waits until nothing is left to do. */
  async #calmDown(): Promise<void> {
    const { time } = this.#options
    for (const person of this.people) {
      const { network } = person
      if (network) Object.assign(network, { weather: calm, partition: 'none' })
      if (!person.session) this.#reload(person)
      for (const document of documents) void person.openDocument(document)
    }
    for (let passedMs = 0; passedMs < quietWithinMs; passedMs += 2_000) {
      await time.pass(2_000, 100)
      for (const person of this.people) person.look()
      if (passedMs >= 20_000 && this.people.every((person) => person.isAtRest())) return
    }
    const restless = this.people.filter((person) => !person.isAtRest()).map(({ client }) => client)
    this.findings.push({ check: 'C6', fault: 'never at rest', where: restless.join(', ') })
  }
}
