import {
  type ChangeBus,
  changesSince,
  type Db,
  getText,
  headsOf,
  loadStream,
  type Subscription,
} from '@parallax/db'
import {
  applyChange,
  emptyStream,
  type ProjectId,
  type StreamId,
  type StreamKind,
  type StreamState,
  stateFromRecords,
  touchedIds,
} from '@parallax/domain'
import { withinHeap } from '../load/within-heap.ts'
import { projectStreams } from './project-streams.ts'
import { RecencyCache } from './recency-cache.ts'
import { entryFromRow, recordFromRow } from './stored-form.ts'
import { bytesOfState, grownBytes } from './weigh.ts'

/** A stream as this process knows it. */
export type HeldStream = {
  readonly projectId: ProjectId
  readonly state: StreamState
  /** The document that a document or layer stream is about; null for others and for new ones. */
  readonly documentId: string | null
}

type Entry = { held: HeldStream; headSeq: number }

const pageLength = 1_000
const reloadBeyond = 5_000

/**
 * The states of streams, kept in memory up to a weight and caught up from the log. Hints from other
 * processes say when a state has fallen behind; a hint that was lost shows itself when the append
 * finds the head moved.
 */
export class StreamStore {
  readonly #db: Db
  readonly #streams: RecencyCache<Entry>
  readonly #texts = new RecencyCache<string>(withinHeap(64_000_000, 32))
  readonly #subscription: Subscription

  constructor(db: Db, bus: ChangeBus, maxBytes = withinHeap(200_000_000, 8)) {
    this.#db = db
    this.#subscription = bus.subscribe((heads) => {
      for (const { projectId, streamId, seq } of heads) this.noteHead(projectId, streamId, seq)
    })
    this.#streams = new RecencyCache(maxBytes, (_key, { held }) => {
      this.#subscription.unwatch([{ projectId: held.projectId, streamId: held.state.id }])
    })
  }

  /**
   * The stream at its newest known head; an empty one when nobody has written to it. Its kind is
   * what the database says, whatever was asked for.
   */
  async get(projectId: ProjectId, kind: StreamKind, id: StreamId): Promise<HeldStream> {
    const atHand = this.atHand(projectId, id)
    if (atHand !== undefined) return atHand
    const entry = this.#streams.get(keyOf(projectId, id))
    if (entry === undefined) return this.#load(projectId, kind, id)
    if (entry.headSeq - entry.held.state.seq > reloadBeyond) return this.#load(projectId, kind, id)
    const { held, grown } = await this.#catchUp(entry.held)
    this.put(held, grown)
    return held
  }

  /** The same, if it is in memory and nobody is known to have written past it. */
  atHand(projectId: ProjectId, id: StreamId): HeldStream | undefined {
    const entry = this.#streams.get(keyOf(projectId, id))
    return entry !== undefined && entry.headSeq <= entry.held.state.seq ? entry.held : undefined
  }

  /** About what the streams in memory weigh. */
  get heldBytes(): number {
    return this.#streams.totalBytes
  }

  /** Keeps what a committed append has made, by which the stream has grown by `grown` bytes. */
  put(held: HeldStream, grown: number): void {
    const { projectId, state } = held
    const key = keyOf(projectId, state.id)
    const known = this.#streams.get(key)
    // Two who look at a stream at once catch it up twice; what it has grown by counts once.
    if (known !== undefined && known.held.state.seq >= state.seq) return
    const headSeq = Math.max(state.seq, known?.headSeq ?? 0)
    // One that was given up meanwhile has to be weighed anew.
    const bytes = known === undefined ? bytesOfState(state) : this.#streams.bytesOf(key) + grown
    this.#streams.put(key, { held, headSeq }, bytes)
    this.#subscription.watch([{ projectId, streamId: state.id, seq: headSeq }])
  }

  /** Notes that a stream has got to `seq` somewhere. */
  noteHead(projectId: string, streamId: string, seq: number): void {
    const entry = this.#streams.get(keyOf(projectId, streamId))
    if (entry !== undefined) entry.headSeq = Math.max(entry.headSeq, seq)
  }

  /** Asks the database where these streams are; answers which states have fallen behind. */
  async refresh(projectId: string, streamIds: readonly string[]): Promise<readonly string[]> {
    const heads = await headsOf(this.#db, projectId, streamIds)
    for (const { streamId, seq } of heads) this.noteHead(projectId, streamId, seq)
    return heads
      .filter(({ streamId, seq }) => {
        const entry = this.#streams.get(keyOf(projectId, streamId))
        return entry === undefined || seq > entry.held.state.seq
      })
      .map(({ streamId }) => streamId)
  }

  drop(projectId: string, streamId: string): void {
    this.#streams.drop(keyOf(projectId, streamId))
  }

  /** A text that was uploaded to this project, if it is in memory. */
  knownText(projectId: string, sha256: string): string | undefined {
    return this.#texts.get(keyOf(projectId, sha256))
  }

  /** A text that was uploaded to this project, or `undefined`. */
  async text(projectId: string, sha256: string): Promise<string | undefined> {
    const key = keyOf(projectId, sha256)
    const known = this.knownText(projectId, sha256)
    if (known !== undefined) return known
    const text = await getText(this.#db, projectId, sha256)
    if (text !== undefined) this.#texts.put(key, text, text.length * 2)
    return text
  }

  close(): void {
    this.#subscription.close()
  }

  async #load(projectId: ProjectId, kind: StreamKind, id: StreamId): Promise<HeldStream> {
    const stored = await loadStream(this.#db, projectId, id)
    if (stored === undefined) return this.#notYet(projectId, kind, id)
    // Streams are stored by what planned them, under one of the four kinds.
    const start = emptyStream(stored.kind as StreamKind, id)
    const state = stateFromRecords(start, stored.seq, stored.records.map(recordFromRow))
    const held = { projectId, state, documentId: stored.documentId }
    this.drop(projectId, id)
    this.put(held, 0)
    return held
  }

  /**
   * A stream that nobody has written to. That a project has no registry yet is remembered, since
   * every operation asks; of other ids it is not known what they will be.
   */
  #notYet(projectId: ProjectId, kind: StreamKind, id: StreamId): HeldStream {
    const held = { projectId, state: emptyStream(kind, id), documentId: null }
    const { registry, codebook } = projectStreams(projectId)
    const isOwn = kind === 'registry' ? id === registry : kind === 'codebook' && id === codebook
    if (isOwn) this.put(held, 0)
    return held
  }

  async #catchUp(held: HeldStream): Promise<{ readonly held: HeldStream; readonly grown: number }> {
    let { state } = held
    let grown = 0
    for (;;) {
      const place = { streamId: state.id, afterSeq: state.seq, limit: pageLength }
      const page = await changesSince(this.#db, held.projectId, place)
      for (const row of page) {
        const { change, seq, actor } = entryFromRow(row)
        const after = applyChange(state, change, { seq, actor })
        grown += grownBytes(state, after, touchedIds(change))
        state = after
      }
      if (page.length < pageLength) return { held: { ...held, state }, grown }
    }
  }
}

function keyOf(projectId: string, id: string): string {
  return `${projectId} ${id}`
}
