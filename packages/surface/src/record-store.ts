import type { TextRange } from '@parallax/domain'
import { BlockIndex } from './interval-index.ts'
import { type Shape, type SurfaceRecord, shapes, spanUtf16 } from './surface-record.ts'

/** What changed among the records: new or changed ones, and the ids of those that are gone. */
export type SurfaceDelta = {
  readonly put: readonly SurfaceRecord[]
  readonly removed: readonly string[]
}

/** What is drawn of the records. Its questions are asked only about records near the view. */
export type SurfaceFilter = {
  /** Only these shapes are drawn, hovered and picked. */
  readonly shapes: readonly Shape[]
  /** Only records and relations for which it says true are drawn, hovered and picked; null draws all. */
  readonly shows?: ((recordId: string) => boolean) | null
  /** Records for which it says true are drawn dimmed and without chips. */
  readonly dims?: ((recordId: string) => boolean) | null
  /** The shape that shows its chips even where chips are scarce; mentions show theirs only then. */
  readonly focused?: Shape | null
}

/** The records of one document as the surface asks for them. */
export type RecordStore = {
  readonly get: (id: string) => SurfaceRecord | undefined
  readonly all: () => Iterable<SurfaceRecord>
  /** Takes the change in and returns every range whose drawing it may alter. */
  readonly apply: (delta: SurfaceDelta) => readonly TextRange[]
  /** The drawn records that share a unit with `[fromUtf16, toUtf16)`, each once. */
  readonly drawnIn: (fromUtf16: number, toUtf16: number) => readonly SurfaceRecord[]
  /** The drawn records over one letter, innermost first. */
  readonly stackAt: (offsetUtf16: number) => readonly SurfaceRecord[]
  readonly isDimmed: (id: string) => boolean
  /** Whether a record is there and the filter lets it be drawn. */
  readonly isDrawn: (id: string) => boolean
  readonly filter: () => SurfaceFilter
  readonly setFilter: (filter: SurfaceFilter) => void
}

/** An empty store that draws everything. */
export function createRecordStore(): RecordStore {
  const records = new Map<string, SurfaceRecord>()
  const index = new BlockIndex<SurfaceRecord>()
  let filter: SurfaceFilter = { shapes }

  const take = (id: string): readonly TextRange[] => {
    const record = records.get(id)
    if (!record) return []
    records.delete(id)
    for (const part of record.parts) index.remove(part.startUtf16, part.endUtf16, record)
    return record.parts
  }
  const isDrawn = ({ id, shape }: SurfaceRecord) =>
    filter.shapes.includes(shape) && (filter.shows?.(id) ?? true)
  const drawnIn = (fromUtf16: number, toUtf16: number) => {
    const found = new Set(index.query(fromUtf16, toUtf16))
    return [...found].filter(isDrawn)
  }
  return {
    get: (id) => records.get(id),
    all: () => records.values(),
    apply: ({ put, removed }) => {
      const touched = [...removed, ...put.map(({ id }) => id)].flatMap(take)
      for (const record of put) records.set(record.id, record)
      const entries = put.flatMap((record) =>
        record.parts.map((part) => ({ ...part, value: record })),
      )
      index.addAll(entries)
      return [...touched, ...put.flatMap(({ parts }) => parts)]
    },
    drawnIn,
    stackAt: (offsetUtf16) =>
      [...drawnIn(offsetUtf16, offsetUtf16 + 1)].sort(
        (a, b) =>
          spanUtf16(a) - spanUtf16(b) ||
          shapes.indexOf(a.shape) - shapes.indexOf(b.shape) ||
          (a.id < b.id ? -1 : 1),
      ),
    isDimmed: (id) => filter.dims?.(id) ?? false,
    isDrawn: (id) => {
      const record = records.get(id)
      return record !== undefined && isDrawn(record)
    },
    filter: () => filter,
    setFilter: (next) => {
      filter = next
    },
  }
}
