import {
  type EntityId,
  jsonEqual,
  type LayerId,
  type LayerRecord,
  mapGet,
  mapValues,
  pointersTo,
  type RecordId,
  type RecordOf,
  type StreamState,
} from '@parallax/domain'
import { isLayerRecord } from '../is-layer-record.ts'
import { hullInTree, namedClaim, type Placed, type TreeNode } from '../record-tree.ts'
import { firstEndingAfter, type Island, islandsAfter, islandsOf } from './islands.ts'
import { type Folding, isFoldedAt, nothingFolded, TreeRows } from './tree-rows.ts'

/** Told what may look different: these records, or (`null`) any of them. */
export type ModelListener = (touched: ReadonlySet<RecordId> | null) => void

/** A mention of which is known who it is. */
export type LinkedMention = RecordOf<'mention'> & { readonly data: { readonly entity: EntityId } }

/** Where one goes on from: the open record, or else a place in the text. */
export type ModelPlace = { readonly id: RecordId | null; readonly offsetUtf16: number }

type Wanted = (record: LayerRecord) => boolean

/**
 * The live records of the shown layers of one document, in reading order and as a tree. It takes in
 * a change at the cost of that change, whatever the size of the document.
 */
export class DocumentModel {
  readonly #views = new Map<LayerId, StreamState>()
  readonly #records = new Map<RecordId, LayerRecord>()
  readonly #placed = new Map<RecordId, Placed>()
  readonly #rest = new Map<RecordId, LayerRecord>()
  readonly #linked = new Map<RecordId, LinkedMention>()
  readonly #counts: Record<string, number> = {}
  readonly #listeners = new Set<ModelListener>()
  readonly #rows = new TreeRows()
  #restList: readonly LayerRecord[] | null = null
  #islands: readonly Island[] = []
  #wanted: Wanted | null = null
  #all: readonly LayerRecord[] | null = null
  #version = 0

  /** Counts up with every change. */
  get version(): number {
    return this.#version
  }

  subscribe(listener: ModelListener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Whether a layer is shown exactly as it stands here. */
  isAt(view: StreamState): boolean {
    return this.#views.get(view.id as LayerId) === view // a layer's stream has the layer's id
  }

  /** Shows exactly these layers, as they stand. */
  reset(views: readonly StreamState[]): void {
    this.#views.clear()
    this.#records.clear()
    this.#placed.clear()
    this.#rest.clear()
    this.#linked.clear()
    this.#restList = null
    for (const kind of Object.keys(this.#counts)) delete this.#counts[kind]
    for (const view of views) {
      this.#views.set(view.id as LayerId, view) // a layer's stream has the layer's id
      for (const record of mapValues(view.records))
        if (!record.deleted && isLayerRecord(record)) this.#keep(record)
    }
    for (const [id, placed] of this.#placed) this.#placed.set(id, this.#withReach(placed))
    this.#islands = islandsOf([...this.#placed.values()])
    this.#changed(null)
  }

  /** A shown layer has changed: `touched` are the records that may be different. */
  update(view: StreamState, touched: ReadonlySet<RecordId>): void {
    this.#views.set(view.id as LayerId, view) // as above
    const changed = new Set([...touched].filter((id) => !this.#saysTheSame(id, view)))
    // The server's word on what one sees already is nothing new to see.
    if (changed.size > 0) this.#take(view, changed)
  }

  #take(view: StreamState, touched: ReadonlySet<RecordId>): void {
    const gone = new Set<Placed>()
    const again = new Set<RecordId>()
    for (const id of touched) {
      for (const pointer of pointersTo(view, id)) again.add(pointer)
      const before = this.#placed.get(id)
      if (before) gone.add(before)
      this.#drop(id)
      const record = liveRecord(view, id)
      if (record) this.#keep(record)
      again.add(id)
    }
    const come = this.#reachAnew(again, gone)
    this.#islands = islandsAfter(this.#islands, gone, come)
    this.#changed(touched)
  }

  /** The live record with this id, if its layer is shown. */
  get(id: RecordId): LayerRecord | undefined {
    return this.#records.get(id)
  }

  /** Mentions that say who they mean, in no order. */
  linkedMentions(): Iterable<LinkedMention> {
    return this.#linked.values()
  }

  /** How many there are. */
  get size(): number {
    return this.#records.size
  }

  /** How many there are of a kind. */
  count(kind: LayerRecord['kind']): number {
    return this.#counts[kind] ?? 0
  }

  /** All live records; made once for each version, so only for what is done rarely. */
  all(): readonly LayerRecord[] {
    this.#all ??= [...this.#records.values()]
    return this.#all
  }

  /** Mentions, claims and stances by where they start, the outer before the inner. */
  *inReadingOrder(): Generator<LayerRecord> {
    for (const { placed } of this.#islands) for (const { record } of placed) yield record
  }

  /** The records that share a letter with a stretch of the text, in reading order. */
  over(startUtf16: number, endUtf16: number): readonly LayerRecord[] {
    const found: LayerRecord[] = []
    for (let at = firstEndingAfter(this.#islands, startUtf16); at < this.#islands.length; at++) {
      const island = this.#islands[at]
      if (!island || island.fromUtf16 >= endUtf16) break
      for (const { record, hull } of island.placed)
        if (hull.startUtf16 < endUtf16 && hull.endUtf16 > startUtf16) found.push(record)
    }
    return found
  }

  /** The next (1) or previous (-1) record in reading order that is wanted. */
  neighbour(from: ModelPlace, direction: 1 | -1, wanted?: Wanted): LayerRecord | undefined {
    const isWanted = (record: LayerRecord) =>
      (wanted?.(record) ?? true) && (this.#wanted?.(record) ?? true)
    const { island, at } = this.#startOf(from, direction)
    for (let i = island; i >= 0 && i < this.#islands.length; i += direction) {
      const placed = this.#islands[i]?.placed ?? []
      const first = direction === 1 ? 0 : placed.length - 1
      for (let j = i === island ? at : first; j >= 0 && j < placed.length; j += direction) {
        const record = placed[j]?.record
        if (record && isWanted(record)) return record
      }
    }
    return undefined
  }

  /** Which of its kind a record is, in reading order, from 1; 0 for one that is not there. */
  ordinal(id: RecordId): number {
    const known = this.#placed.get(id)
    let count = 0
    if (!known) {
      const kind = this.#rest.get(id)?.kind
      const same = this.#restList?.filter((record) => record.kind === kind) ?? []
      return same.findIndex((record) => record.id === id) + 1
    }
    for (const { placed } of this.#islands)
      for (const { record } of placed)
        if (record.kind === known.record.kind) {
          count += 1
          if (record.id === id) return count
        }
    return 0
  }

  /** Relations from or to a record. */
  linksOf(id: RecordId): readonly RecordOf<'relation'>[] {
    return this.pointingAt(id).flatMap((record) => (record.kind === 'relation' ? [record] : []))
  }

  /** Records of shown layers that refer to a record: mentions of an entity, stances on a claim. */
  pointingAt(id: RecordId): readonly LayerRecord[] {
    return [...this.#views.values()].flatMap((view) =>
      pointersTo(view, id).flatMap((pointer) => this.#records.get(pointer) ?? []),
    )
  }

  /** Relations, which have no place of their own in the text. */
  relations(): readonly RecordOf<'relation'>[] {
    return (this.#restList ?? []).flatMap((record) => (record.kind === 'relation' ? [record] : []))
  }

  /** Tree and neighbours are of the records that are wanted; null wants all. */
  setWanted(wanted: Wanted | null): void {
    if (wanted === this.#wanted) return
    this.#wanted = wanted
    this.#rows.setWanted(wanted)
    this.#changed(new Set())
  }

  /** Whether a record is among those that tree and neighbours are of. */
  isWanted(record: LayerRecord): boolean {
    return this.#wanted?.(record) ?? true
  }

  /** How many rows the tree has. */
  get rowCount(): number {
    return this.#rows.count
  }

  /** A row of the tree, by its number. */
  row(index: number): TreeNode | undefined {
    return this.#rows.at(index)
  }

  /** The number of a record's row; -1 while it is folded away or not wanted. */
  rowIndexOf(id: RecordId): number {
    return this.#rows.indexOf(id, this.#placed.get(id)?.hull.startUtf16)
  }

  isFolded(id: RecordId): boolean {
    return isFoldedAt(this.#rows.folding, id)
  }

  get isAllFolded(): boolean {
    const { isFolded, except } = this.#rows.folding
    return isFolded && except.size === 0
  }

  /** Folds or unfolds what one record holds. */
  fold(id: RecordId, isFolded: boolean): void {
    if (this.isFolded(id) === isFolded) return
    const { folding } = this.#rows
    const except = new Set(folding.except)
    if (!except.delete(id)) except.add(id)
    this.#setFolding({ ...folding, except })
  }

  foldAll(isFolded: boolean): void {
    this.#setFolding({ ...nothingFolded, isFolded })
  }

  /** Unfolds whatever hides a record. */
  unfoldTo(id: RecordId): void {
    const placed = this.#placed.get(id)
    if (!placed) return
    for (const above of this.#rows.above(id, placed.hull.startUtf16)) this.fold(above, false)
  }

  #setFolding(folding: Folding): void {
    this.#rows.setFolding(folding)
    this.#changed(new Set())
  }

  /** Whether a record is there and reads as before, or is as absent as before. */
  #saysTheSame(id: RecordId, view: StreamState): boolean {
    const before = this.#records.get(id)
    const after = liveRecord(view, id)
    return before === after || (!!before && !!after && jsonEqual(before.data, after.data))
  }

  #keep(record: LayerRecord): void {
    this.#records.set(record.id, record)
    this.#counts[record.kind] = (this.#counts[record.kind] ?? 0) + 1
    if (isLinked(record)) this.#linked.set(record.id, record)
    const hull = hullInTree(record)
    if (hull) this.#placed.set(record.id, { record, hull, reach: hull })
    else {
      this.#rest.set(record.id, record)
      this.#restList = null
    }
  }

  #drop(id: RecordId): void {
    const record = this.#records.get(id)
    if (!record) return
    this.#records.delete(id)
    this.#placed.delete(id)
    this.#linked.delete(id)
    if (this.#rest.delete(id)) this.#restList = null
    this.#counts[record.kind] = (this.#counts[record.kind] ?? 1) - 1
  }

  /** Those that changed, and stances whose claim did: their reach is new. */
  #reachAnew(ids: ReadonlySet<RecordId>, gone: Set<Placed>): readonly Placed[] {
    return [...ids].flatMap((id) => {
      const placed = this.#placed.get(id)
      if (!placed) return []
      gone.add(placed)
      const next = this.#withReach(placed)
      this.#placed.set(id, next)
      return [next]
    })
  }

  #withReach(placed: Placed): Placed {
    const { record, hull } = placed
    const claim = namedClaim(record)
    const other = claim ? this.#placed.get(claim)?.hull : undefined
    const reach = other
      ? {
          startUtf16: Math.min(hull.startUtf16, other.startUtf16),
          endUtf16: Math.max(hull.endUtf16, other.endUtf16),
        }
      : hull
    return { record, hull, reach }
  }

  /** Where a walk from a place begins: in which island, and at which of its records. */
  #startOf({ id, offsetUtf16 }: ModelPlace, direction: 1 | -1) {
    const known = id ? this.#placed.get(id) : undefined
    const startUtf16 = known?.hull.startUtf16 ?? offsetUtf16
    const island = firstEndingAfter(this.#islands, startUtf16)
    // Behind the last one there is only the way back.
    if (island === this.#islands.length)
      return {
        island: island - 1,
        at: (this.#islands.at(-1)?.placed.length ?? 0) - (direction === 1 ? 0 : 1),
      }
    const placed = this.#islands[island]?.placed ?? []
    if (known) {
      const here = placed.findIndex(({ record }) => record.id === id)
      return { island, at: here + direction }
    }
    const next = placed.findIndex(({ hull }) => hull.startUtf16 >= offsetUtf16)
    const at = next < 0 ? placed.length : next
    return { island, at: direction === 1 ? at : at - 1 }
  }

  #changed(touched: ReadonlySet<RecordId> | null): void {
    this.#version += 1
    this.#all = null
    this.#restList ??= [...this.#rest.values()]
    this.#rows.set(this.#islands, this.#restList)
    for (const listener of this.#listeners) listener(touched)
  }
}

function liveRecord(view: StreamState, id: RecordId): LayerRecord | undefined {
  const record = mapGet(view.records, id)
  return record && !record.deleted && isLayerRecord(record) ? record : undefined
}

function isLinked(record: LayerRecord): record is LinkedMention {
  return record.kind === 'mention' && record.data.entity !== null
}
