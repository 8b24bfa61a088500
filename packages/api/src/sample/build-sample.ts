import { type Db, putGuest, schema } from '@parallax/db'
import {
  deriveId,
  type ProjectId,
  projectIdSchema,
  type UserId,
  userIdSchema,
} from '@parallax/domain'
import { and, eq } from 'drizzle-orm'
import { mintId } from '../mint-id.ts'
import { startProject } from '../projects/create-project.ts'
import { removeProject } from '../projects/remove-project.ts'
import type { Services } from '../services.ts'
import { submitOperations } from '../submit/submit-operations.ts'
import { uploadText } from '../uploads/upload-text.ts'
import { sampleProject } from './sample-project.ts'

/** A person's own sample project: the one they have, or a new one. */
export async function openSampleProject(services: Services, userId: UserId): Promise<ProjectId> {
  const existing = await findSample(services.db, userId)
  return existing ?? (await buildSample(services, userId))
}

/** Throws a sample project away for a new one, or answers `undefined` when it is no sample. */
export async function resetSampleProject(
  services: Services,
  projectId: ProjectId,
  userId: UserId,
): Promise<ProjectId | undefined> {
  if (!(await removeProject(services, projectId, { onlySamples: true }))) return undefined
  return buildSample(services, userId)
}

async function findSample(db: Db, userId: UserId): Promise<ProjectId | undefined> {
  const { members, projects } = schema
  const [found] = await db
    .select({ id: projects.id })
    .from(projects)
    .innerJoin(members, and(eq(members.projectId, projects.id), eq(members.userId, userId)))
    .where(and(eq(projects.isSample, true), eq(projects.createdBy, userId)))
    .limit(1)
  return found && projectIdSchema.parse(found.id)
}

async function buildSample(services: Services, userId: UserId): Promise<ProjectId> {
  const projectId = projectIdSchema.parse(mintId())
  const project = { id: projectId, name: 'Sample project', mode: 'side-by-side' as const }
  await startProject(services, { ...project, isSample: true, createdBy: userId })
  const people = {
    first: await makeGuest(services.db, projectId, 'Sample analyst A'),
    second: await makeGuest(services.db, projectId, 'Sample analyst B'),
  }
  const content = sampleProject(projectId, people)
  for (const { filename, text } of content.texts) {
    const bytes = new TextEncoder().encode(text)
    const uploaded = await uploadText(services, { projectId, userId, filename, bytes })
    if ('code' in uploaded) throw new Error(`The sample has a bad text: ${uploaded.message}`)
  }
  for (const { actor, operation } of content.operations) {
    const [answer] = await submitOperations(services, {
      projectId,
      actor: { userId: actor, role: 'owner' },
      operations: [operation],
    })
    if (answer?.result !== 'ok')
      throw new Error(`The sample breaks a rule: ${JSON.stringify(answer)}`)
  }
  return projectId
}

async function makeGuest(db: Db, projectId: ProjectId, name: string): Promise<UserId> {
  const id = userIdSchema.parse(deriveId(projectId, name))
  await putGuest(db, { projectId, id, name })
  return id
}
