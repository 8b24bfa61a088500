import { appRouter } from '@parallax/api'
import { callTRPCProcedure } from './api-dependencies.ts'
import { type AppendTemplate, captureAppend } from './append-statement.ts'
import type { BenchApi } from './bench-api.ts'
import { ratePerS } from './callers.ts'
import { type Effort, type Figure, inTurns } from './measure.ts'
import { openPgbench } from './pgbench.ts'
import { rawAppendRatePerS } from './raw-append.ts'
import { type Answers, capitalisedWords, expectAcknowledged, mentionRequest } from './workplace.ts'

export const callerCounts = [1, 8, 32] as const

type Limit = {
  readonly name: (callers: number) => string
  readonly ratePerS: (callers: number, sliceMs: number) => Promise<number>
  readonly close: () => Promise<void>
}

/** Operations acknowledged per second to callers in this process, over the layers of one project. */
export async function measureSubmit(
  api: BenchApi,
  effort: Effort,
  report: (figure: Figure) => void,
): Promise<void> {
  const limit = await openLimit(api, await captureAppend(api))
  try {
    for (const callers of callerCounts) {
      const pairs = await inTurns(effort.rounds, {
        limit: () => limit.ratePerS(callers, effort.sliceMs),
        subject: () => submitRatePerS(api, callers, effort.sliceMs),
      })
      const subject = `submit in process, ${callers} at a time, ${api.engine}`
      report({ subject, limit: limit.name(callers), unit: 'per s', pairs })
    }
  } finally {
    await limit.close()
  }
}

async function openLimit(api: BenchApi, template: AppendTemplate): Promise<Limit> {
  const pgbench =
    api.databaseUrl === undefined ? undefined : await openPgbench(api.databaseUrl, template)
  if (pgbench !== undefined) {
    return { ...pgbench, name: (callers) => `pgbench -c ${callers}, append_changes` }
  }
  const reason = api.engine === 'pglite' ? 'there is no pgbench for PGlite' : 'no pgbench here'
  return {
    name: () => `raw driver, append_changes (${reason})`,
    ratePerS: (callers, sliceMs) => rawAppendRatePerS(api, template, { callers, sliceMs }),
    close: async () => {},
  }
}

/** The whole way of a request but for HTTP: who calls, may they, plan, write, answer. */
export function submitRatePerS(api: BenchApi, callers: number, sliceMs: number): Promise<number> {
  const { services, owner, workplaces } = api
  const { sessionToken } = owner
  const call = {
    router: appRouter,
    path: 'operations.submit',
    type: 'mutation',
    ctx: { services, sessionToken, clientAddress: '127.0.0.1' },
    signal: undefined,
    batchIndex: 0,
  } as const
  const places = workplaces.map((workplace) => ({ workplace, words: capitalisedWords(workplace) }))
  return ratePerS(callers, sliceMs, async (index) => {
    const { workplace, words } = itemAt(places, index)
    // One person stands for many here: their budget must not be what is measured.
    services.rates.reset('edit', owner.userId)
    const request = mentionRequest(workplace, itemAt(words, index))
    const answer = await callTRPCProcedure({ ...call, getRawInput: async () => request })
    // What `operations.submit` answers.
    expectAcknowledged((answer as { readonly answers: Answers }).answers)
  })
}

/** The item at this place of a list that begins anew at its end. */
function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length]
  if (item === undefined) throw new Error('There is no item in an empty list.')
  return item
}
