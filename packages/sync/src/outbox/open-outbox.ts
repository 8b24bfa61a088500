import type { Operation, ProjectId, UserId } from '@parallax/domain'
import { type ApiClient, httpStatusOf, retryAfterMsOf } from '../api-client.ts'
import { systemClock } from '../clock.ts'
import { pageBuild } from '../page-build.ts'
import { browserTabs } from '../tabs.ts'
import { Outbox, type OutboxOptions } from './outbox.ts'
import { openOutboxStore } from './outbox-store.ts'
import type { Failure } from './sender.ts'
import type { Answer } from './settlement.ts'

export type OpenOutboxOptions = {
  readonly userId: UserId
  readonly client: ApiClient
}

const longestRequestMs = 60_000

/** The outbox of this page, as long as it is the same person's. */
let current: { readonly userId: UserId; readonly outbox: Promise<Outbox> } | undefined

/**
 * The outbox of a person in this browser, one for the page. It goes on sending when a project is
 * left, and is put away when another person signs in.
 */
export function openOutbox(options: OpenOutboxOptions): Promise<Outbox> {
  if (current?.userId === options.userId) return current.outbox
  void current?.outbox.then((outbox) => outbox.close())
  const outbox = open(options)
  current = { userId: options.userId, outbox }
  return outbox
}

async function open({ userId, client }: OpenOutboxOptions): Promise<Outbox> {
  let lose: (() => void) | undefined
  const store = await openOutboxStore(userId, () => lose?.())
  const outbox = await Outbox.open({
    userId,
    store,
    tabs: browserTabs(`parallax-outbox-${userId}`),
    clock: systemClock,
    ...sendingBy(client, userId),
    build: pageBuild.own,
    onFirstWait: () => void askToKeep(),
  })
  lose = () => {
    pageBuild.noteNewer()
    outbox.storageLost()
  }
  // Back on a network, or awake: who waits out a pause need not wait longer.
  window.addEventListener('online', () => outbox.retryNow())
  return outbox
}

/** How operations get to the server, and what its silence means. */
export function sendingBy(
  client: ApiClient,
  userId: UserId,
): Pick<OutboxOptions, 'send' | 'failureOf' | 'retryAfterMsOf'> {
  return {
    failureOf,
    retryAfterMsOf,
    send: async (project: ProjectId, operations, attempts) => {
      const signal = AbortSignal.timeout(longestRequestMs)
      const { answers } = await client.operations.submit.mutate(
        // What this page does not know another one made, for the server to read. And whoever has
        // signed in meanwhile must not send it in their own name.
        { project, operations: operations as Operation[], person: userId, attempts },
        { signal },
      )
      // The wire's types have lost `unknown` fields; the answers are the domain's own refusals.
      return answers as readonly Answer[]
    },
  }
}

function failureOf(reason: unknown): Failure {
  const status = httpStatusOf(reason)
  if (status === undefined) return 'unreachable'
  return failures[status] ?? 'busy'
}

const failures: Readonly<Record<number, Failure>> = {
  400: 'unacceptable',
  401: 'signed-out',
  403: 'closed',
  404: 'closed',
  413: 'unacceptable',
  500: 'broken',
}

const askedKey = 'parallax-asked-to-keep'

/** Asks the browser once to keep what waits when it runs out of room. Some ask the person. */
async function askToKeep(): Promise<void> {
  try {
    if (localStorage.getItem(askedKey)) return
    localStorage.setItem(askedKey, 'yes')
    if (!(await navigator.storage.persisted())) await navigator.storage.persist()
  } catch {
    // Where the browser does not say, or there is no storage, nothing is lost by not having asked.
  }
}
