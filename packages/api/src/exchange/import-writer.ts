import {
  appendChanges,
  appendNewStreams,
  type Db,
  type FoldedText,
  type Head,
  putTexts,
  refreshStatistics,
  type StreamAppend,
  schema,
} from '@parallax/db'
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
  /** How the log calls it; an import unless something else is said. */
  readonly opType?: string
}

type Place = {
  readonly kind: StreamKind
  readonly id: StreamId
  readonly documentId: DocumentId | null
  readonly text: string | null
}

/** A change of a stream, which may be one that is there already. */
export type StreamChange = {
  readonly before: StreamState
  readonly change: Change
  readonly authorshipOf: (id: string) => Authorship
  /** The document that the stream is about, and its text. */
  readonly documentId?: DocumentId
  readonly text?: string
}

/** Somebody else has written to a stream meanwhile: what was planned for it may not hold. */
export class StreamMoved extends Error {}

/** The most records of one entry of the log. */
const mostRecords = 1000
/** About how much goes into one statement: small, so that others get their turn between two. */
const recordsAtOnce = 200
const textUtf16AtOnce = 200_000
/** After how many streams the database first hears how many there are; then after four times as many. */
const firstCountAt = 1_000

/**
 * Writes the items of a file, in their order, as entries of the log with their rows, and changes of
 * streams that were there before. Everything happens in the transaction that it was made with.
 */
export class ImportWriter {
  readonly #tx: Db
  readonly #stamp: ImportStamp
  /** The gesture that all of it is. */
  readonly group = mintId()
  /** How far streams have got that others may know of. */
  readonly #heads = new Map<StreamId, number>()
  /** How far the new streams of the document at hand have got. */
  readonly #seqs = new Map<StreamId, number>()
  #place: Place | undefined
  #records: Authored[] = []
  #waiting: StreamAppend[] = []
  #waitingCount = 0
  #texts: FoldedText[] = []
  #textUtf16 = 0
  #streamCount = 0
  #nextCountAt = firstCountAt
  /** What the database is doing for this import: one thing after the other. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(tx: Db, stamp: ImportStamp) {
    this.#tx = tx
    this.#stamp = stamp
  }

  async take(item: ProjectItem): Promise<void> {
    if (item.item === 'manifest') return
    if (item.item === 'person') return this.#name(item.person)
    const place = this.#placeOf(item)
    if (place.id !== this.#place?.id || this.#records.length >= mostRecords) await this.#endEntry()
    if (item.item === 'document') {
      this.#seqs.clear()
      await this.#keepText(item.record.data.textSha256, item.text)
    }
    this.#place = place
    this.#records.push({ record: item.record, authorship: item.authorship })
  }

  /** Appends a change that is none of the file's items, in entries that are not too large. */
  async takeChange({
    before,
    change,
    authorshipOf,
    documentId,
    text,
  }: StreamChange): Promise<void> {
    await this.#endEntry()
    const { kind, id } = before
    const place = { kind, id, documentId: documentId ?? null, text: text ?? null }
    let running = before
    for (const part of partsOf(change)) {
      await this.#queue(place, running, { change: part, authorshipOf })
      running = this.#after(running, part)
    }
    this.#heads.set(id, running.seq)
  }

  /** Writes all that is waiting, so that it can be read. */
  async settle(): Promise<void> {
    await this.#endEntry()
    await this.#flush()
    await this.#turn
  }

  /** Waits until nothing is being written, so that who shares the transaction may ask something. */
  async pause(): Promise<void> {
    await this.#turn
  }

  /** Asks the database once it has done what it is at: it has one connection for an import. */
  inTurn<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#turn.then(ask)
    // Whoever comes next hears of what went wrong before, and so does whoever waits for this.
    this.#turn = answer
    answer.catch(() => {})
    return answer
  }

  /** Writes what is still waiting; answers how far those streams have got that were there before. */
  async finish(): Promise<Head[]> {
    await this.settle()
    const { projectId } = this.#stamp
    return [...this.#heads].map(([streamId, seq]) => ({ projectId, streamId, seq }))
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

  async #keepText(sha256: string, text: string | null): Promise<void> {
    if (text === null) return
    this.#texts.push({ sha256, text, folded: indexText(text) })
    this.#textUtf16 += text.length
    if (this.#textUtf16 >= textUtf16AtOnce) await this.#flush()
  }

  /** Someone without an account here becomes a guest; whoever has one is known by it. */
  async #name({ id, name }: { readonly id: UserId; readonly name: string }): Promise<void> {
    const { users, guests } = schema
    await this.inTurn(async () => {
      const isIt = inArray(users.id, [id])
      const known = await this.#tx.select({ id: users.id }).from(users).where(isIt)
      if (known.length > 0) return
      const guest = { projectId: this.#stamp.projectId, id, name }
      await this.#tx.insert(guests).values(guest).onConflictDoNothing()
    })
  }

  async #endEntry(): Promise<void> {
    const [place, records] = [this.#place, this.#records]
    this.#records = []
    if (!place || records.length === 0) return
    const seq = this.#seqs.get(place.id) ?? this.#heads.get(place.id) ?? 0
    const before = { ...emptyStream(place.kind, place.id), seq }
    const authors = new Map(
      records.map(({ record, authorship }) => [record.id as string, authorship]),
    )
    await this.#queue(place, before, {
      change: { added: records.map(({ record }) => record), written: [] },
      authorshipOf: (id) => authors.get(id) ?? missing(id),
    })
    const isCommon = place.kind === 'codebook' || place.kind === 'registry'
    const seqs = isCommon ? this.#heads : this.#seqs
    seqs.set(place.id, seq + 1)
  }

  async #queue(place: Place, before: StreamState, entry: Entry): Promise<void> {
    if (this.#waiting.some(({ streamId }) => streamId === place.id)) await this.#flush()
    const append = this.#appendOf(place, before, entry)
    this.#waiting.push(append)
    this.#waitingCount += append.records.length
    if (this.#waitingCount >= recordsAtOnce) await this.#flush()
  }

  #after(before: StreamState, change: Change): StreamState {
    return applyChange(before, change, { seq: before.seq + 1, actor: this.#stamp.importedBy })
  }

  #appendOf(
    { kind, id, documentId, text }: Place,
    before: StreamState,
    { change, authorshipOf }: Entry,
  ): StreamAppend {
    const { projectId, importedBy, importedAt, opType = 'project.import' } = this.#stamp
    const { rows, counts } = tableChange(before, this.#after(before, change), change, text)
    return {
      projectId,
      streamId: id,
      kind,
      documentId,
      expectedSeq: before.seq,
      entries: [
        { opId: mintId(), opType, group: this.group, actor: importedBy, at: importedAt, change },
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

  /** Hands over what is waiting; while it is written, what comes next is made ready. */
  async #flush(): Promise<void> {
    const [texts, batch] = [this.#texts, this.#waiting]
    this.#texts = []
    this.#textUtf16 = 0
    this.#waiting = []
    this.#waitingCount = 0
    const before = this.#turn
    if (texts.length > 0 || batch.length > 0) void this.inTurn(() => this.#write(texts, batch))
    await before
  }

  async #write(texts: readonly FoldedText[], batch: readonly StreamAppend[]): Promise<void> {
    const { projectId } = this.#stamp
    await putTexts(this.#tx, projectId, texts)
    const isNew = ({ expectedSeq }: StreamAppend) => expectedSeq === 0
    if (!(await appendNewStreams(this.#tx, projectId, batch.filter(isNew))))
      throw new StreamMoved('Somebody has made a stream meanwhile.')
    await this.#append(batch.filter((each) => !isNew(each)))
    await this.#countAnew(batch.length)
  }

  /** Without it, every look-up of a large import goes through all that the import has written. */
  async #countAnew(more: number): Promise<void> {
    this.#streamCount += more
    if (this.#streamCount < this.#nextCountAt) return
    this.#nextCountAt = this.#streamCount * 4
    await refreshStatistics(this.#tx)
  }

  async #append(batch: readonly StreamAppend[]): Promise<void> {
    for (const [index, answer] of (await appendChanges(this.#tx, batch)).entries()) {
      if (answer.result === 'appended') continue
      const said = `The stream ${batch[index]?.streamId} was not written: ${answer.result}.`
      throw answer.result === 'moved' ? new StreamMoved(said) : new Error(said)
    }
  }
}

type Entry = Pick<StreamChange, 'change' | 'authorshipOf'>

/** A change as several that each touch no more records than an entry may. */
function partsOf({ added, written }: Change): readonly Change[] {
  if (added.length + written.length <= mostRecords) return [{ added, written }]
  const parts: Change[] = []
  for (let at = 0; at < added.length; at += mostRecords)
    parts.push({ added: added.slice(at, at + mostRecords), written: [] })
  for (let at = 0; at < written.length; at += mostRecords)
    parts.push({ added: [], written: written.slice(at, at + mostRecords) })
  return parts
}

function fieldsOf({ id, kind, data, revs, deleted }: AnyRecord) {
  return { id, kind, data, revs, deleted }
}

function missing(id: string): never {
  throw new Error(`The record ${id} has no author.`)
}
