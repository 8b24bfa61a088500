import {
  type AnyRecord,
  type AttributeData,
  codebookStreamId,
  defaultCodebookRecords,
  deriveId,
  draftContent,
  emptyStream,
  isRecordOf,
  type LabelData,
  type LabelSetData,
  newRecord,
  type ProjectMode,
  stateFromRecords,
} from '@parallax/domain'
import type { Authored, DocumentSource, ProjectSource } from '../project/project-item.ts'
import type { CorpusSource } from './corpus.ts'
import type { Ledger } from './ledger.ts'
import type { TargetCodebook } from './registrar.ts'
import { type CorpusParts, type CorpusTarget, partsOfCorpus } from './to-project.ts'

/** A project that is made of a corpus: what it is called and how much is in the corpus. */
export type NewProject = Omit<CorpusTarget, 'codebook'> & {
  readonly name: string
  readonly mode: ProjectMode
  readonly counts: { readonly documents: number; readonly layers: number }
}

/**
 * A corpus as a whole new project: the codebook that every project begins with, in the corpus's
 * words where it has any, its own labels beside it, published as version 1. Documents whose text cannot
 * be stored are told as lost.
 */
export function newProjectOf(
  source: CorpusSource,
  { name, mode, counts, ...target }: NewProject,
  ledger: Ledger,
): ProjectSource {
  const base = defaultCodebookRecords(target.projectId).map(({ id, kind, data }) =>
    newRecord(kind, id, data),
  )
  const parts = partsOfCorpus(
    source,
    { ...target, isNew: true, codebook: codebookIn(base) },
    ledger,
  )
  const draft = [...base.map((record) => restated(record, parts)), ...parts.codebook]
  const version = newRecord('version', deriveId(target.projectId, 'version 1'), {
    number: 1,
    note: '',
    content: draftContent(
      stateFromRecords(emptyStream('codebook', codebookStreamId(target.projectId)), 1, draft),
    ),
    migrations: [],
    needsMigration: false,
  })
  return {
    manifest: { project: { name, mode }, exportedAt: target.at, codebook: 1, counts },
    people: async () => parts.people,
    codebook: () => each(sortedRecords([...draft, version]).map((record) => by(record, target))),
    registry: () => each(parts.registry),
    documents: () => storable(parts.documents(1)),
  }
}

/** A label that every project begins with, in the words of the file. */
function restated(record: AnyRecord, { restatements }: CorpusParts): AnyRecord {
  const said = restatements.get(record.id)
  if (!said || !isRecordOf(record, 'label')) return record
  return newRecord('label', record.id, { ...record.data, ...said })
}

/** The sets, labels and attributes among records of a codebook. */
export function codebookIn(records: readonly AnyRecord[]): TargetCodebook {
  const labelSets = new Map<string, LabelSetData>()
  const labels = new Map<string, LabelData>()
  const attributes = new Map<string, AttributeData>()
  for (const record of records) {
    if (record.deleted) continue
    if (isRecordOf(record, 'labelSet')) labelSets.set(record.id, record.data)
    if (isRecordOf(record, 'label')) labels.set(record.id, record.data)
    if (isRecordOf(record, 'attribute')) attributes.set(record.id, record.data)
  }
  return { labelSets, labels, attributes }
}

const kindOrder = ['labelSet', 'label', 'attribute', 'guideline', 'scale', 'annotatable', 'version']

function sortedRecords(records: readonly AnyRecord[]): readonly AnyRecord[] {
  const rank = ({ kind }: AnyRecord) => kindOrder.indexOf(kind)
  return records.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
}

function by(record: AnyRecord, { importer, at }: Omit<CorpusTarget, 'codebook'>): Authored {
  const authorship = {
    createdBy: importer.id,
    createdAt: at,
    updatedBy: importer.id,
    updatedAt: at,
  }
  return { record, authorship }
}

async function* storable(
  documents: ReturnType<ReturnType<typeof partsOfCorpus>['documents']>,
): AsyncGenerator<DocumentSource> {
  for await (const outcome of documents) {
    // What cannot be stored was told where it was refused.
    if (outcome.ok) yield outcome.value
  }
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}
