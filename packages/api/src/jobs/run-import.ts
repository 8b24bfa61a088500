import { createJob, updateJob, writeAudit } from '@parallax/db'
import { type Import, importProject } from '../exchange/import-project.ts'
import type { FileReport } from '../exchange/read-file.ts'
import { mintId } from '../mint-id.ts'
import type { Services } from '../services.ts'

/** Starts to import a file and answers the job's id; `done` is called when the file is not needed. */
export async function startImport(
  services: Services,
  request: Import,
  done: () => Promise<void>,
): Promise<string> {
  const { db, log } = services
  const id = mintId()
  const { projectId, importedBy: createdBy, codec, importedAt: createdAt } = request
  await createJob(db, { projectId, id, kind: 'import', input: { codec }, createdBy, createdAt })
  void run(services, request, id)
    .catch((fault: unknown) => log.error({ err: fault }, 'an import could not say how it ended'))
    .finally(() => void done())
  return id
}

async function run(services: Services, request: Import, id: string): Promise<void> {
  const { db, log } = services
  const key = { projectId: request.projectId, id }
  const note = (changes: Omit<Parameters<typeof updateJob>[2], 'updatedAt'>) =>
    updateJob(db, key, { ...changes, updatedAt: new Date() })
  await note({ state: 'running' })
  try {
    const report = await importProject(services, request)
    if (report.isGood) {
      await note({ state: 'done', progressPercent: 100, result: report.summary })
      await noteImport(services, request)
    } else await note({ state: 'failed', error: sentenceOf(report), result: report })
  } catch (fault) {
    log.error({ err: fault }, 'an import failed')
    await note({
      state: 'failed',
      error: 'Something went wrong on the server. Nothing was imported.',
    })
  }
}

async function noteImport({ db }: Services, request: Import): Promise<void> {
  const { projectId, importedBy: actor, codec, importedAt: at } = request
  const subject = { format: codec }
  await writeAudit(db, { id: mintId(), projectId, actor, action: 'import', subject, at })
}

function sentenceOf({ problems, problemCount }: Extract<FileReport, { isGood: false }>): string {
  const [first] = problems
  const where = first?.line ? `line ${first.line}: ` : ''
  const more = problemCount > 1 ? ` And ${problemCount - 1} more.` : ''
  return `Nothing was imported. ${where}${first?.message ?? ''}${more}`
}
