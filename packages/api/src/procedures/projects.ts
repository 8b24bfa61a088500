import {
  type AuditAction,
  getProject,
  loadStreams,
  membersOf,
  projectsOf,
  setMemberRole,
  touchMember,
  updateProject,
  writeAudit,
} from '@parallax/db'
import {
  codebookStreamId,
  type ProjectId,
  projectIdSchema,
  registryStreamId,
  type StreamId,
  type StreamKind,
} from '@parallax/domain'
import * as z from 'zod'
import { announceAccessEnded } from '../access/access-ended.ts'
import { mintId } from '../mint-id.ts'
import { startProject } from '../projects/create-project.ts'
import { duplicateProject } from '../projects/duplicate-project.ts'
import { peopleOf } from '../queries/people.ts'
import { countDocumentsAndMembers, countProject } from '../queries/project-counts.ts'
import { openSampleProject, resetSampleProject } from '../sample/build-sample.ts'
import type { Services } from '../services.ts'
import { emptySnapshot, snapshotOf } from '../snapshot.ts'
import { conflict, notFound } from '../trpc/edge-errors.ts'
import { memberProcedure, personProcedure, router } from '../trpc/procedures.ts'

const nameSchema = z.string().trim().min(1).max(200)
const modeSchema = z.enum(['together', 'side-by-side'])
const inProject = z.strictObject({ project: projectIdSchema })
const taken = () => conflict('There is a project with this id already.')

/** Projects and what is known of them. What they hold is changed by operations only. */
export const projectsRouter = router({
  list: personProcedure.query(async ({ ctx }) => {
    const { db } = ctx.services
    const found = await projectsOf(db, ctx.person.userId)
    const counts = await countDocumentsAndMembers(
      db,
      found.map(({ project }) => project.id),
    )
    return found.map(({ project, role }) => ({
      id: project.id,
      name: project.name,
      mode: project.mode,
      role,
      archivedAt: project.archivedAt?.toISOString() ?? null,
      isSample: project.isSample,
      documents: counts.get(project.id)?.documents ?? 0,
      members: counts.get(project.id)?.members ?? 0,
      createdAt: project.createdAt.toISOString(),
    }))
  }),

  create: personProcedure
    .input(z.strictObject({ id: projectIdSchema, name: nameSchema, mode: modeSchema }))
    .mutation(async ({ ctx, input }) => {
      const project = { ...input, isSample: false, createdBy: ctx.person.userId }
      if (!(await startProject(ctx.services, project))) throw taken()
      await audit(ctx, input.id, 'project.create', { name: input.name })
      return { id: input.id }
    }),

  get: memberProcedure()
    .input(inProject)
    .query(async ({ ctx }) => {
      const { db } = ctx.services
      const { projectId, role } = ctx.member
      const project = await theProject(ctx.services, projectId)
      const [counts, members] = await Promise.all([
        countProject(db, projectId),
        membersOf(db, projectId),
      ])
      return {
        id: projectId,
        name: project.name,
        mode: project.mode,
        role,
        isSample: project.isSample,
        archivedAt: project.archivedAt?.toISOString() ?? null,
        counts,
        members: members.map(({ userId: id, name, role: of }) => ({ id, name, role: of })),
      }
    }),

  open: memberProcedure()
    .input(inProject)
    .query(async ({ ctx }) => {
      const { db } = ctx.services
      const { projectId, role } = ctx.member
      const { userId } = ctx.person
      const project = await theProject(ctx.services, projectId)
      await touchMember(db, projectId, userId, new Date())
      const streams = await loadStreams(db, projectId, [
        registryStreamId(projectId),
        codebookStreamId(projectId),
      ])
      const streamOf = (kind: StreamKind, id: StreamId) => {
        const stored = streams.find(({ streamId }) => streamId === id)
        return stored === undefined ? emptySnapshot(kind, id) : snapshotOf(stored)
      }
      return {
        project: {
          id: projectId,
          name: project.name,
          mode: project.mode,
          isSample: project.isSample,
        },
        me: { userId, role },
        people: await peopleOf(db, projectId),
        registry: streamOf('registry', registryStreamId(projectId)),
        codebook: streamOf('codebook', codebookStreamId(projectId)),
      }
    }),

  update: memberProcedure(['owner'])
    .input(inProject.extend({ name: nameSchema.optional(), mode: modeSchema.optional() }))
    .mutation(async ({ ctx, input }) => {
      const { name, mode } = input
      const changes = { ...(name && { name }), ...(mode && { mode }) }
      if (Object.keys(changes).length > 0) {
        await updateProject(ctx.services.db, ctx.member.projectId, changes)
        await audit(ctx, ctx.member.projectId, 'project.update', changes)
      }
      return null
    }),

  archive: memberProcedure(['owner'])
    .input(inProject.extend({ archived: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const { projectId } = ctx.member
      const archivedAt = input.archived ? new Date() : null
      await updateProject(ctx.services.db, projectId, { archivedAt })
      announceAccessEnded(ctx.services.bus, { projectId, reason: 'expired' })
      await audit(ctx, projectId, input.archived ? 'project.archive' : 'project.unarchive', {})
      return null
    }),

  duplicate: memberProcedure()
    .meta({ authz: { who: 'member', roles: ['owner', 'adjudicator'] }, rate: 'heavy' })
    .input(inProject.extend({ id: projectIdSchema, name: nameSchema }))
    .mutation(async ({ ctx, input }) => {
      const { id, name } = input
      const copy = { from: ctx.member.projectId, id, name, createdBy: ctx.person.userId }
      if (!(await duplicateProject(ctx.services.db, copy))) throw taken()
      await audit(ctx, id, 'project.duplicate', { from: ctx.member.projectId })
      return { id }
    }),

  leave: memberProcedure()
    .input(inProject)
    .mutation(async ({ ctx }) => {
      const { db, bus } = ctx.services
      const { projectId } = ctx.member
      const { userId } = ctx.person
      const left = await setMemberRole(db, projectId, userId, undefined)
      if (left === 'not-a-member') throw notFound()
      if (left === 'last-owner') {
        throw conflict('You are the only owner. Make somebody else an owner first, or archive it.')
      }
      announceAccessEnded(bus, { userId, projectId, reason: 'removed' })
      await audit(ctx, projectId, 'member.leave', {})
      return null
    }),

  openSample: personProcedure
    .meta({ authz: { who: 'signed-in' }, rate: 'heavy' })
    .mutation(async ({ ctx }) => ({
      project: await openSampleProject(ctx.services, ctx.person.userId),
    })),

  resetSample: memberProcedure(['owner'])
    .input(inProject)
    .mutation(async ({ ctx }) => {
      const project = await resetSampleProject(
        ctx.services,
        ctx.member.projectId,
        ctx.person.userId,
      )
      if (project === undefined) throw notFound()
      return { project }
    }),
})

async function theProject({ db }: Services, projectId: ProjectId) {
  const project = await getProject(db, projectId)
  if (project === undefined) throw notFound()
  return project
}

type Acting = { readonly services: Services; readonly person: { readonly userId: string } }

function audit(
  { services, person }: Acting,
  projectId: string,
  action: AuditAction,
  subject: object,
): Promise<void> {
  const line = { id: mintId(), projectId, actor: person.userId, at: new Date() }
  return writeAudit(services.db, { ...line, action, subject })
}
