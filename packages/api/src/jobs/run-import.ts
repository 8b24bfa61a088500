import { createJob, type Db, updateJob, writeAudit } from '@parallax/db'
import { type Import, importProject } from '../exchange/import-project.ts'
import type { FileReport } from '../exchange/read-file.ts'
import { passingTrouble } from '../load/passing-trouble.ts'
import { mintId } from '../mint-id.ts'
import type { Services } from '../services.ts'
import { noteFailed } from './note-failed.ts'

/** Starts to import a file and answers the job's id; `done` is called when the file is not needed. */
export async function startImport(
  services: Services,
  request: Import,
  done: () => Promise<void>,
): Promise<string> {
  const { db, jobs } = services
  const id = mintId()
  const { projectId, importedBy: createdBy, codec, importedAt: createdAt } = request
  await createJob(db, { projectId, id, kind: 'import', input: { codec }, createdBy, createdAt })
  jobs.run({ projectId, id }, (signal) => run(services, request, id, signal), done)
  return id
}

async function run(
  services: Services,
  request: Import,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const { db, log } = services
  const key = { projectId: request.projectId, id }
  const note = (to: Db, changes: Omit<Parameters<typeof updateJob>[2], 'updatedAt'>) =>
    updateJob(to, key, { ...changes, updatedAt: new Date() })
  // The job is done in the very moment that the import is there.
  const noteDone = async (tx: Db, report: FileReport) => {
    const result = report.isGood ? report.summary : undefined
    const isOurs = await note(tx, { state: 'done', progressPercent: 100, result })
    if (!isOurs) throw new Error('Somebody has ended this job.')
    await noteImport(tx, request)
  }
  try {
    await note(db, { state: 'running' })
    const report = await importProject(services, request, { signal, noteDone })
    if (!report.isGood)
      await note(db, { state: 'failed', error: sentenceOf(report), result: report })
  } catch (fault) {
    if (!signal.aborted) log.error({ err: fault }, 'an import failed')
    await noteFailed(() => note(db, { state: 'failed', error: whyOf(fault, signal) }))
  }
}

function whyOf(fault: unknown, signal: AbortSignal): string {
  const trouble = passingTrouble(fault)
  if (signal.aborted) return 'The server was stopped while this was running. Nothing was imported.'
  return `${trouble?.message ?? 'Something went wrong on the server.'} Nothing was imported.`
}

async function noteImport(db: Db, request: Import): Promise<void> {
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
