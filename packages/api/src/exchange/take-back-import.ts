import { type ChangeBus, type Db, type Head, loadStreams, schema } from '@parallax/db'
import {
  type AnyRecord,
  type Change,
  type DocumentId,
  emptyStream,
  mapGet,
  mapValues,
  type ProjectId,
  pointersTo,
  type RecordId,
  registryStreamId,
  type StreamId,
  type StreamState,
  stateFromRecords,
  type UserId,
} from '@parallax/domain'
import type { Authorship } from '@parallax/formats'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { recordFromRow } from '../submit/stored-form.ts'
import { ImportWriter } from './import-writer.ts'
import { Pace } from './pace.ts'
import { codebookBefore, isCodebookNeeded } from './take-back-codebook.ts'
import { stateOf } from './write-vocabulary.ts'

/** An import that shall be as if it had not been. */
export type TakeBack = {
  readonly projectId: ProjectId
  /** The gesture that the import was. */
  readonly group: string
  readonly takenBackBy: UserId
  readonly at: Date
}

/** What was taken back, and what stays because other work builds on it. */
export type TakenBack = {
  readonly documents: number
  readonly records: number
  readonly entries: number
  /** Annotations and entries that others refer to by now. */
  readonly kept: number
  /**
   * What became of a codebook that the import put in the place of the project's: `before`, it is again
   * as it was; `kept`, other work follows it by now. `untouched` after an import that replaced none.
   */
  readonly codebook: 'untouched' | 'before' | 'kept'
}

type Course = {
  readonly signal?: AbortSignal | undefined
  readonly noteDone?: (tx: Db, taken: TakenBack) => Promise<void>
}

/**
 * Takes an import back, in one step: documents that it made are retired, with all that was done in
 * them since; what it added to other documents is deleted, unless something of theirs refers to it;
 * entries of the registry go that nothing else refers to. Labels stay, unless the import replaced the
 * whole codebook: then that is as it was before. Nothing is removed for good.
 */
export async function takeBackImport(
  { db, bus }: { readonly db: Db; readonly bus: ChangeBus },
  given: TakeBack,
  { signal, noteDone }: Course = {},
): Promise<TakenBack> {
  const { taken, heads } = await db.transaction(async (tx) => {
    const undoing = new Undoing(tx, given)
    const pace = new Pace()
    for await (const streams of touchedStreams(tx, given)) {
      await pace.breathe(signal)
      await undoing.takeStreams(streams)
    }
    await undoing.takeRegistry()
    await undoing.takeCodebook()
    const written = await undoing.finish()
    await noteDone?.(tx, undoing.taken)
    return { taken: undoing.taken, heads: written }
  })
  bus.publish(heads)
  return taken
}

/** A stream that an import wrote to, with the records that it brought there. */
type Touched = {
  readonly id: StreamId
  readonly kind: string
  readonly documentId: string | null
  /** Whether the stream is of a document that the import made. */
  readonly isOfNew: boolean
}

const streamsAtOnce = 100

/** The documents and layers that an import touched, but for layers of documents that it made. */
async function* touchedStreams(
  tx: Db,
  { projectId, group }: TakeBack,
): AsyncGenerator<readonly Touched[]> {
  const { changes, streams } = schema
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const page = await tx
      .selectDistinctOn([streams.id], {
        id: streams.id,
        kind: streams.kind,
        documentId: streams.documentId,
        isOfNew: sql<boolean>`exists (select from ${changes} as first
          where first.project_id = ${projectId} and first.stream_id = ${streams.documentId}
            and first.seq = 1 and first.group_id = ${group})`,
      })
      .from(changes)
      .innerJoin(
        streams,
        and(eq(streams.projectId, changes.projectId), eq(streams.id, changes.streamId)),
      )
      .where(
        and(eq(changes.projectId, projectId), eq(changes.groupId, group), gt(streams.id, after)),
      )
      .orderBy(asc(streams.id))
      .limit(streamsAtOnce)
    if (page.length === 0) return
    yield page.map((each) => ({ ...each, id: each.id as StreamId })) // ids of streams are ours
    after = page.at(-1)?.id ?? after
  }
}

class Undoing {
  readonly taken: { -readonly [Part in keyof TakenBack]: TakenBack[Part] } = {
    documents: 0,
    records: 0,
    entries: 0,
    kept: 0,
    codebook: 'untouched',
  }
  readonly #tx: Db
  readonly #given: TakeBack
  readonly #writer: ImportWriter

  constructor(tx: Db, given: TakeBack) {
    const { projectId, takenBackBy: importedBy, at } = given
    this.#tx = tx
    this.#given = given
    const opType = 'project.takeBackImport'
    this.#writer = new ImportWriter(tx, {
      projectId,
      importedBy,
      importedAt: at.toISOString(),
      opType,
    })
  }

  finish(): Promise<Head[]> {
    return this.#writer.finish()
  }

  async takeStreams(touched: readonly Touched[]): Promise<void> {
    const wanted = touched.filter(
      ({ kind, isOfNew }) => kind === 'document' || (kind === 'layer' && !isOfNew),
    )
    const { projectId } = this.#given
    const ids = wanted.map(({ id }) => id)
    const brought = await this.#broughtInto(ids)
    for (const { streamId, kind, seq, records } of await loadStreams(this.#tx, projectId, ids)) {
      const start = emptyStream(kind as StreamState['kind'], streamId as StreamId) // both are ours
      const state = stateFromRecords(start, seq, records.map(recordFromRow))
      const own = brought.get(streamId) ?? new Set()
      const documentId = touched.find(({ id }) => id === streamId)?.documentId ?? null
      await this.#take(state, own, documentId)
    }
  }

  async #take(
    state: StreamState,
    brought: ReadonlySet<string>,
    documentId: string | null,
  ): Promise<void> {
    const isDocument = state.kind === 'document'
    const live = [...mapValues(state.records)].filter(
      ({ id, kind, deleted }) => brought.has(id) && !deleted && kind !== 'layer',
    )
    const gone = isDocument ? live : withoutNeeded(state, live)
    this.taken[isDocument ? 'documents' : 'records'] += gone.length
    this.taken.kept += live.length - gone.length
    await this.#delete(state, gone, documentId)
  }

  /** Entries that nothing refers to any more, but what was taken back with them. */
  async takeRegistry(): Promise<void> {
    const { projectId } = this.#given
    await this.#writer.settle()
    const id = registryStreamId(projectId)
    const registry = await stateOf(this.#tx, projectId, 'registry', id)
    const brought = (await this.#broughtInto([id])).get(id) ?? new Set()
    const live = [...brought].flatMap((each) => liveIn(registry, each) ?? [])
    const used = await this.#usedElsewhere(live.map((record) => record.id))
    const unused = live.filter((record) => !used.has(record.id))
    const gone = withoutNeeded(registry, unused)
    this.taken.entries += gone.length
    this.taken.kept += live.length - gone.length
    await this.#delete(registry, gone, null)
  }

  /** The codebook as it was, if the import put another in its place and nothing else follows that. */
  async takeCodebook(): Promise<void> {
    await this.#writer.settle()
    const way = await codebookBefore(this.#tx, this.#given)
    if (way === undefined) return
    const isNeeded = await isCodebookNeeded(this.#tx, this.#given, way)
    this.taken.codebook = isNeeded ? 'kept' : 'before'
    if (!isNeeded) await this.#writer.takeChange({ ...way, authorshipOf: () => this.#authorship })
  }

  get #authorship(): Authorship {
    const { takenBackBy: by, at } = this.#given
    const moment = at.toISOString()
    return { createdBy: by, createdAt: moment, updatedBy: by, updatedAt: moment }
  }

  async #delete(
    before: StreamState,
    gone: readonly AnyRecord[],
    documentId: string | null,
  ): Promise<void> {
    if (gone.length === 0) return
    const written: Change['written'] = gone.map(({ id }) => ({
      id,
      register: 'deleted',
      before: false,
      after: true,
    }))
    await this.#writer.takeChange({
      before,
      change: { added: [], written },
      authorshipOf: () => this.#authorship,
      ...(await this.#about(documentId)),
    })
    await this.#writer.pause()
  }

  /** The document that a stream is about, with its text: rows say what they cover. */
  async #about(id: string | null): Promise<{ documentId?: DocumentId; text?: string }> {
    if (id === null) return {}
    const { projectId } = this.#given
    const documentId = id as DocumentId // a stream's own document
    const { rows } = await this.#tx.execute<{ text: string }>(sql`
      select t.text from records as r
      join texts as t on t.project_id = r.project_id and t.sha256 = r.data ->> 'textSha256'
      where r.project_id = ${projectId} and r.stream_id = ${id} and r.id = ${id}`)
    const text = rows[0]?.text
    return text === undefined ? { documentId } : { documentId, text }
  }

  /** What the import made or brought back in each of these streams. */
  async #broughtInto(ids: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    if (ids.length === 0) return new Map()
    const { projectId, group } = this.#given
    const { rows } = await this.#tx.execute<{ streamId: string; id: string }>(sql`
      select c.stream_id as "streamId", r ->> 'id' as id
      from changes as c,
        jsonb_array_elements((c.change -> 'added') || (c.change -> 'written')) as r
      where c.project_id = ${projectId} and c.group_id = ${group}
        and c.stream_id = any(${sql.param([...ids])}::uuid[])`)
    const found = new Map<string, Set<string>>()
    for (const { streamId, id } of rows)
      found.set(streamId, (found.get(streamId) ?? new Set()).add(id))
    return found
  }

  /** Which of these something refers to outside the registry and outside documents that are gone. */
  async #usedElsewhere(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set()
    const { projectId, group } = this.#given
    const { rows } = await this.#tx.execute<{ id: string }>(sql`
      select distinct f.target_id as id
      from record_refs as f
      join streams as s on s.project_id = f.project_id and s.id = f.stream_id
      where f.project_id = ${projectId} and f.target_id = any(${sql.param([...ids])}::uuid[])
        and s.kind <> 'registry'
        and not exists (select from changes as c where c.project_id = f.project_id
          and c.stream_id = s.document_id and c.seq = 1 and c.group_id = ${group})`)
    return new Set(rows.map(({ id }) => id))
  }
}

function liveIn(state: StreamState, id: string): AnyRecord | undefined {
  const record = mapGet(state.records, id)
  return record?.deleted === false ? record : undefined
}

/** Those of the records that nothing else of the stream points at. */
function withoutNeeded(state: StreamState, records: readonly AnyRecord[]): readonly AnyRecord[] {
  let going = records
  for (;;) {
    const ids = new Set<RecordId>(going.map(({ id }) => id))
    const left = going.filter(({ id }) => pointersTo(state, id).every((from) => ids.has(from)))
    if (left.length === going.length) return left
    going = left
  }
}
