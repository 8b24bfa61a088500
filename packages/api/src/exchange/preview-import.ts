import { type Db, membersOf } from '@parallax/db'
import { mapValues, type ProjectId, type StreamState, type UserId } from '@parallax/domain'
import { type Codec, codebookIn, codecs } from '@parallax/formats'
import { fillDocuments } from './fill-documents.ts'
import { guessFormats } from './guess-format.ts'
import { type ImportChoices, ImportRefused, usualChoices } from './import-choices.ts'
import {
  type CorpusImport,
  type CorpusReport,
  type ImportCourse,
  planFilling,
  readingCourse,
  reportOf,
  requireNamed,
} from './import-corpus.ts'
import { isEmptyProject } from './import-project.ts'
import type { AnnotatorUse, LabelUse } from './import-tally.ts'
import { type BroughtFile, readBrought, withBrought } from './open-brought.ts'
import { canStandFor, ownLabels } from './own-labels.ts'
import { suggestLabel } from './suggest-label.ts'
import { hasUnpublished } from './write-vocabulary.ts'

/** A format, for a person. */
export type FormatName = { readonly id: string; readonly title: string }

/** What a file would bring into a project, before anything is brought. */
export type ImportPreview = Omit<CorpusReport, 'group'> & {
  readonly name: string
  readonly format: FormatName
  /** The formats that it could be, this one too. */
  readonly formats: readonly FormatName[]
  /** Whether it comes in as it is, ids and times too: a whole project into an empty one. */
  readonly isExact: boolean
  /** The labels of the file, those that are used most first; `id` is that of the project's label. */
  readonly labels: readonly (LabelUse & {
    readonly id: string | null
    readonly suggestion: string | null
  })[]
  readonly labelCount: number
  readonly annotators: readonly (AnnotatorUse & { readonly suggestion: string | null })[]
  readonly annotatorCount: number
  /** Whether the codebook has edits that would be published with the labels of the file. */
  readonly publishesEdits: boolean
  /** Why it cannot come in as it is. */
  readonly obstacle: string | null
}

/** A file that somebody wants to look at; without a format it is found out. */
export type PreviewRequest = {
  readonly projectId: ProjectId
  readonly importedBy: UserId
  readonly file: BroughtFile
  readonly format: string | null
  /** What was decided already; everything is left to us otherwise. */
  readonly choices?: ImportChoices
  /** What a script says by name: as `CorpusImport` has it. */
  readonly map?: CorpusImport['map']
}

const mostListed = 500

/** Reads a file as an import would, and writes nothing. Throws `ImportRefused` for one of no format. */
export async function previewImport(
  db: Db,
  request: PreviewRequest,
  course: Pick<ImportCourse, 'signal' | 'onProgress'> = {},
): Promise<ImportPreview> {
  const total = { bytes: 0 }
  return withBrought(request.file, readingCourse(course, total), async (input) => {
    const likely = await guessFormats(input)
    const codec = request.format === null ? likely[0] : codecs[request.format]
    if (!codec?.read) throw new ImportRefused(noFormat(request.file.name))
    total.bytes = input.sizeBytes * 2
    const { projectId, importedBy, file, map, choices = usualChoices } = request
    const importedAt = new Date()
    const given = { projectId, importedBy, importedAt, codec, file, choices, map }
    const corpus = await readBrought(codec, input)
    const { plan, obstacle } = await tryPlan(db, given, corpus)
    const { signal } = course
    const counts = await fillDocuments(db, corpus, { ...plan, ...given, signal })
    requireNamed(given, counts.tally)
    const formats = [...new Set([codec, ...likely])].map(nameOf)
    const isExact = codec.via === 'project' && (await isEmptyProject(db, projectId))
    return {
      ...reportOf(plan, corpus, counts),
      name: file.name,
      format: nameOf(codec),
      formats,
      isExact,
      ...labelsShown(counts.tally.labels(), plan.codebook),
      ...(await annotatorsShown(db, projectId, counts.tally.annotators())),
      publishesEdits: hasUnpublished(plan.codebook) && plan.filling.codebook.length > 0,
      obstacle,
    }
  })
}

function nameOf({ id, title }: Codec): FormatName {
  return { id, title }
}

function noFormat(name: string): string {
  const titles = Object.values(codecs).flatMap(({ read, title }) => (read ? [title] : []))
  return `${name} is of no format that is known here. These are: ${titles.join(', ')}.`
}

/** What stops the codebook from taking the labels is something to be shown, not the end of looking. */
async function tryPlan(
  db: Db,
  given: CorpusImport,
  corpus: Awaited<ReturnType<typeof readBrought>>,
) {
  try {
    return { plan: await planFilling(db, given, corpus), obstacle: null }
  } catch (fault) {
    if (!(fault instanceof ImportRefused)) throw fault
    const choices = { ...given.choices, otherLabels: 'skip' as const }
    return { plan: await planFilling(db, { ...given, choices }, corpus), obstacle: fault.message }
  }
}

function labelsShown(
  labels: readonly LabelUse[],
  codebook: StreamState,
): Pick<ImportPreview, 'labels' | 'labelCount'> {
  const known = codebookIn([...mapValues(codebook.records)])
  const own = ownLabels(known).filter(({ deprecated }) => !deprecated)
  const shown = labels.slice(0, mostListed).map((use) => {
    const fitting = own.filter((label) => canStandFor(label, use))
    const id = fitting.find(({ name }) => name === use.name)?.id ?? null
    return { ...use, id, suggestion: id === null ? suggestLabel(use.name, fitting) : null }
  })
  return { labels: shown, labelCount: labels.length }
}

async function annotatorsShown(
  db: Db,
  projectId: ProjectId,
  annotators: readonly AnnotatorUse[],
): Promise<Pick<ImportPreview, 'annotators' | 'annotatorCount'>> {
  const members = await membersOf(db, projectId)
  const suggest = (name: string) => {
    const wanted = name.toLowerCase()
    const isMeant = (member: (typeof members)[number]) =>
      [member.name, member.email, member.email.split('@')[0]].some(
        (own) => own?.toLowerCase() === wanted,
      )
    const found = members.filter(isMeant)
    return found.length === 1 ? (found[0]?.userId ?? null) : null
  }
  const shown = annotators
    .slice(0, mostListed)
    .map((use) => ({ ...use, suggestion: suggest(use.name) }))
  return { annotators: shown, annotatorCount: annotators.length }
}
