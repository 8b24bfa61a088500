import { type ChangeBus, type Db, getProject, guestsOf, type Head, membersOf } from '@parallax/db'
import {
  codebookStreamId,
  deriveId,
  type EntityId,
  entityName,
  mapValues,
  type ProjectId,
  registryStreamId,
  type StreamState,
  type UserId,
} from '@parallax/domain'
import { platformTools } from '@parallax/files'
import {
  type Authorship,
  type Codec,
  type CorpusProblem,
  codebookIn,
  fillProject,
  Ledger,
  type LossReport,
  type ProjectFilling,
} from '@parallax/formats'
import { sql } from 'drizzle-orm'
import { addReports } from './add-reports.ts'
import { type FillCounts, fillDocuments } from './fill-documents.ts'
import { decide, type ImportChoices, ImportRefused } from './import-choices.ts'
import type { ImportTally } from './import-tally.ts'
import { ImportWriter, StreamMoved } from './import-writer.ts'
import { choicesByName, type NamedChoices, requirePeople } from './named-choices.ts'
import { type BroughtCorpus, type BroughtFile, readBrought, withBrought } from './open-brought.ts'
import { planCodebook, planRegistry, stateOf, versionsOf } from './write-vocabulary.ts'

/** A file of any format that somebody brings into a project. */
export type CorpusImport = {
  readonly projectId: ProjectId
  readonly importedBy: UserId
  readonly importedAt: Date
  readonly codec: Codec
  readonly file: BroughtFile
  readonly choices: ImportChoices
  /** What a script says of labels and annotators by name: each must be in the file. */
  readonly map?: NamedChoices | undefined
}

/** How an import is part of longer work. */
export type ImportCourse = {
  /** Once it says stop, nothing is imported. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((doneRatio: number) => void) | undefined
  /** Called with the last of the writing: what it writes is kept if, and only if, the import is. */
  readonly noteDone?: ((tx: Db, report: CorpusReport) => Promise<void>) | undefined
}

/** What an import brought, what it left out and why. */
export type CorpusReport = FillCounts & {
  /** The gesture that all of it is; `null` where nothing was written. */
  readonly group: string | null
  readonly entities: number
  readonly propositions: number
  /** New labels, sets and fields of the codebook. */
  readonly vocabulary: number
  readonly problems: readonly CorpusProblem[]
  readonly problemCount: number
  readonly losses: LossReport
}

/**
 * Takes a file of any format into a project, whatever is there: all of it or nothing. What is there
 * already is found again, so that the same file adds nothing the second time. New documents are
 * written first, what others may be working on last, so that nobody waits for long. Throws
 * `ImportRefused` with what to do.
 */
export async function importCorpus(
  { db, bus }: { readonly db: Db; readonly bus: ChangeBus },
  given: CorpusImport,
  course: ImportCourse = {},
): Promise<CorpusReport> {
  const total = { bytes: 0 }
  return withBrought(given.file, readingCourse(course, total), async (input) => {
    // Files are read for what is in them, and again for their documents.
    total.bytes = input.sizeBytes * 2
    const corpus = await readBrought(given.codec, input)
    if (corpus.problemCount > 0 && !given.choices.withoutBadLines) refuseBad(corpus)
    const { report, heads } = await inOneStep(() =>
      db.transaction((tx) => write(tx, given, corpus, course)),
    )
    bus.publish(heads)
    return report
  })
}

/** Says how far the reading of files has got, of what there will be to read. */
export function readingCourse(
  { signal, onProgress }: Pick<ImportCourse, 'signal' | 'onProgress'>,
  total: { bytes: number },
) {
  let readBytes = 0
  const onRead = (sizeBytes: number) => {
    readBytes += sizeBytes
    if (total.bytes > 0) onProgress?.(Math.min(1, readBytes / total.bytes))
  }
  return { signal, onRead }
}

function refuseBad({ problems, problemCount }: BroughtCorpus): never {
  const [first] = problems
  const where = first ? `${[first.file, first.line || ''].filter(Boolean).join(', line ')}: ` : ''
  const more = problemCount > 1 ? ` And ${problemCount - 1} more.` : ''
  const message = `${where}${first?.message ?? ''}${more}`
  throw new ImportRefused(message, { problems, problemCount })
}

const mostAttempts = 3

type Written = { readonly report: CorpusReport; readonly heads: readonly Head[] }

async function inOneStep(run: () => Promise<Written>, attempt = 1): Promise<Written> {
  try {
    return await run()
  } catch (fault) {
    if (!(fault instanceof StreamMoved) || attempt === mostAttempts) throw fault
    return inOneStep(run, attempt + 1)
  }
}

async function write(
  tx: Db,
  given: CorpusImport,
  corpus: BroughtCorpus,
  { signal, noteDone }: ImportCourse,
): Promise<Written> {
  await lockProject(tx, given.projectId)
  const { projectId, importedBy } = given
  const importedAt = given.importedAt.toISOString()
  const writer = new ImportWriter(tx, { projectId, importedBy, importedAt })
  const plan = await planFilling(tx, given, corpus)
  const counts = await fillDocuments(tx, corpus, { ...plan, ...given, writer, signal })
  requireNamed(given, counts.tally)
  await writer.settle()
  for (const { before, change } of plan.codebookChanges)
    await writer.takeChange({ before, change, authorshipOf: () => plan.importer })
  const registry = await stateOf(tx, projectId, 'registry', registryStreamId(projectId))
  const entries = planRegistry(registry, plan.filling, plan.importer)
  if (entries) await writer.takeChange(entries)
  for (const person of plan.filling.people.values()) await writer.take({ item: 'person', person })
  const heads = await writer.finish()
  const report = { ...reportOf(plan, corpus, counts), group: writer.group }
  await noteDone?.(tx, report)
  return { report, heads }
}

/** Throws `ImportRefused` for annotators whom a script names and the file, by now gone through, does not. */
export function requireNamed({ map }: Pick<CorpusImport, 'map'>, tally: ImportTally): void {
  if (!map) return
  const names = tally.annotators().map(({ name }) => name)
  requirePeople(map, names)
}

/** Two imports into one project wait for each other. */
async function lockProject(tx: Db, projectId: ProjectId): Promise<void> {
  await tx.execute(sql`select 1 from projects where id = ${projectId} for update`)
  const project = await getProject(tx, projectId)
  if (!project || project.archivedAt !== null)
    throw new ImportRefused('The project is archived. Bring it back first, then import.')
}

/** What a file comes to in a project, before its documents are looked at. */
export type FillingPlan = {
  readonly filling: ProjectFilling
  readonly ledger: Ledger
  readonly codebook: StreamState
  readonly codebookChanges: ReturnType<typeof planCodebook>
  readonly importer: Authorship
  /** The name of an entity of the project. */
  readonly nameOf: (entity: EntityId) => string | undefined
}

/** Looks at the project and plans what comes to its codebook and registry. Writes nothing. */
export async function planFilling(
  db: Db,
  given: CorpusImport,
  { source }: BroughtCorpus,
): Promise<FillingPlan> {
  const { projectId, importedBy, choices, codec, map } = given
  const at = given.importedAt.toISOString()
  const codebook = await stateOf(db, projectId, 'codebook', codebookStreamId(projectId))
  const registry = await stateOf(db, projectId, 'registry', registryStreamId(projectId))
  const labels = codebookIn([...mapValues(codebook.records)])
  const members = await membersOf(db, projectId)
  const names = new Map(members.map(({ userId, name }) => [userId, name]))
  const named = map && choicesByName(map, { ...labels, members, ofFile: source.head.labels })
  const { labelChoice, personOf } = decide(
    { ...choices, ...named },
    {
      ...labels,
      members: names,
      guests: new Map((await guestsOf(db, projectId)).map(({ id, name }) => [id, name])),
      guestId: (name) => deriveId(projectId, `person ${name}`),
    },
  )
  const ledger = new Ledger()
  const filling = fillProject(
    source.head,
    {
      projectId,
      tools: platformTools,
      importer: { id: importedBy, name: names.get(importedBy) ?? 'Import' },
      at,
      importedFrom: codec.id,
      codebook: labels,
      registry: [...mapValues(registry.records)],
      versions: versionsOf(codebook),
      labelChoice,
      personOf,
    },
    ledger,
  )
  const actor = { userId: importedBy, role: 'owner' } as const
  return {
    filling,
    ledger,
    codebook,
    codebookChanges: planCodebook(codebook, filling.codebook, { projectId, actor }),
    importer: { createdBy: importedBy, createdAt: at, updatedBy: importedBy, updatedAt: at },
    nameOf: (id) => entityName(registry, id),
  }
}

/** What came of a plan once the documents were gone through. */
export function reportOf(
  { filling, ledger }: FillingPlan,
  { problems, problemCount, ledger: reading }: BroughtCorpus,
  counts: FillCounts & { readonly tally: ImportTally },
): Omit<CorpusReport, 'group'> {
  const { tally: _, ...rest } = counts
  const kinds = filling.registry.map(({ record }) => record.kind)
  return {
    ...rest,
    entities: kinds.filter((kind) => kind === 'entity').length,
    propositions: kinds.filter((kind) => kind === 'proposition').length,
    vocabulary: filling.codebook.length,
    problems,
    problemCount,
    losses: addReports(reading.report(), ledger.report()),
  }
}
