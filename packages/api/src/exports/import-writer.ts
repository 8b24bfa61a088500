import {
  appendChanges,
  type Db,
  putGuest,
  putText,
  roleOf,
  type StreamAppend,
  schema,
} from '@parallax/db'
import {
  type AnyRecord,
  codebookStreamId,
  deriveId,
  emptyStream,
  type ProjectId,
  registryStreamId,
  type StreamId,
  type StreamKind,
  stateFromRecords,
  tableChange,
  type UserId,
} from '@parallax/domain'
import type { Authored, Person, ProjectItem } from '@parallax/formats'
import { and, eq } from 'drizzle-orm'
import { mintId } from '../mint-id.ts'

/** How much an import has made. */
export type ImportCounts = {
  readonly documents: number
  readonly layers: number
  readonly records: number
}

/** A stream whose records come one after the other. */
type Gathering = {
  readonly kind: StreamKind
  readonly id: StreamId
  readonly documentId: string | null
  readonly text: string | null
  readonly records: Authored[]
}

type RecordItem = Exclude<ProjectItem, { readonly item: 'manifest' | 'person' }>

const recordsPerEntry = 500

/** Writes the items of a file into an empty project, as entries of one group in each stream's log. */
export class ImportWriter {
  readonly #tx: Db
  readonly #projectId: ProjectId
  readonly #userId: UserId
  readonly #group = mintId()
  readonly #counts = { documents: 0, layers: 0, records: 0 }
  #open: Gathering | undefined
  /** The stream that was written last. */
  #last: Gathering | undefined

  constructor(tx: Db, target: { readonly projectId: ProjectId; readonly userId: UserId }) {
    this.#tx = tx
    this.#projectId = target.projectId
    this.#userId = target.userId
  }

  /** Takes the codebook away that a new project has: the file brings its own. */
  async begin(): Promise<void> {
    const id = codebookStreamId(this.#projectId)
    const { changes, counters, recordRefs, records, streams } = schema
    for (const table of [changes, counters, recordRefs, records]) {
      await this.#tx
        .delete(table)
        .where(and(eq(table.projectId, this.#projectId), eq(table.streamId, id)))
    }
    await this.#tx
      .delete(streams)
      .where(and(eq(streams.projectId, this.#projectId), eq(streams.id, id)))
  }

  async take(item: ProjectItem): Promise<void> {
    if (item.item === 'manifest') return
    if (item.item === 'person') return this.#addPerson(item.person)
    this.#count(item)
    if (this.#open?.id !== this.#streamOf(item).id) {
      await this.#writeOpen()
      this.#open = await this.#begun(item)
    }
    this.#open?.records.push({ record: item.record, authorship: item.authorship })
  }

  async finish(): Promise<ImportCounts> {
    await this.#writeOpen()
    return this.#counts
  }

  #count(item: RecordItem): void {
    this.#counts.records += 1
    if (item.item === 'document') this.#counts.documents += 1
    if (item.item === 'layer') this.#counts.layers += 1
  }

  async #begun(item: RecordItem): Promise<Gathering> {
    const stream = { ...this.#streamOf(item), records: [] }
    if (item.item === 'document') {
      const { text, record } = item
      const { textSha256 } = record.data
      const projectId = this.#projectId
      if (text !== null) await putText(this.#tx, { projectId, sha256: textSha256, text })
      return { ...stream, documentId: record.id, text }
    }
    if (stream.kind !== 'layer') return { ...stream, documentId: null, text: null }
    // A file gives a document's layers right after it, so the text is that of the stream before.
    const { documentId = null, text = null } = this.#last ?? {}
    return { ...stream, documentId, text }
  }

  #streamOf(item: RecordItem): { readonly kind: StreamKind; readonly id: StreamId } {
    switch (item.item) {
      case 'codebook':
        return { kind: 'codebook', id: codebookStreamId(this.#projectId) }
      case 'registry':
        return { kind: 'registry', id: registryStreamId(this.#projectId) }
      case 'document':
      case 'layer':
        // Documents and layers are the heads of streams that have their ids.
        return { kind: item.item, id: item.record.id as string as StreamId }
      case 'layer-record':
        return { kind: 'layer', id: item.layer }
    }
  }

  /** Authors keep their ids; who is no member becomes a guest: a name without a sign-in. */
  async #addPerson({ id, name }: Person): Promise<void> {
    if ((await roleOf(this.#tx, this.#projectId, id)) !== undefined) return
    await putGuest(this.#tx, { projectId: this.#projectId, id, name })
  }

  async #writeOpen(): Promise<void> {
    const stream = this.#open
    this.#last = stream
    this.#open = undefined
    if (stream === undefined) return
    for (let from = 0; from < stream.records.length; from += recordsPerEntry) {
      const part = stream.records.slice(from, from + recordsPerEntry)
      await this.#append(stream, part, from / recordsPerEntry)
    }
  }

  async #append(stream: Gathering, part: readonly Authored[], seq: number): Promise<void> {
    const { id, kind, documentId } = stream
    const added = part.map(({ record }) => record)
    const entry = {
      opId: deriveId(this.#group, `${id} ${seq}`),
      opType: 'import',
      group: this.#group,
      actor: this.#userId,
      at: new Date().toISOString(),
      change: { added, written: [] },
    }
    const append: StreamAppend = {
      projectId: this.#projectId,
      streamId: id,
      kind,
      documentId,
      expectedSeq: seq,
      entries: [entry],
      ...tableRows(stream, part),
    }
    const [answer] = await appendChanges(this.#tx, [append])
    if (answer?.result !== 'appended') {
      throw new Error(`Somebody wrote to the project meanwhile (${answer?.result}).`)
    }
  }
}

function tableRows(
  { kind, id, text }: Gathering,
  part: readonly Authored[],
): Pick<StreamAppend, 'records' | 'refs' | 'counters'> {
  const before = emptyStream(kind, id)
  const added = part.map(({ record }) => record)
  const after = stateFromRecords(before, 1, added)
  const { rows, counts } = tableChange(before, after, { added, written: [] }, text)
  const authors = new Map(part.map(({ record, authorship }) => [record.id, authorship]))
  return {
    records: rows.map(({ record, startUtf16, endUtf16, quote }) => {
      const authorship = authors.get(record.id)
      if (authorship === undefined) throw new Error('Every imported record has its authors.')
      return { ...plain(record), startUtf16, endUtf16, quote, ...authorship }
    }),
    refs: rows.map(({ record, targets }) => ({ recordId: record.id, targetIds: targets })),
    counters: Object.entries(counts).map(([counted, delta]) => ({ kind: counted, delta })),
  }
}

function plain({ id, kind, data, revs, deleted }: AnyRecord) {
  return { id, kind, data, revs, deleted }
}
