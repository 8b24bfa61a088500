import type { Job } from '@parallax/db'
import * as z from 'zod'
import type { Services } from '../services.ts'
import { type exportSchema, type importSchema, lossReportSchema } from './answer-schemas.ts'

const resultSchema = z.object({
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
})
const reportedSchema = z.object({ report: lossReportSchema })
const inputSchema = z.object({ codec: z.string() })
const countsSchema = z.object({
  documents: z.int(),
  standingDocuments: z.int().default(0),
  layers: z.int(),
  records: z.int(),
})
const lossesSchema = z.object({ losses: lossReportSchema })
const problemsSchema = z.object({
  problems: z.array(z.object({ file: z.string().default(''), line: z.int(), message: z.string() })),
  problemCount: z.int(),
})

/** The file of a done export, or `undefined`. */
export function fileOfExport({ state, result }: Job): z.infer<typeof resultSchema> | undefined {
  return state === 'done' ? resultSchema.safeParse(result).data : undefined
}

/** An export as answers tell it. */
export function shownExport(
  { exportFiles }: Pick<Services, 'exportFiles'>,
  job: Job,
): z.input<typeof exportSchema> {
  const file = fileOfExport(job)
  const path = `/api/v1/projects/${job.projectId}/exports/${job.id}/file`
  const expiresAt = exportFiles.goneAt(job.updatedAt).toISOString()
  const report = reportedSchema.safeParse(job.result).data?.report ?? null
  return { ...shownJob(job), file: file ? { ...file, expiresAt, path } : null, report }
}

/** An import as answers tell it. */
export function shownImport(job: Job): z.input<typeof importSchema> {
  const { problems, problemCount } = problemsSchema.safeParse(job.result).data ?? noProblems
  const counts = countsSchema.safeParse(job.result).data ?? null
  const report = lossesSchema.safeParse(job.result).data?.losses ?? null
  return { ...shownJob(job), counts, problems: [...problems], problemCount, report }
}

const noProblems = { problems: [], problemCount: 0 }

function shownJob({ id, state, progressPercent, error, createdBy, ...job }: Job) {
  return {
    id,
    // Jobs are made by us, with the format in what they start from.
    format: inputSchema.parse(job.input).codec,
    state,
    progressPercent,
    error,
    createdBy,
    createdAt: job.createdAt.toISOString(),
    updatedAt: job.updatedAt.toISOString(),
  }
}
