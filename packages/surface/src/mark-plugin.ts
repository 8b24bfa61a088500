import { type Line, type Range, StateEffect, type StateField } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  type PluginValue,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'
import type { TextRange } from '@parallax/domain'
import { type FlatItem, flatten, type Segment } from './flatten.ts'
import { closedFoldAt, type FoldState } from './fold-field.ts'
import { assignLanes } from './lanes.ts'
import { lineClasses } from './line-classes.ts'
import { lineItem } from './line-item.ts'
import { segmentClasses } from './mark-classes.ts'
import { ensureMaskRules } from './mark-sheet.ts'
import type { SurfaceContext } from './surface-context.ts'
import { zoneKindAt } from './zone-folds.ts'

/** These ranges of the canonical text must be drawn anew; `null` means all of it. */
export const marksTouched = StateEffect.define<readonly TextRange[] | null>()

type DrawnLine = {
  readonly toView: number
  readonly ranges: readonly Range<Decoration>[]
  /** The lanes of the records that have gaps, for the cues at their edges. */
  readonly lanes: ReadonlyMap<string, number>
}

/** Draws the marks of the lines in view, and keeps what it drew of each line until it is touched. */
export class MarkPlugin implements PluginValue {
  decorations: DecorationSet
  readonly #context: SurfaceContext
  readonly #field: StateField<FoldState>
  readonly #lines = new Map<number, DrawnLine>()

  constructor(view: EditorView, context: SurfaceContext, field: StateField<FoldState>) {
    this.#context = context
    this.#field = field
    this.decorations = this.#build(view)
  }

  update(update: ViewUpdate): void {
    const foldsChanged = update.startState.field(this.#field) !== update.state.field(this.#field)
    if (foldsChanged) this.#lines.clear()
    const touched = update.transactions.some(({ effects }) =>
      effects.map((effect) => effect.is(marksTouched) && this.#forget(effect.value)).some(Boolean),
    )
    if (touched || foldsChanged || update.viewportChanged)
      this.decorations = this.#build(update.view)
  }

  /** The lane that a record with gaps has in the display line at an offset. */
  laneOf(lineFromView: number, recordId: string): number | undefined {
    return this.#lines.get(lineFromView)?.lanes.get(recordId)
  }

  #forget(ranges: readonly TextRange[] | null): boolean {
    if (ranges === null) this.#lines.clear()
    const { toView } = this.#context.map
    for (const { startUtf16, endUtf16 } of ranges ?? [])
      for (const [fromView, line] of this.#lines)
        if (fromView < toView(endUtf16) && line.toView > toView(startUtf16, -1))
          this.#lines.delete(fromView)
    return true
  }

  #build(view: EditorView): DecorationSet {
    const { doc } = view.state
    const ranges: Range<Decoration>[] = []
    if (this.#lines.size > maxKeptLines) this.#lines.clear()
    for (let at = view.viewport.from; at <= view.viewport.to; ) {
      const line = doc.lineAt(at)
      const fold = closedFoldAt(view.state.field(this.#field), line.from)
      if (!fold) ranges.push(...this.#drawn(view, line).ranges)
      at = (fold ? doc.lineAt(fold.toView) : line).to + 1
    }
    return Decoration.set(ranges)
  }

  #drawn(view: EditorView, line: Line): DrawnLine {
    const kept = this.#lines.get(line.from)
    if (kept) return kept
    const drawn = drawLine(this.#context, line, view.state.field(this.#field))
    this.#lines.set(line.from, drawn)
    return drawn
  }
}

const maxKeptLines = 2000

/** The plugin that draws marks for one surface. */
export function markPlugin(context: SurfaceContext, field: StateField<FoldState>) {
  return ViewPlugin.define((view) => new MarkPlugin(view, context, field), {
    decorations: (plugin) => plugin.decorations,
  })
}

function drawLine(context: SurfaceContext, line: Line, folds: FoldState): DrawnLine {
  const { map, store } = context
  const items = store
    .drawnIn(map.toDoc(line.from), map.toDoc(line.to))
    .map((record) => lineItem(context, record, line))
  const segments = flatten(items)
  ensureMaskRules(segments.map(({ mask }) => mask))
  const attributes = lineClasses(map, line, zoneKindAt(folds.zones, map.toDoc(firstLetter(line))))
  return {
    toView: line.to,
    lanes: lanesWithGaps(context, items),
    ranges: [
      Decoration.line({ attributes }).range(line.from),
      ...shortLine(line),
      ...segments.map((segment) =>
        decorationOf(context, segment).range(segment.fromView, segment.toView),
      ),
    ],
  }
}

const sampleLineUtf16 = 20

/**
 * The editor takes the height of a short bare line for the height of every row it has not drawn
 * yet. Headings and paragraph gaps would make it doubt its own scroll position, so no short line is
 * bare.
 */
function shortLine(line: Line): readonly Range<Decoration>[] {
  if (line.length === 0 || line.length > sampleLineUtf16) return []
  return [shortMark.range(line.from, line.to)]
}

const shortMark = Decoration.mark({ class: 'px-short' })

function firstLetter(line: Line): number {
  return line.from + (line.length - line.text.trimStart().length)
}

function lanesWithGaps(
  { store }: SurfaceContext,
  items: readonly FlatItem[],
): ReadonlyMap<string, number> {
  const hasGaps = ({ id }: FlatItem) => (store.get(id)?.parts.length ?? 0) > 1
  if (!items.some(hasGaps)) return new Map()
  const lanes = assignLanes(items)
  return new Map(
    items.flatMap((item, index) => (hasGaps(item) ? [[item.id, lanes[index] ?? 0] as const] : [])),
  )
}

const decorations = new Map<string, Decoration>()

function decorationOf(context: SurfaceContext, segment: Segment): Decoration {
  const classes = segmentClasses(segment)
  if (context.described) return describedDecoration(context, segment, classes)
  const known = decorations.get(classes)
  if (known) return known
  const made = Decoration.mark({ class: classes })
  decorations.set(classes, made)
  return made
}

function describedDecoration(
  { map, store }: SurfaceContext,
  segment: Segment,
  classes: string,
): Decoration {
  const descriptions = store
    .stackAt(map.toDoc(segment.fromView))
    .map((record) => record.description)
  return Decoration.mark({
    tagName: 'mark',
    class: classes,
    attributes: { 'aria-description': descriptions.join('; ') },
  })
}
