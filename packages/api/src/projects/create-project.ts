import { createProject, getProject, type Project, roleOf } from '@parallax/db'
import {
  codebookStreamId,
  defaultCodebookRecords,
  deriveId,
  type Operation,
  operationSchema,
  type ProjectId,
  type UserId,
} from '@parallax/domain'
import type { Services } from '../services.ts'
import { submitOperations } from '../submit/submit-operations.ts'

export type NewProject = {
  readonly id: ProjectId
  readonly name: string
  readonly mode: Project['mode']
  readonly isSample: boolean
  readonly createdBy: UserId
}

/**
 * Makes a project with its first owner and a first published codebook. Asking again for one's own
 * project makes what is missing of it. False when the id is somebody else's.
 */
export async function startProject(services: Services, project: NewProject): Promise<boolean> {
  const existing = await getProject(services.db, project.id)
  if (existing === undefined) {
    const createdAt = new Date()
    await services.db.transaction((tx) => createProject(tx, { ...project, createdAt }))
  } else if (
    existing.createdBy !== project.createdBy ||
    (await roleOf(services.db, project.id, project.createdBy)) !== 'owner'
  ) {
    return false
  }
  await submitAll(services, project)
  return true
}

async function submitAll(services: Services, { id, createdBy }: NewProject): Promise<void> {
  const answers = await submitOperations(services, {
    projectId: id,
    actor: { userId: createdBy, role: 'owner' },
    operations: firstCodebook(id),
  })
  const refused = answers.find(({ result }) => result !== 'ok')
  if (refused !== undefined) throw new Error(`No first codebook: ${JSON.stringify(refused)}`)
}

/** The operations that make the first codebook. Their ids are derived, so they happen once. */
function firstCodebook(project: ProjectId): Operation[] {
  const records = defaultCodebookRecords(project)
  const group = deriveId(project, 'first codebook')
  const version = deriveId(project, 'first codebook version')
  const stream = { kind: 'codebook', id: codebookStreamId(project) }
  const base = { stream, baseSeq: 0, group, after: null }
  const publish = { id: version, note: '', migrations: [] }
  return [
    { ...base, id: group, type: 'codebook.create', args: { records } },
    {
      ...base,
      id: deriveId(project, 'first codebook published'),
      after: group,
      type: 'codebook.publish',
      args: publish,
    },
  ].map((operation) => operationSchema.parse(operation))
}
