import type { TextRange, ZoneKind } from '@parallax/domain'
import type { DisplayMap } from './display-map.ts'
import type { SurfaceZone } from './surface-record.ts'

/** Boilerplate that can be folded to one line: whole display lines, nothing of other zones. */
export type ZoneFold = TextRange & {
  readonly fromView: number
  readonly toView: number
  /** Lines with something on them. */
  readonly lineCount: number
  /** Its first words, on one line. */
  readonly preview: string
  readonly note: string
}

const previewUtf16 = 160

/** The folds of a document: neighbouring boilerplate zones make one fold. */
export function foldsOf(map: DisplayMap, zones: readonly SurfaceZone[]): readonly ZoneFold[] {
  return joined(zones.filter(({ kind }) => kind === 'boilerplate')).flatMap((zone) => {
    const fold = foldOf(map, zone)
    return fold ? [fold] : []
  })
}

/** The kind of the zone at an offset; body where there is none. */
export function zoneKindAt(zones: readonly SurfaceZone[], offsetUtf16: number): ZoneKind {
  let low = 0
  let high = zones.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((zones[middle]?.endUtf16 ?? 0) <= offsetUtf16) low = middle + 1
    else high = middle
  }
  const zone = zones[low]
  return zone && zone.startUtf16 <= offsetUtf16 ? zone.kind : 'body'
}

function joined(zones: readonly SurfaceZone[]): readonly SurfaceZone[] {
  const result: SurfaceZone[] = []
  for (const zone of zones) {
    const last = result.at(-1)
    if (last?.endUtf16 === zone.startUtf16)
      result[result.length - 1] = { ...last, endUtf16: zone.endUtf16, note: last.note || zone.note }
    else result.push(zone)
  }
  return result
}

function foldOf(
  map: DisplayMap,
  { startUtf16, endUtf16, note }: SurfaceZone,
): ZoneFold | undefined {
  const { display } = map
  const fromView = nextLineStart(display, map.toView(startUtf16))
  const toView = lastLineEnd(display, map.toView(endUtf16, -1))
  if (toView <= fromView) return undefined
  const lines = display.slice(fromView, toView).split('\n')
  const written = lines.filter((line) => line.trim() !== '')
  if (written.length === 0) return undefined
  return {
    startUtf16,
    endUtf16,
    fromView,
    toView,
    lineCount: written.length,
    preview: written.join(' ').replace(/\s+/g, ' ').trim().slice(0, previewUtf16),
    note,
  }
}

/** The start of the first line that begins at `view` or later. */
function nextLineStart(display: string, view: number): number {
  if (view === 0 || display[view - 1] === '\n') return view
  const found = display.indexOf('\n', view)
  return found < 0 ? display.length : found + 1
}

/** The end of the last line that ends at `view` or earlier. */
function lastLineEnd(display: string, view: number): number {
  if (view >= display.length || display[view] === '\n') return Math.min(view, display.length)
  return display.lastIndexOf('\n', view - 1)
}
