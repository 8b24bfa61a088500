import { createDisplayMap } from './display-map.ts'
import { lineClasses } from './line-classes.ts'
import type { SurfaceZone } from './surface-record.ts'
import { defaultWords } from './surface-words.ts'
import { foldsOf, type ZoneFold, zoneKindAt } from './zone-folds.ts'

/** What stands on one line of the page: text, or boilerplate that is folded. */
export type EarlyLine =
  | {
      readonly kind: 'text'
      readonly startUtf16: number
      readonly text: string
      /** The class of its element, and `dir` where it runs from right to left. */
      readonly attributes: { readonly class: string; readonly dir?: string }
    }
  | {
      readonly kind: 'fold'
      readonly startUtf16: number
      readonly note: string
      readonly preview: string
      /** How many lines it stands for, in words. */
      readonly count: string
    }

/** A stretch of a document that begins a line, with the zones that touch it. */
export type EarlySource = {
  readonly startUtf16: number
  readonly text: string
  /** Their offsets are those of the document. */
  readonly zones: readonly SurfaceZone[]
}

/**
 * The lines of a text before its editor is loaded: the same letters in the same lines of the same
 * classes, boilerplate folded alike, so that nothing moves when the editor takes over.
 */
export function earlyLines(source: EarlySource): readonly EarlyLine[] {
  const map = createDisplayMap(source.text)
  const zones = zonesWithin(source)
  const folds = foldsOf(map, zones)
  const lines: EarlyLine[] = []
  for (let from = 0; from <= map.display.length; ) {
    const fold = folds.find(({ fromView }) => fromView === from)
    const to = fold?.toView ?? lineEnd(map.display, from)
    const startUtf16 = map.toDoc(from)
    const text = map.display.slice(from, to)
    const kind = zoneKindAt(zones, startUtf16 + text.length - text.trimStart().length)
    const line = fold
      ? foldLine(fold)
      : { kind: 'text' as const, text, attributes: lineClasses(map, { from, to, text }, kind) }
    lines.push({ ...line, startUtf16: source.startUtf16 + startUtf16 })
    from = to + 1
  }
  return lines
}

function foldLine({ note, preview, lineCount }: ZoneFold) {
  return { kind: 'fold' as const, note, preview, count: defaultWords.foldLines(lineCount) }
}

function zonesWithin({ zones, startUtf16, text }: EarlySource): readonly SurfaceZone[] {
  const inside = (offsetUtf16: number) =>
    Math.min(text.length, Math.max(0, offsetUtf16 - startUtf16))
  return zones
    .map((zone) => ({
      ...zone,
      startUtf16: inside(zone.startUtf16),
      endUtf16: inside(zone.endUtf16),
    }))
    .filter((zone) => zone.startUtf16 < zone.endUtf16)
    .sort((a, b) => a.startUtf16 - b.startUtf16)
}

function lineEnd(display: string, fromView: number): number {
  const found = display.indexOf('\n', fromView)
  return found < 0 ? display.length : found
}
