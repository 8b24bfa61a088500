import { getProject, writeAudit } from '@parallax/db'
import type { UserId } from '@parallax/domain'
import { Ledger, type LossReport } from '@parallax/formats'
import { selectionCounts } from '../exchange/chosen-selection.ts'
import {
  type Export,
  exportFace,
  exportLosses,
  exportProject,
  writtenFormat,
} from '../exchange/export-project.ts'
import { fileNameOf } from '../exchange/file-name.ts'
import { mintId } from '../mint-id.ts'
import type { Services } from '../services.ts'
import { type JobCourse, startJob } from './run-job.ts'

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
  const { db, exportFiles, log } = services
  const job = jobOf(request, 'export')
  const { projectId, exportedBy: actor, codec: format, exportedAt: at, token } = request
  // Before there is a file: what leaves the house is written down even if nobody fetches it.
  const subject = {
    format,
    ...selectionCounts(request.selection),
    ...(token === undefined ? {} : { token }),
  }
  await writeAudit(db, { id: mintId(), projectId, actor, at, action: 'export', subject })
  return startJob(services, {
    ...job,
    work: async (course) => {
      await course.noteDone(db, await writeFile(services, request, job.id, course))
    },
    cleanUp: async () => {
      await exportFiles
        .sweep(at)
        .catch((fault: unknown) => log.warn({ err: fault }, 'old exports were not removed'))
    },
  })
}

/**
 * Starts to count what an export would lose, so that a person can look before anything is made;
 * answers the job's id.
 */
export function startExportCheck(services: Services, request: ExportRequest): Promise<string> {
  const { db } = services
  return startJob(services, {
    ...jobOf(request, 'export-check'),
    work: async ({ onProgress, noteDone }) => {
      const report = await exportLosses(db, { ...request, onProgress })
      if (report === undefined) throw new Error('There is nothing to export.')
      await noteDone(db, { report } satisfies CheckResult)
    },
  })
}

function jobOf(request: ExportRequest, kind: 'export' | 'export-check') {
  const { projectId, exportedBy: createdBy, codec, exportedAt: createdAt } = request
  const input = { codec, ...selectionCounts(request.selection) }
  const ending = { stopped: 'Export again.', failed: '' }
  return { id: mintId(), projectId, kind, input, createdBy, createdAt, ending }
}

async function writeFile(
  services: Services,
  request: ExportRequest,
  id: string,
  { signal, onProgress }: Pick<JobCourse, 'signal' | 'onProgress'>,
): Promise<ExportResult> {
  const { db, exportFiles, fileDisk, metrics } = services
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
