import { setTimeout as wait } from 'node:timers/promises'
import { type AppendTemplate, filled } from './append-statement.ts'
import type { BenchApi } from './bench-api.ts'
import { ratePerS } from './callers.ts'
import { median } from './measure.ts'

// Far from the runs of pgbench on the same database.
let run = 0x1000_0000

/**
 * Commits per second of the raw driver: the product's own statement with one operation, from
 * callers that each write to a stream of their own.
 */
export function rawAppendRatePerS(
  api: BenchApi,
  template: AppendTemplate,
  { callers, sliceMs }: { readonly callers: number; readonly sliceMs: number },
): Promise<number> {
  const append = appending(api, template)
  return ratePerS(callers, sliceMs, append)
}

/**
 * How long one commit of the raw driver takes that comes a while after the one before, as edits of
 * people do: what has slept in between is slower than what is never left alone.
 */
export async function isolatedAppendMs(
  api: BenchApi,
  template: AppendTemplate,
  { gestures, apartMs }: { readonly gestures: number; readonly apartMs: number },
): Promise<number> {
  const append = appending(api, template)
  const times: number[] = []
  for (let gesture = 0; gesture < gestures; gesture += 1) {
    await wait(apartMs)
    const startedMs = performance.now()
    await append(0)
    times.push(performance.now() - startedMs)
  }
  return median(times)
}

/** Appends the next operation of a writer, to a stream of its own. */
function appending({ services }: BenchApi, template: AppendTemplate) {
  const { pool } = services.database
  run += 1
  const ownRun = run
  const seqs = new Map<number, number>()
  return async (writer: number): Promise<void> => {
    const seq = (seqs.get(writer) ?? 0) + 1
    seqs.set(writer, seq)
    const { rows } = await pool.query<{ answers: readonly { readonly result: string }[] }>(
      'select append_changes($1::jsonb) as answers',
      [filled(template, { run: ownRun, writer, seq })],
    )
    const result = rows[0]?.answers[0]?.result
    if (result !== 'appended') throw new Error(`The raw driver was answered ${result}.`)
  }
}
