import { getJob, type Job, jobsOf } from '@parallax/db'
import { projectIdSchema } from '@parallax/domain'
import * as z from 'zod'
import { notFound } from '../trpc/edge-errors.ts'
import { memberProcedure, router } from '../trpc/procedures.ts'

const inProject = z.strictObject({ project: projectIdSchema })

/** Long work that goes on without whoever asked for it. */
export const jobsRouter = router({
  get: memberProcedure()
    .input(inProject.extend({ job: z.uuid() }))
    .query(async ({ ctx, input }) => {
      const job = await getJob(ctx.services.db, ctx.member.projectId, input.job)
      if (job === undefined || !isOpenTo(job, ctx.person.userId)) throw notFound()
      return shown(job)
    }),

  list: memberProcedure()
    .input(inProject)
    .query(async ({ ctx }) => {
      const jobs = await jobsOf(ctx.services.db, ctx.member.projectId, 50)
      return jobs.filter((job) => isOpenTo(job, ctx.person.userId)).map(shown)
    }),
})

/** What somebody exports is between them and the server; imports concern everybody. */
function isOpenTo({ kind, createdBy }: Job, userId: string): boolean {
  return !kind.startsWith('export') || createdBy === userId
}

const inputSchema = z.object({ codec: z.string() })

const states = {
  waiting: 'running',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'failed',
} as const

function shown(job: Job) {
  return {
    id: job.id,
    kind: job.kind,
    /** The format by its id, for exports and imports. */
    format: inputSchema.safeParse(job.input).data?.codec ?? null,
    at: job.createdAt.toISOString(),
    state: states[job.state],
    done: job.progressPercent,
    total: 100 as number | null,
    result: job.result,
    error: job.error,
  }
}
