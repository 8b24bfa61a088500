import { getJob, type Job, jobsOf, updateJob } from '@parallax/db'
import { projectIdSchema } from '@parallax/domain'
import * as z from 'zod'
import { notAllowed, notFound } from '../trpc/edge-errors.ts'
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

  /** Ends one's own work that still goes on; owners end anybody's. What it did by then is gone. */
  cancel: memberProcedure()
    .input(inProject.extend({ job: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const { services, member, person } = ctx
      const job = await getJob(services.db, member.projectId, input.job)
      if (job === undefined || !isOpenTo(job, person.userId)) throw notFound()
      if (job.createdBy !== person.userId && member.role !== 'owner') throw notAllowed()
      // First here: on one session the work holds what the second line needs.
      services.jobs.cancel(job.id)
      const key = { projectId: member.projectId, id: job.id }
      await updateJob(services.db, key, { state: 'cancelled' })
    }),
})

/** What somebody exports or only looks at is theirs; what comes into the project concerns everybody. */
function isOpenTo({ kind, createdBy }: Job, userId: string): boolean {
  const isTheirs = kind.startsWith('export') || kind === 'import-preview'
  return !isTheirs || createdBy === userId
}

const inputSchema = z.object({ codec: z.string() })

const states = {
  waiting: 'running',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
} as const

function shown(job: Job) {
  return {
    id: job.id,
    kind: job.kind,
    /** The format by its id, for exports and imports. */
    format: inputSchema.safeParse(job.input).data?.codec ?? null,
    at: job.createdAt.toISOString(),
    state: states[job.state],
    /** Nobody has said for some seconds that they still work on it. */
    isSilent: job.isSilent,
    done: job.progressPercent,
    total: 100 as number | null,
    result: job.result,
    error: job.error,
    input: job.input,
    createdBy: job.createdBy,
  }
}
