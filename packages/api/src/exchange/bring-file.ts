import type { ChangeBus, Db } from '@parallax/db'
import type { ProjectId, UserId } from '@parallax/domain'
import { codecs } from '@parallax/formats'
import { guessFormats } from './guess-format.ts'
import { ImportRefused, usualChoices } from './import-choices.ts'
import { type CorpusReport, type ImportCourse, importCorpus } from './import-corpus.ts'
import type { NamedChoices } from './named-choices.ts'
import { type BroughtFile, withBrought } from './open-brought.ts'
import { type ImportPreview, previewImport } from './preview-import.ts'

/** A file that a script brings, with what it says of labels and annotators. */
export type BringRequest = {
  readonly projectId: ProjectId
  readonly importedBy: UserId
  readonly file: BroughtFile
  /** Found out from the file when it is not said. */
  readonly format: string | null
  readonly map: NamedChoices
  /** What becomes of labels that the project lacks and nothing is said of. */
  readonly labels: 'create' | 'skip'
  readonly withoutBadLines?: boolean | undefined
}

/** What came of it, or would. */
export type Brought = Pick<
  CorpusReport,
  'documents' | 'standingDocuments' | 'layers' | 'records' | 'problems' | 'problemCount' | 'losses'
>

/** Brings a file into a project in one go. Throws `ImportRefused` with what to do. */
export async function bringFile(
  services: { readonly db: Db; readonly bus: ChangeBus },
  request: BringRequest,
  course: ImportCourse = {},
): Promise<CorpusReport> {
  const { projectId, importedBy, file, map, labels, withoutBadLines = false } = request
  const choices = { ...usualChoices, otherLabels: labels, withoutBadLines }
  const format = request.format ?? (await foundFormat(file))
  const codec = codecs[format]
  if (!codec?.read) throw new ImportRefused(`Files of the format “${format}” cannot be read.`)
  const given = { projectId, importedBy, importedAt: new Date(), codec, file, choices, map }
  return importCorpus(services, given, course)
}

/** What bringing a file would do. Changes nothing. */
export async function lookAtFile(
  db: Db,
  request: BringRequest,
  course: Pick<ImportCourse, 'signal' | 'onProgress'> = {},
): Promise<ImportPreview> {
  const choices = { ...usualChoices, otherLabels: request.labels }
  return previewImport(db, { ...request, choices }, course)
}

async function foundFormat(file: BroughtFile): Promise<string> {
  const [codec] = await withBrought(file, {}, guessFormats)
  if (!codec) throw new ImportRefused(`${file.name} is of no format that is known here.`)
  return codec.id
}
