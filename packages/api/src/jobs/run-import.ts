import { createJob, updateJob } from '@parallax/db'
import { type ImportRequest, importProject } from '../exports/import-project.ts'
import { mintId } from '../mint-id.ts'
import type { Services } from '../services.ts'

/** Starts to import a file and answers the job's id; `done` is called when the file is not needed. */
export async function startImport(
  services: Services,
  request: ImportRequest,
  done: () => Promise<void>,
): Promise<string> {
  const { db, log } = services
  const id = mintId()
  const { projectId, userId, codec } = request
  const createdAt = new Date()
  const input = { codec: codec.id }
  await createJob(db, { projectId, id, kind: 'import', input, createdBy: userId, createdAt })
  void run(services, request, id)
    .catch((fault: unknown) => log.error({ err: fault }, 'an import could not say how it ended'))
    .finally(() => void done())
  return id
}

async function run(services: Services, request: ImportRequest, id: string): Promise<void> {
  const { db, log } = services
  const key = { projectId: request.projectId, id }
  const note = (changes: Omit<Parameters<typeof updateJob>[2], 'updatedAt'>) =>
    updateJob(db, key, { ...changes, updatedAt: new Date() })
  await note({ state: 'running' })
  try {
    const outcome = await importProject(services, request)
    if (outcome.ok) {
      const { documents, layers, records } = outcome
      const result = { documents, layers, records }
      await note({ state: 'done', progressPercent: 100, result })
    } else {
      const { problems } = outcome
      await note({ state: 'failed', error: sentenceOf(problems), result: { problems } })
    }
  } catch (fault) {
    log.error({ err: fault }, 'an import failed')
    await note({
      state: 'failed',
      error: 'Something went wrong on the server. Nothing was imported.',
    })
  }
}

function sentenceOf(
  problems: readonly { readonly line: number; readonly message: string }[],
): string {
  const [first] = problems
  const where = first?.line ? `line ${first.line}: ` : ''
  const more = problems.length > 1 ? ` And ${problems.length - 1} more.` : ''
  return `Nothing was imported. ${where}${first?.message ?? ''}${more}`
}
