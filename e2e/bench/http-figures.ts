import type { BenchApi } from './bench-api.ts'
import { type Load, type LoadProcess, startLoadProcess } from './http-load.ts'
import { instantPath, serveInstantProcedure } from './instant-procedure.ts'
import { type Effort, type Figure, inTurns } from './measure.ts'
import { callerCounts } from './submit-figures.ts'
import { capitalisedWords, mentionRequest } from './workplace.ts'

/** Operations acknowledged per second to another process, over HTTP. */
export async function measureHttp(
  api: BenchApi,
  effort: Effort,
  report: (figure: Figure) => void,
): Promise<void> {
  const instant = await serveInstantProcedure()
  const process = startLoadProcess()
  try {
    for (const callers of callerCounts) {
      const pairs = await measureCallers({ api, process, instant: instant.origin, effort, callers })
      report({
        subject: `submit over HTTP, ${callers} at a time, ${api.engine}`,
        limit: 'tRPC procedure that answers at once',
        unit: 'per s',
        pairs,
      })
    }
  } finally {
    await process.close()
    await instant.close()
  }
}

type Setting = {
  readonly api: BenchApi
  readonly process: LoadProcess
  /** The origin of the procedure that answers at once. */
  readonly instant: string
  readonly effort: Effort
  readonly callers: number
}

function measureCallers({ api, process, instant, effort, callers }: Setting) {
  const { origin, cookie } = api.owner
  const bodies = Array.from({ length: callers }, (_, caller) => bodyOf(api, caller))
  const load = { cookie, bodies, sliceMs: effort.sliceMs }
  const ours: Load = { ...load, origin, path: '/api/trpc/operations.submit' }
  const limit: Load = { ...load, origin: instant, path: instantPath }
  return inTurns(effort.rounds, {
    limit: async () => (await process.paceOf(limit)).ratePerS,
    subject: async () => (await process.paceOf(ours)).ratePerS,
  })
}

/** The body of one caller, with holes for the ids of each request. */
export function bodyOf({ workplaces }: BenchApi, caller: number): string {
  const workplace = workplaces[caller % workplaces.length]
  const words = workplace === undefined ? [] : capitalisedWords(workplace)
  const word = words[caller % words.length]
  if (workplace === undefined || word === undefined) throw new Error('There is nothing to mark.')
  const { project, operations } = mentionRequest(workplace, word)
  // Built by `mentionRequest` just above.
  const [operation] = operations as readonly Mentioning[]
  if (operation === undefined) throw new Error('A request holds an operation.')
  const [record] = operation.args.records
  const ids = { id: 'OPERATION', group: 'OPERATION' }
  const args = { records: [{ ...record, id: 'RECORD' }] }
  return JSON.stringify({ project, operations: [{ ...operation, ...ids, args }] })
}

type Mentioning = { readonly args: { readonly records: readonly object[] } }
