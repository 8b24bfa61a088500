import { type Line, type Range, StateEffect, type StateField } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  type PluginValue,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'
import { flatten } from './flatten.ts'
import { closedFoldAt, type FoldState } from './fold-field.ts'
import { lineClasses } from './line-classes.ts'
import { lineItem } from './line-item.ts'
import type { SurfaceContext } from './surface-context.ts'
import { zoneKindAt } from './zone-folds.ts'

/** Records changed: where they are described in the text, their lines are written anew. */
export const marksTouched = StateEffect.define<null>()

/**
 * Gives lines their zone and direction, and for screen readers marks with descriptions. What one
 * sees of the records is drawn under the text and leaves its lines alone.
 */
export class MarkPlugin implements PluginValue {
  decorations: DecorationSet
  readonly #context: SurfaceContext
  readonly #field: StateField<FoldState>
  readonly #lines = new Map<number, readonly Range<Decoration>[]>()

  constructor(view: EditorView, context: SurfaceContext, field: StateField<FoldState>) {
    this.#context = context
    this.#field = field
    this.decorations = this.#build(view)
  }

  update(update: ViewUpdate): void {
    const foldsChanged = update.startState.field(this.#field) !== update.state.field(this.#field)
    const touched = update.transactions.some(({ effects }) =>
      effects.some((effect) => effect.is(marksTouched)),
    )
    if (foldsChanged || touched) this.#lines.clear()
    if (foldsChanged || touched || update.viewportChanged)
      this.decorations = this.#build(update.view)
  }

  #build(view: EditorView): DecorationSet {
    const { doc } = view.state
    const folds = view.state.field(this.#field)
    const ranges: Range<Decoration>[] = []
    if (this.#lines.size > maxKeptLines) this.#lines.clear()
    for (let at = view.viewport.from; at <= view.viewport.to; ) {
      const line = doc.lineAt(at)
      const fold = closedFoldAt(folds, line.from)
      if (!fold) ranges.push(...this.#written(line, folds))
      at = (fold ? doc.lineAt(fold.toView) : line).to + 1
    }
    return Decoration.set(ranges)
  }

  #written(line: Line, folds: FoldState): readonly Range<Decoration>[] {
    const kept = this.#lines.get(line.from)
    if (kept) return kept
    const { map, described } = this.#context
    const kind = zoneKindAt(folds.zones, map.toDoc(firstLetter(line)))
    const attributes = lineClasses(map, line, kind)
    const written = [
      Decoration.line({ attributes }).range(line.from),
      ...shortLine(line),
      ...(described ? describedMarks(this.#context, line) : []),
    ]
    this.#lines.set(line.from, written)
    return written
  }
}

const maxKeptLines = 2000

/** The plugin that writes the lines of one surface. */
export function markPlugin(context: SurfaceContext, field: StateField<FoldState>) {
  return ViewPlugin.define((view) => new MarkPlugin(view, context, field), {
    decorations: (plugin) => plugin.decorations,
  })
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

function describedMarks(context: SurfaceContext, line: Line): readonly Range<Decoration>[] {
  const { map, store } = context
  const items = store
    .drawnIn(map.toDoc(line.from), map.toDoc(line.to))
    .map((record) => lineItem(context, record, line))
  return flatten(items).map(({ fromView, toView }) => {
    const descriptions = store.stackAt(map.toDoc(fromView)).map((record) => record.description)
    return Decoration.mark({
      tagName: 'mark',
      class: 'px-described',
      attributes: { 'aria-description': descriptions.join('; ') },
    }).range(fromView, toView)
  })
}
