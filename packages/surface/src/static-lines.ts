import type { ZoneKind } from '@parallax/domain'
import { createDisplayMap, type DisplayMap } from './display-map.ts'
import { type FlatItem, flatten } from './flatten.ts'
import { lineClasses } from './line-classes.ts'
import { lineItem } from './line-item.ts'
import { segmentClasses } from './mark-classes.ts'
import { createRecordStore, type RecordStore } from './record-store.ts'
import type { SurfaceRecord, SurfaceZone } from './surface-record.ts'
import { zoneKindAt } from './zone-folds.ts'

/** A stretch of one line that the same records cover. */
export type StaticPiece = {
  readonly startUtf16: number
  readonly text: string
  /** The classes of its marks; null where nothing covers it. */
  readonly className: string | null
  /** Which lanes and shapes are drawn, for `ensureMaskRules`; 0 where nothing covers it. */
  readonly mask: number
  /** What covers it, innermost first. */
  readonly records: readonly SurfaceRecord[]
}

/** One line of the text with its marks. */
export type StaticLine = {
  readonly startUtf16: number
  readonly endUtf16: number
  readonly kind: ZoneKind
  /** The class of its element, and `dir` where it runs from right to left. */
  readonly attributes: { readonly class: string; readonly dir?: string }
  /** Together exactly the letters of the line. */
  readonly pieces: readonly StaticPiece[]
}

/** What a still view shows. */
export type StaticSource = {
  readonly text: string
  readonly records: readonly SurfaceRecord[]
  readonly zones?: readonly SurfaceZone[]
}

/**
 * The text with its marks as plain data, one display line after another: for reading aloud,
 * printing and wherever nothing is edited. The marks look as in the surface when the lines stand in
 * an element of class `px-surface` and `ensureMaskRules` knows their masks.
 */
export function* staticLines({ text, records, zones = [] }: StaticSource): Generator<StaticLine> {
  const map = createDisplayMap(text)
  const store = createRecordStore()
  store.apply({ put: records, removed: [] })
  const sortedZones = [...zones].sort((a, b) => a.startUtf16 - b.startUtf16)
  for (let from = 0; from <= map.display.length; ) {
    const found = map.display.indexOf('\n', from)
    const to = found < 0 ? map.display.length : found
    yield lineOf({ map, store, zones: sortedZones }, from, to)
    from = to + 1
  }
}

type Setting = {
  readonly map: DisplayMap
  readonly store: RecordStore
  readonly zones: readonly SurfaceZone[]
}

function lineOf({ map, store, zones }: Setting, from: number, to: number): StaticLine {
  const text = map.display.slice(from, to)
  const startUtf16 = map.toDoc(from)
  const kind = zoneKindAt(zones, startUtf16 + text.length - text.trimStart().length)
  const items = store
    .drawnIn(startUtf16, map.toDoc(to))
    .map((record) => lineItem({ map, store }, record, { from, to }))
  return {
    startUtf16,
    endUtf16: map.toDoc(to),
    kind,
    attributes: lineClasses(map, { from, to, text }, kind),
    pieces: piecesOf({ map, store }, items, { from, to }),
  }
}

function piecesOf(
  { map, store }: Pick<Setting, 'map' | 'store'>,
  items: readonly FlatItem[],
  line: { readonly from: number; readonly to: number },
): readonly StaticPiece[] {
  const pieces: StaticPiece[] = []
  const piece = (from: number, to: number, marks: { className: string; mask: number } | null) => {
    if (from >= to) return
    const startUtf16 = map.toDoc(from)
    pieces.push({
      startUtf16,
      text: map.display.slice(from, to),
      className: marks?.className ?? null,
      mask: marks?.mask ?? 0,
      records: marks ? store.stackAt(startUtf16) : [],
    })
  }
  let at = line.from
  for (const segment of flatten(items)) {
    piece(at, segment.fromView, null)
    piece(segment.fromView, segment.toView, {
      className: segmentClasses(segment),
      mask: segment.mask,
    })
    at = segment.toView
  }
  piece(at, line.to, null)
  return pieces
}
