import { cancelJob, type Db, type Job, membersOf } from '@parallax/db'
import {
  codebookStreamId,
  mapValues,
  type ProjectId,
  projectIdSchema,
  type UserId,
} from '@parallax/domain'
import { codebookIn, codecs, lossReasons } from '@parallax/formats'
import * as z from 'zod'
import { importChoicesSchema } from '../exchange/import-choices.ts'
import { stateOf } from '../exchange/write-vocabulary.ts'
import {
  openPreview,
  ownPreview,
  previewOf,
  startChosenImport,
  startPreview,
  startTakeBack,
  uploadOf,
} from '../jobs/import-jobs.ts'
import { notAllowed, notFound } from '../trpc/edge-errors.ts'
import { memberProcedure, router } from '../trpc/procedures.ts'

const inProject = z.strictObject({ project: projectIdSchema })
const ofPreview = inProject.extend({ preview: z.uuid() })
/** Owners bring files in; projects in the archive take none. */
const ownerProcedure = memberProcedure(['owner']).use(({ ctx, next }) => {
  if (ctx.member.isArchived) throw notAllowed()
  return next({ ctx: { asker: { projectId: ctx.member.projectId, userId: ctx.person.userId } } })
})

/** Bringing files into a project: looked at first, then decided upon, then taken in as a job. */
export const importsRouter = router({
  /** What one has uploaded last and not decided upon yet, with what there is to choose from. */
  current: ownerProcedure.input(inProject).query(async ({ ctx }) => {
    const { services, asker } = ctx
    const found = await openPreview(services, asker)
    if (found === undefined) return null
    const { preview, imported } = found
    const { upload, ...file } = uploadOf(preview)
    const isKept = (await services.importFiles.find(upload)) !== undefined
    if (!isKept && imported === undefined) return null
    return {
      id: preview.id,
      file,
      job: shown(preview),
      preview: previewOf(preview) ?? null,
      imported: imported ? { id: imported.id, ...shown(imported) } : null,
      reasons: lossReasons as Readonly<Record<string, string>>,
      ...(await choicesIn(services.db, asker)),
    }
  }),

  start: ownerProcedure
    .input(ofPreview.extend({ choices: importChoicesSchema }))
    .mutation(async ({ ctx, input }) => {
      const job = await startChosenImport(ctx.services, ctx.asker, input)
      if (job === undefined) throw notFound()
      return { job }
    }),

  /** Looks at the same upload as another format. */
  again: ownerProcedure
    .input(ofPreview.extend({ format: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { services, asker } = ctx
      const preview = await ownPreview(services.db, asker, input.preview)
      if (preview === undefined || !Object.hasOwn(codecs, input.format)) throw notFound()
      await cancelJob(services.db, keyOf(preview))
      const job = await startPreview(services, asker, {
        ...uploadOf(preview),
        format: input.format,
      })
      return { job }
    }),

  /** Puts an upload away that shall not come in, or the word that it has. */
  dismiss: ownerProcedure.input(ofPreview).mutation(async ({ ctx, input }) => {
    const { services, asker } = ctx
    const preview = await ownPreview(services.db, asker, input.preview)
    if (preview === undefined) throw notFound()
    services.jobs.cancel(preview.id)
    await cancelJob(services.db, keyOf(preview))
    await services.importFiles.remove(uploadOf(preview).upload)
  }),

  takeBack: ownerProcedure
    .input(inProject.extend({ job: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const job = await startTakeBack(ctx.services, ctx.asker, input.job)
      if (job === undefined) throw notFound()
      return { job }
    }),
})

function keyOf({ projectId, id }: Job) {
  return { projectId, id }
}

function shown({ state, isSilent, progressPercent, error, result }: Job) {
  return { state, isSilent, progressPercent, error, result: state === 'done' ? result : null }
}

async function choicesIn(
  db: Db,
  { projectId }: { readonly projectId: ProjectId; readonly userId: UserId },
) {
  const codebook = await stateOf(db, projectId, 'codebook', codebookStreamId(projectId))
  const known = codebookIn([...mapValues(codebook.records)])
  const labels = [...known.labels].flatMap(([id, { name, labelSet, deprecated }]) => {
    const set = known.labelSets.get(labelSet)
    return set && !deprecated ? [{ id, name, slot: set.slot, set: set.name }] : []
  })
  const members = await membersOf(db, projectId)
  return { ownLabels: labels, members: members.map(({ userId, name }) => ({ id: userId, name })) }
}
