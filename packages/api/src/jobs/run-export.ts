import { createJob, getProject, updateJob, writeAudit } from '@parallax/db'
import type { UserId } from '@parallax/domain'
import { Ledger, type LossReport } from '@parallax/formats'
import {
  type Export,
  exportFace,
  exportLosses,
  exportProject,
  writtenFormat,
} from '../exchange/export-project.ts'
import { fileNameOf } from '../exchange/file-name.ts'
import { passingTrouble } from '../load/passing-trouble.ts'
import { mintId } from '../mint-id.ts'
import type { Services } from '../services.ts'
import { noteFailed } from './note-failed.ts'
import { progressNoter } from './progress-noter.ts'
import { JobCancelled } from './running-jobs.ts'

/** An export that goes on without whoever asked for it. */
export type ExportRequest = Omit<Export, 'onProgress' | 'ledger'> & {
  readonly exportedBy: UserId
  /** The name of the token that asked, for the audit log; none when a person asked on the screen. */
  readonly token?: string | undefined
}

/** What a done export's job says of its file. */
export type ExportResult = {
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: string
  /** What the format kept and lost. */
  readonly report: LossReport
}

/** What a done check of an export says. */
export type CheckResult = { readonly report: LossReport }

/** Starts to write a project into a file that waits to be fetched; answers the job's id. */
export async function startExport(services: Services, request: ExportRequest): Promise<string> {
  const { db, jobs, exportFiles, log } = services
  const id = mintId()
  const { projectId, exportedBy: createdBy, codec, exportedAt: createdAt } = request
  const input = { codec, ...countsOf(request) }
  await createJob(db, { projectId, id, kind: 'export', input, createdBy, createdAt })
  // Before there is a file: what leaves the house is written down even if nobody fetches it.
  const { token } = request
  const subject = { format: codec, ...countsOf(request), ...(token === undefined ? {} : { token }) }
  const line = { id: mintId(), projectId, actor: createdBy, at: createdAt }
  await writeAudit(db, { ...line, action: 'export', subject })
  const sweep = async () => {
    await exportFiles
      .sweep(createdAt)
      .catch((fault: unknown) => log.warn({ err: fault }, 'old exports were not removed'))
  }
  const work = (signal: AbortSignal) => writeFile(services, request, id, signal)
  jobs.run({ projectId, id }, (signal) => run(services, { projectId, id }, work, signal), sweep)
  return id
}

/**
 * Starts to count what an export would lose, so that a person can look before anything is made;
 * answers the job's id.
 */
export async function startExportCheck(
  services: Services,
  request: ExportRequest,
): Promise<string> {
  const { db, jobs } = services
  const id = mintId()
  const { projectId, exportedBy: createdBy, codec, exportedAt: createdAt } = request
  const input = { codec, ...countsOf(request) }
  await createJob(db, { projectId, id, kind: 'export-check', input, createdBy, createdAt })
  const work = async (): Promise<CheckResult> => {
    const onProgress = progressNoter(services, { projectId, id })
    const report = await exportLosses(db, { ...request, onProgress })
    if (report === undefined) throw new Error('There is nothing to export.')
    return { report }
  }
  const key = { projectId, id }
  jobs.run(
    key,
    (signal) => run(services, key, work, signal),
    async () => {},
  )
  return id
}

function countsOf({ selection: { documents, layers } }: ExportRequest) {
  const countOf = (ids: readonly string[] | 'all') => (ids === 'all' ? ids : ids.length)
  return { documents: countOf(documents), layers: countOf(layers) }
}

async function run(
  { db, log }: Services,
  key: { readonly projectId: string; readonly id: string },
  work: (signal: AbortSignal) => Promise<ExportResult | CheckResult>,
  signal: AbortSignal,
): Promise<void> {
  const note = (changes: Omit<Parameters<typeof updateJob>[2], 'updatedAt'>) =>
    updateJob(db, key, { ...changes, updatedAt: new Date() })
  try {
    await note({ state: 'running' })
    const result = await work(signal)
    await note({ state: 'done', progressPercent: 100, result })
  } catch (fault) {
    if (signal.reason instanceof JobCancelled) {
      await noteFailed(() => note({ state: 'cancelled' }))
      return
    }
    const trouble = passingTrouble(fault)
    if (!signal.aborted && trouble === undefined) log.error({ err: fault }, 'an export failed')
    const error = signal.aborted
      ? 'The server was stopped while this was running. Export again.'
      : (trouble?.message ?? 'Something went wrong on the server.')
    await noteFailed(() => note({ state: 'failed', error }))
  }
}

async function writeFile(
  services: Services,
  request: ExportRequest,
  id: string,
  signal: AbortSignal,
): Promise<ExportResult> {
  const { db, exportFiles, fileDisk, metrics } = services
  const onProgress = progressNoter(services, { projectId: request.projectId, id })
  const ledger = new Ledger()
  const codec = writtenFormat(request.codec)
  const pieces = await exportProject(db, { ...request, onProgress, ledger })
  const project = await getProject(db, request.projectId)
  if (pieces === undefined || project === undefined || !codec)
    throw new Error('There is nothing to export.')
  const onPiece = (sizeBytes: number) => {
    fileDisk.requireRoom(sizeBytes)
    metrics.exported(sizeBytes)
  }
  const written = await exportFiles.write(id, pieces, { signal, onPiece })
  const { fileExtension, mediaType } = exportFace(codec, request.options)
  const name = fileNameOf(project.name, fileExtension)
  return { name, mediaType, ...written, report: ledger.report() }
}
