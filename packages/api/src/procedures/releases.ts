import {
  addCard,
  getRelease,
  newestCard,
  releasesOf,
  withdrawRelease,
  writeAudit,
} from '@parallax/db'
import { projectIdSchema, releaseRoles, roles, userIdSchema } from '@parallax/domain'
import { arePercents, bibtexOfRelease, citeRelease } from '@parallax/formats'
import * as z from 'zod'
import { startRelease } from '../jobs/run-release.ts'
import { mintId } from '../mint-id.ts'
import { peopleOf } from '../queries/people.ts'
import { offeredLayers } from '../releases/choose-contents.ts'
import { compareStored } from '../releases/compare-stored.ts'
import { draftRelease } from '../releases/draft-release.ts'
import { releaseLosses } from '../releases/export-release.ts'
import { type ShownRelease, shownRelease } from '../releases/shown-release.ts'
import { conflict, notAllowed, notFound } from '../trpc/edge-errors.ts'
import { type Member, memberProcedure, router } from '../trpc/procedures.ts'

const inProject = z.strictObject({ project: projectIdSchema })
const numberSchema = z.int().min(1).max(1_000_000_000)
const oneRelease = inProject.extend({ number: numberSchema })

const chosenSchema = z.strictObject({
  documents: z.enum(['all', 'annotated']),
  adjudicated: z.boolean(),
  shared: z.boolean(),
  annotators: z.union([z.literal('all'), z.array(userIdSchema).max(1_000).readonly()]),
})
const percentSchema = z.int().min(0).max(100)
const drawSchema = z.strictObject({
  seed: z.int().min(0).max(0xffffffff),
  percents: z
    .strictObject({ train: percentSchema, validation: percentSchema, test: percentSchema })
    .refine(arePercents, 'The shares do not make 100.'),
})
const requestSchema = inProject.extend({
  title: z.string().trim().max(200),
  notes: z.string().trim().max(10_000),
  licence: z.string().trim().max(200),
  chosen: chosenSchema,
  draw: drawSchema.nullable(),
})

const heavy = { rate: 'heavy' } as const

/** Immutable snapshots of a project: who may see the project may see them. */
export const releasesRouter = router({
  list: memberProcedure()
    .input(inProject)
    .query(async ({ ctx }) => {
      const found = await releasesOf(ctx.services.db, ctx.member.projectId)
      return found.map(shownRelease)
    }),

  get: memberProcedure()
    .input(oneRelease)
    .query(async ({ ctx, input }) => {
      const { db } = ctx.services
      const key = { projectId: ctx.member.projectId, number: input.number }
      const [found, card] = await Promise.all([getRelease(db, key), newestCard(db, key)])
      if (found === undefined || card === undefined) throw notFound()
      const shown: ShownRelease = shownRelease(found)
      return {
        ...shown,
        card: { body: card.body, version: card.version, writtenAt: card.writtenAt.toISOString() },
        citation: citeRelease(shown.summary),
        bibtex: bibtexOfRelease(shown.summary),
      }
    }),

  /** What a release loses in a format, without the file: a report as that of an export. */
  losses: memberProcedure()
    .meta({ authz: { who: 'member', roles }, ...heavy })
    .input(oneRelease.extend({ format: z.string().max(40) }))
    .query(async ({ ctx, input }) => {
      const { db, blobs } = ctx.services
      const key = { projectId: ctx.member.projectId, number: input.number }
      const found = await getRelease(db, key)
      const report = found && (await releaseLosses(blobs, found.release, input.format))
      if (report === undefined) throw notFound()
      return report
    }),

  /** Whose layers one may choose from. */
  layers: memberProcedure(releaseRoles.make)
    .input(inProject)
    .query(async ({ ctx }) => {
      const { db } = ctx.services
      const people = await peopleOf(db, ctx.member.projectId)
      const names = new Map(people.map(({ id, name }) => [id, name]))
      const offers = await offeredLayers(db, ctx.member.projectId)
      return offers.map((offer) => ({ ...offer, name: names.get(offer.owner ?? '') ?? '' }))
    }),

  /** What would be released now. Splits of it are drawn where it is looked at. */
  draft: memberProcedure(releaseRoles.make)
    .meta({ authz: { who: 'member', roles: releaseRoles.make }, ...heavy })
    .input(inProject.extend({ chosen: chosenSchema }))
    .query(async ({ ctx, input }) => {
      const draft = await draftRelease(ctx.services.db, ctx.member.projectId, input.chosen)
      if (draft === undefined) throw notFound()
      return draft
    }),

  make: memberProcedure(releaseRoles.make)
    .meta({ authz: { who: 'member', roles: releaseRoles.make }, ...heavy })
    .input(requestSchema)
    .mutation(async ({ ctx, input: { project: projectId, ...wanted } }) => {
      requireLive(ctx.member)
      const { services, person } = ctx
      services.fileDisk.requireRoom()
      const madeBy = { id: person.userId, name: person.name }
      const request = { projectId, madeBy, madeAt: new Date(), ...wanted }
      return { jobId: await startRelease(services, request) }
    }),

  /** Writes the next version of a card; `after` is the one that was read. */
  setCard: memberProcedure(releaseRoles.describe)
    .input(oneRelease.extend({ body: z.string().max(200_000), after: z.int().positive() }))
    .mutation(async ({ ctx, input: { project: projectId, number, body, after } }) => {
      requireLive(ctx.member)
      const { services, person } = ctx
      const [found, card] = await Promise.all([
        getRelease(services.db, { projectId, number }),
        newestCard(services.db, { projectId, number }),
      ])
      if (found === undefined || card === undefined) throw notFound()
      const version = after + 1
      const writtenAt = new Date()
      const writtenBy = person.userId
      const isFirst = await services.db.transaction(async (tx) => {
        const next = { projectId, number, version, body, writtenBy, writtenAt }
        if (card.version !== after || !(await addCard(tx, next))) return false
        const subject = { release: number, version }
        const line = { projectId, actor: writtenBy, subject, at: writtenAt }
        await writeAudit(tx, { id: mintId(), action: 'release.card', ...line })
        return true
      })
      if (!isFirst) throw conflict('Somebody else has written this card meanwhile. Load it anew.')
      return { version }
    }),

  /** A release is never deleted: it is marked, with a reason that everybody reads. */
  withdraw: memberProcedure(releaseRoles.withdraw)
    .input(oneRelease.extend({ reason: z.string().trim().min(1).max(2_000) }))
    .mutation(async ({ ctx, input: { project: projectId, number, reason } }) => {
      requireLive(ctx.member)
      const { services, person } = ctx
      if ((await getRelease(services.db, { projectId, number })) === undefined) throw notFound()
      const at = new Date()
      const isFirst = await services.db.transaction(async (tx) => {
        const by = { withdrawnBy: person.userId, withdrawnAt: at }
        if (!(await withdrawRelease(tx, { projectId, number, reason, ...by }))) return false
        const line = { projectId, actor: person.userId, subject: { release: number }, at }
        await writeAudit(tx, { id: mintId(), action: 'release.withdraw', ...line })
        return true
      })
      if (!isFirst) throw conflict('This release is withdrawn already.')
      return null
    }),

  compare: memberProcedure()
    .meta({ authz: { who: 'member', roles }, ...heavy })
    .input(inProject.extend({ from: numberSchema, to: numberSchema }))
    .query(async ({ ctx, input }) => {
      const { projectId } = ctx.member
      const found = await compareStored(ctx.services, projectId, input.from, input.to)
      if (found === undefined) throw notFound()
      return found
    }),
})

function requireLive({ isArchived }: Member): void {
  if (isArchived) throw notAllowed()
}
