import {
  type LayerRecord,
  pointersTo,
  type RecordId,
  type RecordOf,
  type StreamState,
} from '@parallax/domain'
import type { PaintNames, Surface, SurfaceRecord, SurfaceRelation } from '@parallax/surface'
import type { DocumentModel } from './model/document-model.ts'
import { paintRecord } from './paint-record.ts'

/** Where painting finds what it needs at the moment it paints. */
export type Painting = {
  readonly names: PaintNames
  readonly relation: (record: RecordOf<'relation'>) => SurfaceRelation
}

/** How many records are painted anew in one go where all of them must be. */
const sliceSize = 1_500

/** The records that stand in the text, in reading order, as a surface is made with them. */
export function paintedRecords(
  model: DocumentModel,
  { names }: Painting,
): readonly SurfaceRecord[] {
  return [...model.inReadingOrder()].flatMap((record) => paintRecord(record, names))
}

/**
 * Keeps what a surface draws in step with the model. A change is drawn in the moment it is made;
 * only where names or looks of all records may have changed they are painted slice by slice.
 */
export class DrawnRecords {
  readonly #surface: Surface
  readonly #painting: () => Painting
  #model: DocumentModel
  #stop: () => void
  #slices: ReturnType<typeof setTimeout> | undefined

  /** The surface already draws the records of the model; its relations are drawn now. */
  constructor(surface: Surface, model: DocumentModel, painting: () => Painting) {
    this.#surface = surface
    this.#painting = painting
    this.#model = model
    this.#stop = this.#follow(model)
    this.#drawRelations(model.relations())
  }

  /** Other layers are shown now. */
  setModel(model: DocumentModel): void {
    if (model === this.#model) return
    const removed = this.#model.all().filter(({ id }) => !model.get(id))
    this.#stop()
    this.#model = model
    this.#stop = this.#follow(model)
    this.#remove(removed)
    this.repaintAll()
  }

  /** Entities or propositions have changed: what names them is painted anew. */
  takeNames(
    registry: StreamState | undefined,
    touched: ReadonlySet<RecordId>,
    publishers: readonly (RecordId | null)[],
  ): void {
    // What was merged into a renamed entity goes by its name too.
    const named = new Set(
      [...touched].flatMap((id) => [id, ...(registry ? pointersTo(registry, id) : [])]),
    )
    const isPublisher = publishers.some((id) => id !== null && named.has(id))
    if (isPublisher) this.repaintAll()
    else this.#draw([...named].flatMap((id) => this.#model.pointingAt(id)))
  }

  /** Names or looks of any record may have changed. */
  repaintAll(): void {
    clearTimeout(this.#slices)
    this.#drawRelations(this.#model.relations())
    this.#drawSlice([...this.#model.inReadingOrder()], 0)
  }

  destroy(): void {
    clearTimeout(this.#slices)
    this.#stop()
  }

  #follow(model: DocumentModel): () => void {
    return model.subscribe((touched) => {
      if (touched === null) this.repaintAll()
      else this.#takeTouched(model, touched)
    })
  }

  #takeTouched(model: DocumentModel, touched: ReadonlySet<RecordId>): void {
    this.#remove([...touched].filter((id) => !model.get(id)).map((id) => ({ id })))
    this.#draw([...touched].flatMap((id) => model.get(id) ?? []))
  }

  #draw(records: readonly LayerRecord[]): void {
    const { names } = this.#painting()
    const put = records.flatMap((record) => paintRecord(record, names))
    if (put.length > 0) this.#surface.apply({ put, removed: [] })
    this.#drawRelations(records.flatMap((record) => (record.kind === 'relation' ? [record] : [])))
  }

  #drawRelations(records: readonly RecordOf<'relation'>[]): void {
    const { relation } = this.#painting()
    if (records.length > 0)
      this.#surface.applyRelations({ put: records.map(relation), removed: [] })
  }

  #remove(records: readonly { readonly id: RecordId }[]): void {
    if (records.length === 0) return
    const removed = records.map(({ id }) => id)
    this.#surface.applyRelations({ put: [], removed })
    this.#surface.apply({ put: [], removed })
  }

  #drawSlice(records: readonly LayerRecord[], from: number): void {
    this.#draw(records.slice(from, from + sliceSize))
    if (from + sliceSize < records.length)
      this.#slices = setTimeout(() => this.#drawSlice(records, from + sliceSize))
  }
}
