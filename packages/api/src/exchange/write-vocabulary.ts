import { type Db, loadStream } from '@parallax/db'
import {
  type Actor,
  type AnyRecord,
  applyChange,
  type Change,
  draftContent,
  emptyChange,
  emptyStream,
  hopefulFacts,
  idByUniqueKey,
  isRecordOf,
  jsonEqual,
  mapGet,
  type Operation,
  operationSchema,
  type ProjectId,
  planOperation,
  publishedVersions,
  type StreamId,
  type StreamKind,
  type StreamState,
  stateFromRecords,
} from '@parallax/domain'
import type { Authored, Authorship, ProjectFilling } from '@parallax/formats'
import { mintId } from '../mint-id.ts'
import { recordFromRow } from '../submit/stored-form.ts'
import { ImportRefused } from './import-choices.ts'
import { type StreamChange, StreamMoved } from './import-writer.ts'

/** A stream of the project as it stands, empty where it is not yet. */
export async function stateOf(
  db: Db,
  projectId: ProjectId,
  kind: StreamKind,
  id: StreamId,
): Promise<StreamState> {
  const stored = await loadStream(db, projectId, id)
  const start = emptyStream(kind, id)
  return stored ? stateFromRecords(start, stored.seq, stored.records.map(recordFromRow)) : start
}

/** Which version of a codebook layers follow now, and which they would after the next publishing. */
export function versionsOf(codebook: StreamState): {
  readonly newest: number
  readonly next: number
} {
  const newest = [...publishedVersions(codebook).values()].at(-1)?.data.number ?? 0
  return { newest: Math.max(1, newest), next: newest + 1 }
}

/** Whether the draft of a codebook says something that was not published. */
export function hasUnpublished(codebook: StreamState): boolean {
  const last = [...publishedVersions(codebook).values()].at(-1)
  return last !== undefined && !jsonEqual(last.data.content, draftContent(codebook))
}

/**
 * The changes that take records into a codebook and publish it, as its owner would make them. Throws
 * `ImportRefused` with what to do when a record cannot be there, or the draft cannot be published.
 */
export function planCodebook(
  codebook: StreamState,
  records: readonly AnyRecord[],
  { projectId, actor }: { readonly projectId: ProjectId; readonly actor: Actor },
): readonly { readonly before: StreamState; readonly change: Change }[] {
  if (records.length === 0) return []
  const plan = planner(projectId, actor)
  let state = codebook
  let change: Change = emptyChange
  for (const record of records) {
    const { id, kind, data } = record
    const planned = recordIn(codebook, id)
      ? plan(state, 'codebook.restore', { ids: [id] })
      : plan(state, 'codebook.create', { records: [{ id, kind, data }] })
    if (!planned.ok) throw new ImportRefused(sentenceFor(record, planned.reason.code))
    state = applyChange(state, planned.value, { seq: codebook.seq + 1, actor: actor.userId })
    change = {
      added: [...change.added, ...planned.value.added],
      written: [...change.written, ...planned.value.written],
    }
  }
  const published = plan(state, 'codebook.publish', { id: mintId(), note: '', migrations: [] })
  if (!published.ok) throw new ImportRefused(unpublishable)
  return [
    { before: codebook, change },
    { before: state, change: published.value },
  ]
}

const unpublishable =
  'The codebook has changes that were not published and need a decision. Publish it first, then import.'

function planner(projectId: ProjectId, actor: Actor) {
  return (state: StreamState, type: Operation['type'], args: object) => {
    const id = mintId()
    const stream = { kind: state.kind, id: state.id }
    const base = { id, stream, baseSeq: state.seq, group: id, after: null }
    const operation = operationSchema.parse({ ...base, type, args })
    const context = {
      projectId,
      document: null,
      text: null,
      registry: null,
      codebook: state,
      facts: hopefulFacts,
    }
    return planOperation(state, context, operation, actor)
  }
}

function sentenceFor(record: AnyRecord, code: string): string {
  const isNamed =
    isRecordOf(record, 'label') || isRecordOf(record, 'labelSet') || isRecordOf(record, 'attribute')
  const name = isNamed ? record.data.name : record.kind
  const why = code === 'duplicate-record' || code === 'duplicate-name' ? ': its name is taken' : ''
  return `“${name}” cannot be added to the codebook${why}. Choose one that is there for it, or leave it out.`
}

/**
 * The change that brings entries to the registry as it stands by now. Throws `StreamMoved` when
 * somebody has made one of them meanwhile: then it must be looked up anew.
 */
export function planRegistry(
  registry: StreamState,
  { registry: entries, restored }: Pick<ProjectFilling, 'registry' | 'restored'>,
  importer: Authorship,
): StreamChange | undefined {
  const isTaken = ({ record }: Authored) => recordIn(registry, record.id) !== undefined
  if (entries.some((each) => isTaken(each) || hasTwin(registry, each.record)))
    throw new StreamMoved('Somebody has made an entry meanwhile.')
  const authors = new Map<string, Authorship>(
    entries.map(({ record, authorship }) => [record.id, authorship]),
  )
  const change: Change = {
    added: entries.map(({ record }) => record),
    written: restored.flatMap((id) => restoring(registry, id)),
  }
  if (change.added.length + change.written.length === 0) return undefined
  return { before: registry, change, authorshipOf: (id) => authors.get(id) ?? importer }
}

/** The write that brings a deleted record back; none for one that is alive. */
export function restoring(state: StreamState, id: string): Change['written'] {
  const record = recordIn(state, id)
  if (!record?.deleted) return []
  return [{ id: record.id, register: 'deleted', before: true, after: false }]
}

function recordIn({ records }: StreamState, id: string): AnyRecord | undefined {
  return mapGet(records, id)
}

function hasTwin(registry: StreamState, record: AnyRecord): boolean {
  if (!isRecordOf(record, 'entity')) return false
  const { wikidata } = record.data.externalIds
  return wikidata !== undefined && !!idByUniqueKey(registry, 'entity', `wikidata:${wikidata}`)
}
