import { projectIdSchema, roles, type UserId } from '@parallax/domain'
import { codecs, formatRow, lossReasons, problemOfWish } from '@parallax/formats'
import * as z from 'zod'
import { chosenSelection, idsSchema, layersWishSchema } from '../exchange/chosen-selection.ts'
import { writtenFormat } from '../exchange/export-project.ts'
import { partsWishShape } from '../exchange/parts-wish.ts'
import { startExport, startExportCheck } from '../jobs/run-export.ts'
import { layerOwners } from '../queries/own-layers.ts'
import type { Services } from '../services.ts'
import { conflict, notFound } from '../trpc/edge-errors.ts'
import { memberProcedure, openProcedure, router } from '../trpc/procedures.ts'

const wish = z.strictObject({
  project: projectIdSchema,
  format: z.string().max(40),
  documents: z.union([z.literal('all'), idsSchema]),
  layers: layersWishSchema,
  ...partsWishShape,
  hasSideFile: z.boolean().default(false),
})

const exporting = memberProcedure().meta({ authz: { who: 'member', roles }, rate: 'heavy' })

/** Files that a person gets of a project: made by a job, fetched by the one who asked for it. */
export const exportsRouter = router({
  /** Every format with what it can hold: the table that screens choose from. */
  formats: openProcedure.query(() => ({
    formats: Object.values(codecs).map(formatRow),
    /** What a loss report's reasons mean, in a sentence each. */
    reasons: lossReasons,
  })),

  /** Whose own layers one may choose from, by name. */
  people: memberProcedure()
    .input(z.strictObject({ project: projectIdSchema }))
    .query(({ ctx }) => layerOwners(ctx.services.db, ctx.member.projectId, ctx.person.userId)),

  /** Begins to count what an export would lose; the job's result is the report. */
  check: exporting.input(wish).mutation(async ({ ctx, input }) => ({
    jobId: await startExportCheck(ctx.services, await requestOf(ctx, input)),
  })),

  /** Begins to write the file. */
  start: exporting.input(wish).mutation(async ({ ctx, input }) => ({
    jobId: await startExport(ctx.services, await requestOf(ctx, input)),
  })),
})

type Context = {
  readonly services: Services
  readonly member: { readonly projectId: z.output<typeof projectIdSchema> }
  readonly person: { readonly userId: UserId }
}

async function requestOf({ services, member, person }: Context, input: z.output<typeof wish>) {
  const codec = writtenFormat(input.format)
  if (!codec) throw notFound()
  const { kinds, without, offsetUnit, hasSideFile } = input
  const options = { kinds, without, offsetUnit, hasSideFile }
  const problem = problemOfWish({ codec, ...options })
  if (problem !== undefined) throw conflict(problem)
  const selection = await chosenSelection(services.db, member.projectId, input, person.userId)
  if (!selection) throw notFound()
  return {
    projectId: member.projectId,
    codec: input.format,
    selection,
    exportedAt: new Date(),
    exportedBy: person.userId,
    options,
  }
}
