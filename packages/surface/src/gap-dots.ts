import type { DisplayMap } from './display-map.ts'
import type { LineLayout, LinePlace } from './drawn-line.ts'
import { type LaneMeasure, laneMiddlePx, type MarkPath } from './mark-paths.ts'
import { partsInLine } from './part-pieces.ts'

/** Dots that run out of a part towards the next one, at the height of the record's line. */
export function gapDots(
  places: readonly LinePlace[],
  { from, to, runsRight }: LineLayout,
  { map, measure }: { readonly map: DisplayMap; readonly measure: LaneMeasure },
): readonly MarkPath[] {
  return places.flatMap(({ record, lane, pieces }) => {
    if (record.parts.length < 2) return []
    const last = record.parts.length - 1
    const d = partsInLine(record, { from, to }, map).flatMap((partIndex, index) => {
      const part = record.parts[partIndex]
      const rows = pieces[index] ?? []
      if (!part) return []
      const starts = partIndex > 0 && map.toView(part.startUtf16) >= from
      const ends = partIndex < last && map.toView(part.endUtf16, -1) <= to
      const edges = [
        { row: rows[0], isWanted: starts, goesRight: !runsRight },
        { row: rows.at(-1), isWanted: ends, goesRight: runsRight },
      ]
      return edges.flatMap(({ row, isWanted, goesRight }) => {
        if (!row || !isWanted) return []
        const yPx = Math.round(row.bottomPx) + laneMiddlePx(lane, measure)
        const xPx = goesRight ? row.rightPx + 2 : row.leftPx - 14
        return [`M${Math.round(xPx * 10) / 10} ${yPx}h12`]
      })
    })
    return d.length === 0 ? [] : [{ className: `px-dots px-k${record.colour}`, d: d.join('') }]
  })
}
