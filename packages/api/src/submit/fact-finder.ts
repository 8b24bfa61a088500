import { changesAt, countsOf, type Db, headsOf, headsOfDocuments } from '@parallax/db'
import type { DocumentId, Facts, LogEntry, RecordId } from '@parallax/domain'
import { mapGet, mapKeys } from '@parallax/domain'
import { countReferences, type ReferenceCount } from '../queries/references.ts'
import { redirectsTo } from './redirects.ts'
import type { RunningBatch } from './running-batch.ts'
import type { RunningStream } from './running-stream.ts'
import { entryFromRow } from './stored-form.ts'

/**
 * The facts that rules ask of other streams. Rules are synchronous and the database is not, so a
 * fact that is not known yet is noted and answered hopefully; `load` then looks up what was asked,
 * and the rule is run again. What this batch has accepted already counts.
 */
export class FactFinder {
  readonly #db: Db
  readonly #batch: RunningBatch
  readonly #stream: RunningStream
  readonly #uses = new Map<RecordId, number>()
  readonly #documents = new Map<DocumentId, boolean>()
  readonly #entries = new Map<number, LogEntry | undefined>()
  #hasRecords: boolean | undefined
  #asksForRecords = false
  readonly #askedUses = new Set<RecordId>()
  readonly #askedDocuments = new Set<DocumentId>()
  readonly #askedEntries = new Set<number>()

  constructor(db: Db, batch: RunningBatch, stream: RunningStream) {
    this.#db = db
    this.#batch = batch
    this.#stream = stream
  }

  /** What a rule is handed. */
  facts(): Facts {
    const finder = this
    return {
      inUseCount: (id) => known(this.#uses, this.#askedUses, id) ?? 0,
      hasDocument: (id) => known(this.#documents, this.#askedDocuments, id) ?? true,
      entryAt: (seq) => known(this.#entries, this.#askedEntries, seq),
      get documentHasRecords() {
        return finder.#documentHasRecords()
      },
    }
  }

  /** Whether something was asked that is not known. */
  get hasQuestions(): boolean {
    const asked = this.#askedUses.size + this.#askedDocuments.size + this.#askedEntries.size
    return asked > 0 || this.#asksForRecords
  }

  /** Looks up what was asked and not known. */
  async load(): Promise<void> {
    if (this.#askedUses.size > 0) await this.#loadUses([...this.#askedUses])
    if (this.#askedDocuments.size > 0) await this.#loadDocuments([...this.#askedDocuments])
    if (this.#askedEntries.size > 0) await this.#loadEntries([...this.#askedEntries])
    if (this.#asksForRecords) this.#hasRecords = await this.#loadHasRecords()
    this.#askedUses.clear()
    this.#askedDocuments.clear()
    this.#askedEntries.clear()
    this.#asksForRecords = false
  }

  #documentHasRecords(): boolean {
    if (this.#hasRecords === undefined) this.#asksForRecords = true
    return this.#hasRecords ?? false
  }

  async #loadUses(ids: readonly RecordId[]): Promise<void> {
    const { projectId, state } = this.#stream.base
    const registry = state.kind === 'registry' ? this.#stream.state : null
    const families = ids.map((id) => ({ id, members: [id, ...redirectsTo(registry, id)] }))
    const targets = families.flatMap(({ members }) => members)
    const stored = await countReferences(this.#db, projectId, targets)
    for (const { id, members } of families) {
      this.#uses.set(id, this.#usesOf(new Set<string>(members), stored))
    }
  }

  /** References from other streams: a stream minds its own. Streams at hand are asked themselves. */
  #usesOf(members: ReadonlySet<string>, stored: readonly ReferenceCount[]): number {
    const { projectId, state } = this.#stream.base
    const atHand = this.#batch.streamsOf(projectId).filter((each) => each.entries.length > 0)
    const asked = new Set<string>([state.id, ...atHand.map((each) => each.state.id)])
    const elsewhere = stored
      .filter(({ targetId, streamId }) => members.has(targetId) && !asked.has(streamId))
      .reduce((sum, { n }) => sum + n, 0)
    return atHand
      .filter((each) => each.state.id !== state.id)
      .reduce((sum, each) => sum + pointersFrom(each, members), elsewhere)
  }

  async #loadDocuments(ids: readonly DocumentId[]): Promise<void> {
    const { projectId } = this.#stream.base
    const heads = await headsOf(this.#db, projectId, ids)
    const made = this.#batch
      .streamsOf(projectId)
      .filter(({ state }) => state.kind === 'document' && state.seq > 0)
    const existing = new Set<string>([
      ...heads.filter(({ kind }) => kind === 'document').map(({ streamId }) => streamId),
      ...made.map(({ state }) => state.id),
    ])
    for (const id of ids) this.#documents.set(id, existing.has(id))
  }

  async #loadEntries(seqs: readonly number[]): Promise<void> {
    const { projectId, state } = this.#stream.base
    const rows = await changesAt(this.#db, projectId, { streamId: state.id, seqs })
    const found = new Map(rows.map((row) => [row.seq, entryFromRow(row)]))
    const pending = new Map(this.#stream.entries.map((entry) => [entry.seq, entry]))
    for (const seq of seqs) this.#entries.set(seq, pending.get(seq) ?? found.get(seq))
  }

  async #loadHasRecords(): Promise<boolean> {
    const { projectId, state } = this.#stream.base
    const changed = this.#batch
      .streamsOf(projectId)
      .filter((each) => each.documentId === state.id && each.entries.length > 0)
    if (changed.some(({ state: layer }) => holdsRecords(layer.kind, layer.liveCounts))) return true
    const asked = new Set<string>(changed.map((each) => each.state.id))
    const heads = await headsOfDocuments(this.#db, projectId, [state.id])
    const layers = heads.filter(({ kind, streamId }) => kind === 'layer' && !asked.has(streamId))
    const counts = await countsOf(
      this.#db,
      projectId,
      layers.map(({ streamId }) => streamId),
    )
    return counts.some(({ kind, n }) => kind !== 'layer' && n > 0)
  }
}

/** Facts for rules that ask nothing of other streams, as most: it is only noted when one did. */
export class NoFacts implements Facts {
  wereAsked = false
  // Rules hand these on by themselves, without what they belong to.
  readonly inUseCount = () => this.#note(0)
  readonly hasDocument = () => this.#note(true)
  readonly entryAt = () => this.#note(undefined)

  get documentHasRecords(): boolean {
    return this.#note(false)
  }

  #note<Value>(value: Value): Value {
    this.wereAsked = true
    return value
  }
}

function known<Key, Value>(found: ReadonlyMap<Key, Value>, asked: Set<Key>, key: Key) {
  if (!found.has(key)) asked.add(key)
  return found.get(key)
}

function pointersFrom({ state }: RunningStream, targets: ReadonlySet<string>): number {
  const records = new Set<string>()
  for (const target of targets) {
    const pointers = mapGet(state.pointers, target)
    if (pointers !== undefined) for (const id of mapKeys(pointers)) records.add(id)
  }
  return records.size
}

function holdsRecords(kind: string, liveCounts: Readonly<Record<string, number>>): boolean {
  return (
    kind === 'layer' &&
    Object.entries(liveCounts).some(([recordKind, n]) => recordKind !== 'layer' && n > 0)
  )
}
