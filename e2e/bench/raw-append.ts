import { type AppendTemplate, filled } from './append-statement.ts'
import type { BenchApi } from './bench-api.ts'
import { ratePerS } from './callers.ts'

// Far from the runs of pgbench on the same database.
let run = 0x1000_0000

/**
 * Commits per second of the raw driver: the product's own statement with one operation, from
 * callers that each write to a stream of their own.
 */
export function rawAppendRatePerS(
  { services }: BenchApi,
  template: AppendTemplate,
  { callers, sliceMs }: { readonly callers: number; readonly sliceMs: number },
): Promise<number> {
  const { pool } = services.database
  run += 1
  const seqs = Array.from({ length: callers }, () => 0)
  return ratePerS(callers, sliceMs, async (writer) => {
    const seq = (seqs[writer] ?? 0) + 1
    seqs[writer] = seq
    const { rows } = await pool.query<{ answers: readonly { readonly result: string }[] }>(
      'select append_changes($1::jsonb) as answers',
      [filled(template, { run, writer, seq })],
    )
    const result = rows[0]?.answers[0]?.result
    if (result !== 'appended') throw new Error(`The raw driver was answered ${result}.`)
  })
}
