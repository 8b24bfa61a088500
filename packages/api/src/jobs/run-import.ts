import { type Db, writeAudit } from '@parallax/db'
import { type Import, importProject } from '../exchange/import-project.ts'
import type { FileReport } from '../exchange/read-file.ts'
import { mintId } from '../mint-id.ts'
import type { Services } from '../services.ts'
import { startJob } from './run-job.ts'

/** Starts to import a file and answers the job's id; `done` is called when the file is not needed. */
export function startImport(
  services: Services,
  request: Import,
  done: () => Promise<void>,
): Promise<string> {
  const { projectId, importedBy: createdBy, codec, importedAt: createdAt } = request
  return startJob(services, {
    projectId,
    id: mintId(),
    kind: 'import',
    input: { codec },
    createdBy,
    createdAt,
    ending: { stopped: 'Nothing was imported.', failed: 'Nothing was imported.' },
    explain: (fault) => (fault instanceof BadFile ? fault.explained : undefined),
    cleanUp: done,
    work: async ({ noteDone, ...course }) => {
      // The job is done in the very moment that the import is there.
      const noteReport = async (tx: Db, found: FileReport) => {
        await noteDone(tx, found.isGood ? found.summary : undefined)
        await noteImport(tx, request)
      }
      const report = await importProject(services, request, { ...course, noteDone: noteReport })
      if (!report.isGood) throw new BadFile(report)
    },
  })
}

type BadReport = Extract<FileReport, { isGood: false }>

/** The file has problems, which the job tells. */
class BadFile extends Error {
  readonly explained: { readonly error: string; readonly result: BadReport }

  constructor(report: BadReport) {
    const error = sentenceOf(report)
    super(error)
    this.explained = { error, result: report }
  }
}

async function noteImport(db: Db, request: Import): Promise<void> {
  const { projectId, importedBy: actor, codec, importedAt: at } = request
  const subject = { format: codec }
  await writeAudit(db, { id: mintId(), projectId, actor, action: 'import', subject, at })
}

function sentenceOf({ problems, problemCount }: BadReport): string {
  const [first] = problems
  const where = first?.line ? `line ${first.line}: ` : ''
  const more = problemCount > 1 ? ` And ${problemCount - 1} more.` : ''
  return `Nothing was imported. ${where}${first?.message ?? ''}${more}`
}
