import type { Operation, OperationId, UserId } from '@parallax/domain'
import { people, registryAddress, sampleProjectId, sampleWorld } from '@parallax/domain/test'
import { vi } from 'vitest'
import { newOperationId } from '../src/new-id.ts'
import { Outbox } from '../src/outbox/outbox.ts'
import { LogServer, RequestFailed } from './log-server.ts'
import { SimulatedBrowser } from './simulated-browser.ts'

export type WorldTab = {
  readonly index: number
  readonly outbox: Outbox
  readonly kill: () => void
  readonly freeze: () => void
}

const stream = { kind: 'registry' as const, id: registryAddress(sampleWorld()).id }
const projects = [sampleProjectId('ferry'), sampleProjectId('harbour')] as const

/** A browser with the outboxes of one person's pages, and the server that they send to. */
export class OutboxWorld {
  readonly browser = new SimulatedBrowser()
  readonly server = new LogServer()
  readonly tabs: WorldTab[] = []
  /** How often the browser was asked to keep its storage. */
  timesAskedToKeep = 0
  /** How long a busy server asks to be left alone. */
  retryAfterMs: number | undefined
  readonly #userId: UserId

  constructor(userId: UserId = people.ada.userId) {
    this.#userId = userId
  }

  /** Opens a page, under fake timers. */
  async openTab({ build = null }: { readonly build?: string | null } = {}): Promise<WorldTab> {
    const { tabs, store, clock, kill, freeze, isAlive } = this.browser.openTab()
    const opening = Outbox.open({
      userId: this.#userId,
      store,
      tabs,
      clock,
      build,
      failureOf: (reason) => (reason instanceof RequestFailed ? reason.failure : 'unreachable'),
      retryAfterMsOf: () => this.retryAfterMs,
      // A page that is gone hears no answer.
      send: (project, operations, attempts) =>
        new Promise((resolve, reject) => {
          this.server.send(project, operations, attempts).then(
            (answers) => isAlive() && resolve(answers),
            (reason) => isAlive() && reject(reason),
          )
        }),
      onFirstWait: () => {
        this.timesAskedToKeep += 1
      },
    })
    await passing(5)
    const outbox = await opening
    const tab = {
      index: this.tabs.length,
      outbox,
      freeze,
      kill: () => {
        kill()
        this.#dead.add(tab)
      },
    }
    this.tabs.push(tab)
    return tab
  }

  liveTabs(): readonly WorldTab[] {
    return this.tabs.filter((tab) => !this.#dead.has(tab))
  }

  /** One of the pages that are open, if there are any. */
  tab(index: number): WorldTab | undefined {
    const live = this.liveTabs()
    return live[index % Math.max(1, live.length)]
  }

  project(index: number) {
    return index === 0 ? projects[0] : projects[1]
  }

  end(): void {
    for (const tab of this.liveTabs()) tab.kill()
  }

  readonly #dead = new Set<WorldTab>()
}

export function gesture(length: number): readonly Operation[] {
  const ids = Array.from({ length }, newOperationId)
  return ids.map((id, index) => ({
    id,
    stream,
    baseSeq: 0,
    group: ids[0] ?? id,
    after: ids[index - 1] ?? null,
    type: 'entity.create',
    args: {},
  }))
}

export const idsOf = (operations: readonly { readonly id: OperationId }[]) =>
  operations.map(({ id }) => id)

export const passing = (timeMs: number) => vi.advanceTimersByTimeAsync(timeMs)

/** Whether a list holds what another holds, in the same order. */
export function isInOrder(part: readonly OperationId[], whole: readonly OperationId[]): boolean {
  const places = part.map((id) => whole.indexOf(id))
  return places.every((place, index) => place >= 0 && place > (places[index - 1] ?? -1))
}
