import { type Db, getJob, type Job, jobsOf, writeAudit } from '@parallax/db'
import type { ProjectId, UserId } from '@parallax/domain'
import { codecs, isProjectCodecId } from '@parallax/formats'
import * as z from 'zod'
import { type BringRequest, bringFile, lookAtFile } from '../exchange/bring-file.ts'
import { type ImportChoices, ImportRefused } from '../exchange/import-choices.ts'
import { importCorpus } from '../exchange/import-corpus.ts'
import { importProject, isEmptyProject } from '../exchange/import-project.ts'
import { StreamMoved } from '../exchange/import-writer.ts'
import { type ImportPreview, previewImport } from '../exchange/preview-import.ts'
import { takeBackImport } from '../exchange/take-back-import.ts'
import { mintId } from '../mint-id.ts'
import type { Services } from '../services.ts'
import { type Explained, type JobCourse, startJob } from './run-job.ts'

/** What becomes of an import that the file or others stand in the way of. */
function explainImport(fault: unknown): Explained | undefined {
  if (fault instanceof ImportRefused) return { error: fault.message, result: fault.found }
  if (!(fault instanceof StreamMoved)) return undefined
  return {
    error: 'Others were working on the same at that moment. Nothing was changed; try again.',
  }
}

/** Who asks for a job, and about which project. */
export type Asker = { readonly projectId: ProjectId; readonly userId: UserId }

/** A file that lies here, by the id of the job that looked at it first. */
export type Upload = { readonly upload: string; readonly name: string; readonly sizeBytes: number }

const previewInputSchema = z.object({
  upload: z.uuid(),
  name: z.string(),
  sizeBytes: z.number(),
  format: z.string().nullable(),
})
const importInputSchema = z.object({ preview: z.uuid() })
const groupSchema = z.object({ group: z.uuid() })

/** Looks at an uploaded file: what it would bring is the job's result. Answers the job's id. */
export function startPreview(
  services: Services,
  { projectId, userId }: Asker,
  { id = mintId(), format, ...upload }: Upload & { id?: string; readonly format: string | null },
): Promise<string> {
  return startJob(services, {
    explain: explainImport,
    projectId,
    id,
    kind: 'import-preview',
    input: { ...upload, format },
    createdBy: userId,
    createdAt: new Date(),
    work: async ({ signal, onProgress, noteDone }) => {
      const file = await fileOf(services, upload)
      const asked = { projectId, importedBy: userId, file, format }
      const preview = await previewImport(services.db, asked, { signal, onProgress })
      await noteDone(services.db, preview)
    },
  })
}

async function fileOf({ importFiles }: Services, { upload, name }: Omit<Upload, 'sizeBytes'>) {
  const place = await importFiles.find(upload)
  if (place === undefined) throw new ImportRefused('The file is not kept any more. Send it again.')
  return { place, name }
}

/** Imports what a preview looked at. Answers the job's id, or `undefined` without such a preview. */
export async function startChosenImport(
  services: Services,
  asker: Asker,
  { preview: id, choices }: { readonly preview: string; readonly choices: ImportChoices },
): Promise<string | undefined> {
  const preview = await ownPreview(services.db, asker, id)
  const looked = preview && previewOf(preview)
  const codec = looked && codecs[looked.format.id]
  if (!preview || !codec) return undefined
  const { projectId, userId: importedBy } = asker
  const importedAt = new Date()
  const upload = previewInputSchema.parse(preview.input)
  return startJob(services, {
    explain: explainImport,
    projectId,
    id: mintId(),
    kind: 'import',
    input: { codec: codec.id, preview: id, name: upload.name },
    createdBy: importedBy,
    createdAt: importedAt,
    work: async ({ noteDone, ...course }) => {
      const file = await fileOf(services, upload)
      const given = { projectId, importedBy, importedAt, codec, file, choices }
      const done = async (tx: Db, result: unknown) => {
        await noteDone(tx, result)
        await writeImportAudit(tx, asker, 'import', { format: codec.id })
      }
      const isWhole = !choices.withoutBadLines && (await isEmptyProject(services.db, projectId))
      if (isProjectCodecId(codec.id) && isWhole)
        await importWhole(services, { ...given, codec: codec.id }, { ...course, noteDone: done })
      else await importCorpus(services, given, { ...course, noteDone: done })
      await services.importFiles.remove(upload.upload)
    },
  })
}

/** A file that a script brings in one go, or only looks at. */
export type DirectImport = Omit<BringRequest, 'projectId' | 'importedBy' | 'file'> & {
  readonly upload: string
  readonly name: string
  readonly isDry: boolean
}

/** Imports an uploaded file in one go; a dry run says what it would do. Answers the job's id. */
export function startDirectImport(
  services: Services,
  asker: Asker,
  { upload, name, isDry, ...wish }: DirectImport,
): Promise<string> {
  const { projectId, userId: importedBy } = asker
  return startJob(services, {
    explain: explainImport,
    projectId,
    id: mintId(),
    kind: isDry ? 'import-check' : 'import',
    input: { codec: wish.format ?? 'any', name },
    createdBy: importedBy,
    createdAt: new Date(),
    work: async ({ noteDone, ...course }) => {
      try {
        const file = await fileOf(services, { upload, name })
        const request = { ...wish, projectId, importedBy, file }
        const done = async (tx: Db, result: unknown) => {
          await noteDone(tx, result)
          await writeImportAudit(tx, asker, 'import', { format: wish.format ?? 'any' })
        }
        if (isDry) await noteDone(services.db, await lookAtFile(services.db, request, course))
        else await bringFile(services, request, { ...course, noteDone: done })
      } finally {
        await services.importFiles.remove(upload)
      }
    },
  })
}

/** A whole project into an empty one, as it is. */
async function importWhole(
  services: Services,
  given: Omit<Parameters<typeof importProject>[1], 'file'> & { readonly file: { place: string } },
  { noteDone, ...course }: JobCourse,
): Promise<void> {
  const report = await importProject(
    services,
    { ...given, file: given.file.place },
    {
      ...course,
      noteDone: async (tx, done, group) => {
        if (done.isGood) await noteDone(tx, { ...done.summary, group })
      },
    },
  )
  if (report.isGood) return
  const [first] = report.problems
  throw new ImportRefused(first?.message ?? 'The file cannot be read.')
}

/** Takes a done import back. Answers the job's id, or `undefined` for what cannot be taken back. */
export async function startTakeBack(
  services: Services,
  { projectId, userId }: Asker,
  importId: string,
): Promise<string | undefined> {
  const job = await getJob(services.db, projectId, importId)
  const group = job?.kind === 'import' && job.state === 'done' ? groupOf(job) : undefined
  if (group === undefined) return undefined
  const at = new Date()
  return startJob(services, {
    explain: explainImport,
    projectId,
    id: mintId(),
    kind: 'import-take-back',
    input: { import: importId },
    createdBy: userId,
    createdAt: at,
    work: async ({ signal, noteDone }) => {
      const given = { projectId, group, takenBackBy: userId, at }
      await takeBackImport(services, given, {
        signal,
        noteDone: async (tx, taken) => {
          await noteDone(tx, taken)
          await writeImportAudit(tx, { projectId, userId }, 'import.take-back', {
            import: importId,
          })
        },
      })
    },
  })
}

async function writeImportAudit(
  tx: Db,
  { projectId, userId: actor }: Asker,
  action: 'import' | 'import.take-back',
  subject: Readonly<Record<string, unknown>>,
): Promise<void> {
  await writeAudit(tx, { id: mintId(), projectId, actor, action, subject, at: new Date() })
}

/** The gesture that an import was; `undefined` for one that made a whole project. */
export function groupOf({ result }: Job): string | undefined {
  return groupSchema.safeParse(result).data?.group
}

/** What a preview's job found, once it is done. */
export function previewOf({ state, result }: Job): ImportPreview | undefined {
  // Only `startPreview` writes results of such jobs.
  return state === 'done' ? (result as ImportPreview) : undefined
}

/** The upload that a preview's job looked at. */
export function uploadOf({ input }: Job): Upload & { readonly format: string | null } {
  return previewInputSchema.parse(input)
}

/** A preview of this person's, whatever became of it. */
export async function ownPreview(
  db: Db,
  { projectId, userId }: Asker,
  id: string,
): Promise<Job | undefined> {
  const job = await getJob(db, projectId, id)
  return job?.kind === 'import-preview' && job.createdBy === userId ? job : undefined
}

/** The newest preview of this person's that waits for what they decide, with imports begun from it. */
export async function openPreview(
  services: Services,
  { projectId, userId }: Asker,
): Promise<{ readonly preview: Job; readonly imported: Job | undefined } | undefined> {
  const { db } = services
  const [preview] = await jobsOf(db, projectId, 1, { kind: 'import-preview', createdBy: userId })
  if (!preview || preview.state === 'cancelled') return undefined
  const imports = await jobsOf(db, projectId, 20, { kind: 'import', createdBy: userId })
  const isOf = ({ input }: Job) => importInputSchema.safeParse(input).data?.preview === preview.id
  return { preview, imported: imports.find(isOf) }
}
