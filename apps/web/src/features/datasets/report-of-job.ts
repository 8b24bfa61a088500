import * as z from 'zod/mini'
import type { LossReport } from '../../components/loss-report/loss-table.ts'

const lineSchema = z.object({
  kind: z.string(),
  reason: z.string(),
  count: z.int(),
  places: z.readonly(
    z.array(
      z.object({
        document: z.string(),
        range: z.nullable(z.object({ startUtf16: z.int(), endUtf16: z.int() })),
        what: z.string(),
      }),
    ),
  ),
})
const reportSchema = z.object({
  in: z.record(z.string(), z.int()),
  out: z.record(z.string(), z.int()),
  dropped: z.readonly(z.array(lineSchema)),
  changed: z.readonly(z.array(lineSchema)),
  notes: z.readonly(z.array(z.string())),
})
const withReportSchema = z.object({ report: reportSchema })
const withLossesSchema = z.object({ losses: reportSchema })

/** The report in the result of an export's job, or `null`. */
export function reportOf(result: unknown): LossReport | null {
  const parsed = withReportSchema.safeParse(result)
  return parsed.success ? parsed.data.report : null
}

/** The report in the result of an import's job, or `null`: a whole project comes in as it is. */
export function lossesOfImport(result: unknown): LossReport | null {
  const parsed = withLossesSchema.safeParse(result)
  return parsed.success ? parsed.data.losses : null
}
