import { captureAppend } from './append-statement.ts'
import type { BenchApi } from './bench-api.ts'
import { bodyOf } from './http-figures.ts'
import { type Load, startLoadProcess } from './http-load.ts'
import { instantPath, serveInstantProcedure } from './instant-procedure.ts'
import { type Effort, type Figure, inTurns } from './measure.ts'
import { openPgbench } from './pgbench.ts'
import { submitRatePerS } from './submit-figures.ts'

const callers = 32
const pgbenchClients = 8

/**
 * The three bars of writing: many callers in the process beside pgbench, many over HTTP beside a
 * procedure that answers at once, and one writer beside both together.
 */
export async function measureWriters(
  api: BenchApi,
  effort: Effort,
  report: (figure: Figure) => void,
): Promise<void> {
  const { databaseUrl, owner } = api
  if (databaseUrl === undefined) throw new Error('Writers are measured on PostgreSQL.')
  const pgbench = await openPgbench(databaseUrl, await captureAppend(api))
  if (pgbench === undefined) throw new Error('There is no pgbench beside this PostgreSQL.')
  const instant = await serveInstantProcedure()
  const process = startLoadProcess()
  const { sliceMs } = effort
  const load = (count: number, origin: string, path: string): Load => {
    const bodies = Array.from({ length: count }, (_, caller) => bodyOf(api, caller))
    return { cookie: owner.cookie, bodies, sliceMs, origin, path }
  }
  const ours = (count: number) =>
    process.paceOf(load(count, owner.origin, '/api/trpc/operations.submit'))
  const atOnce = (count: number) => process.paceOf(load(count, instant.origin, instantPath))
  try {
    report({
      subject: `submit in process, ${callers} callers over 8 layers`,
      limit: `pgbench -c ${pgbenchClients}, one operation a commit`,
      unit: 'per s',
      pairs: await inTurns(effort.rounds, {
        limit: () => pgbench.ratePerS(pgbenchClients, sliceMs),
        subject: () => submitRatePerS(api, callers, sliceMs),
      }),
      bar: { timesLimit: 1, plus: 0, isFloor: true },
    })
    report({
      subject: `submit over HTTP, ${callers} callers of another process`,
      limit: 'a procedure that answers at once',
      unit: 'per s',
      pairs: await inTurns(effort.rounds, {
        limit: async () => (await atOnce(callers)).ratePerS,
        subject: async () => (await ours(callers)).ratePerS,
      }),
      bar: { timesLimit: 0.8, plus: 0, isFloor: true },
    })
    report({
      subject: 'one writer over HTTP, time of an operation',
      limit: 'pgbench -c 1 and the procedure that answers at once',
      unit: 'ms',
      pairs: await inTurns(effort.rounds, {
        limit: async () => (await pgbench.p50Ms(sliceMs)) + (await atOnce(1)).p50Ms,
        subject: async () => (await ours(1)).p50Ms,
      }),
      bar: { timesLimit: 1, plus: 1 },
    })
  } finally {
    await process.close()
    await instant.close()
    await pgbench.close()
  }
}
