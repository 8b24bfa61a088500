import { appendChanges, type Db, type Head, putText, type StreamAppend, schema } from '@parallax/db'
import {
  type AnyRecord,
  applyChange,
  type Change,
  codebookStreamId,
  type DocumentId,
  emptyStream,
  type ProjectId,
  registryStreamId,
  type StreamId,
  type StreamKind,
  type StreamState,
  tableChange,
  type UserId,
} from '@parallax/domain'
import { indexText } from '@parallax/find'
import type { Authored, Authorship, ProjectItem } from '@parallax/formats'
import { inArray } from 'drizzle-orm'
import { mintId } from '../mint-id.ts'

/** What every entry of one import has in common. */
export type ImportStamp = {
  readonly projectId: ProjectId
  readonly importedBy: UserId
  /** ISO 8601, UTC. */
  readonly importedAt: string
}

type Place = {
  readonly kind: StreamKind
  readonly id: StreamId
  readonly documentId: DocumentId | null
  readonly text: string | null
}

type Entry = {
  readonly before: StreamState
  readonly change: Change
  readonly authorshipOf: (id: string) => Authorship
}

/** The most records of one entry of the log, and about how many go into one statement. */
const mostRecords = 1000

/**
 * Writes the items of a file, in their order, as entries of the log with their rows. Everything
 * happens in the transaction that it was made with.
 */
export class ImportWriter {
  readonly #tx: Db
  readonly #stamp: ImportStamp
  readonly #group = mintId()
  readonly #seqs = new Map<StreamId, number>()
  #place: Place | undefined
  #records: Authored[] = []
  #waiting: StreamAppend[] = []
  #waitingCount = 0

  constructor(tx: Db, stamp: ImportStamp) {
    this.#tx = tx
    this.#stamp = stamp
  }

  async take(item: ProjectItem): Promise<void> {
    if (item.item === 'manifest') return
    if (item.item === 'person') return this.#name(item.person)
    if (item.item === 'document') await this.#keepText(item.record.data.textSha256, item.text)
    const place = this.#placeOf(item)
    if (place.id !== this.#place?.id || this.#records.length >= mostRecords) await this.#endEntry()
    this.#place = place
    this.#records.push({ record: item.record, authorship: item.authorship })
  }

  /** Appends a change that is none of the file's items. Its records' rows keep their authors. */
  async takeChange(entry: Entry): Promise<void> {
    const { before } = entry
    await this.#endEntry()
    const place = { kind: before.kind, id: before.id, documentId: null, text: null }
    this.#seqs.set(before.id, before.seq)
    await this.#append(place, entry)
  }

  /** Writes what is still waiting; answers how far each stream has got. */
  async finish(): Promise<Head[]> {
    await this.#endEntry()
    await this.#flush()
    const { projectId } = this.#stamp
    return [...this.#seqs].map(([streamId, seq]) => ({ projectId, streamId, seq }))
  }

  #placeOf(item: Exclude<ProjectItem, { item: 'manifest' | 'person' }>): Place {
    const { projectId } = this.#stamp
    const nowhere = { documentId: null, text: null }
    switch (item.item) {
      case 'codebook':
        return { kind: 'codebook', id: codebookStreamId(projectId), ...nowhere }
      case 'registry':
        return { kind: 'registry', id: registryStreamId(projectId), ...nowhere }
      case 'document': {
        const id = item.record.id as DocumentId // a document's own id
        return { kind: 'document', id, documentId: id, text: item.text }
      }
      case 'layer': {
        const id = item.record.id as string as StreamId // a layer's id names its stream
        const { document } = item.record.data
        return { kind: 'layer', id, documentId: document, text: this.#place?.text ?? null }
      }
      case 'document-comment': {
        const id = item.document
        return { kind: 'document', id, documentId: id, text: this.#place?.text ?? null }
      }
      case 'layer-record':
        return {
          kind: 'layer',
          id: item.layer,
          documentId: item.document,
          text: this.#place?.text ?? null,
        }
    }
  }

  async #keepText(textSha256: string, text: string | null): Promise<void> {
    const { projectId } = this.#stamp
    if (text !== null) {
      const folded = indexText(text)
      await putText(this.#tx, { projectId, sha256: textSha256, text, folded })
    }
  }

  /** Someone without an account here becomes a guest; whoever has one is known by it. */
  async #name({ id, name }: { readonly id: UserId; readonly name: string }): Promise<void> {
    const { users, guests } = schema
    const known = await this.#tx
      .select({ id: users.id })
      .from(users)
      .where(inArray(users.id, [id]))
    if (known.length > 0) return
    await this.#tx
      .insert(guests)
      .values({ projectId: this.#stamp.projectId, id, name })
      .onConflictDoNothing()
  }

  async #endEntry(): Promise<void> {
    const [place, records] = [this.#place, this.#records]
    this.#records = []
    if (!place || records.length === 0) return
    const before = { ...emptyStream(place.kind, place.id), seq: this.#seqs.get(place.id) ?? 0 }
    const authors = new Map(
      records.map(({ record, authorship }) => [record.id as string, authorship]),
    )
    await this.#append(place, {
      before,
      change: { added: records.map(({ record }) => record), written: [] },
      authorshipOf: (id) => authors.get(id) ?? missing(id),
    })
  }

  async #append(place: Place, entry: Entry): Promise<void> {
    if (this.#waiting.some(({ streamId }) => streamId === place.id)) await this.#flush()
    const append = this.#appendOf(place, entry)
    this.#seqs.set(place.id, append.expectedSeq + 1)
    this.#waiting.push(append)
    this.#waitingCount += append.records.length
    if (this.#waitingCount >= mostRecords) await this.#flush()
  }

  #appendOf(
    { kind, id, documentId, text }: Place,
    { before, change, authorshipOf }: Entry,
  ): StreamAppend {
    const { projectId, importedBy, importedAt } = this.#stamp
    const after = applyChange(before, change, { seq: before.seq + 1, actor: importedBy })
    const { rows, counts } = tableChange(before, after, change, text)
    return {
      projectId,
      streamId: id,
      kind,
      documentId,
      expectedSeq: before.seq,
      entries: [
        {
          opId: mintId(),
          opType: 'project.import',
          group: this.#group,
          actor: importedBy,
          at: importedAt,
          change,
        },
      ],
      records: rows.map(({ record, startUtf16, endUtf16, quote }) => ({
        ...fieldsOf(record),
        startUtf16,
        endUtf16,
        quote,
        ...authorshipOf(record.id),
      })),
      refs: rows.map(({ record, targets }) => ({ recordId: record.id, targetIds: targets })),
      counters: Object.entries(counts).map(([counted, delta]) => ({ kind: counted, delta })),
    }
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting
    this.#waiting = []
    this.#waitingCount = 0
    for (const [index, answer] of (await appendChanges(this.#tx, batch)).entries())
      if (answer.result !== 'appended')
        throw new Error(`The stream ${batch[index]?.streamId} was not written: ${answer.result}.`)
  }
}

function fieldsOf({ id, kind, data, revs, deleted }: AnyRecord) {
  return { id, kind, data, revs, deleted }
}

function missing(id: string): never {
  throw new Error(`The record ${id} has no author.`)
}
