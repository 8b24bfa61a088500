import type { EditorView } from '@codemirror/view'
import type { BarLine } from './bar-paths.ts'
import {
  type DrawnLine,
  drawLine,
  type LineLayout,
  type LineTools,
  newLineLayout,
} from './drawn-line.ts'
import { createLineLayer, type LineLayer } from './line-layer.ts'
import { lineTextsAt } from './line-rows.ts'

const maxKeptLayouts = 600

type Line = {
  readonly layout: LineLayout
  /** Made when it is first written: reading and writing the layout must not mix. */
  layer: LineLayer | undefined
  element: HTMLElement
  topPx: number
  drawn: DrawnLine
  /** Drawn anew since it was last written to the page. */
  isFresh: boolean
  withoutChips: boolean
}

/** The part of the page that is drawn, in pixels of the scrolled content. */
export type Stretch = { readonly topPx: number; readonly bottomPx: number }

/** The drawn lines near the view. What was measured of a line is kept until its layout changes. */
export class PageLines {
  readonly #under: HTMLElement
  readonly #over: HTMLElement
  readonly #layouts = new Map<number, LineLayout>()
  readonly #lines = new Map<number, Line>()
  readonly #gone: LineLayer[] = []
  readonly #touched = new Set<number>()

  constructor(under: HTMLElement, over: HTMLElement) {
    this.#under = under
    this.#over = over
  }

  /** Forgets what was measured: the page looks different. */
  reset(): void {
    this.#layouts.clear()
    for (const { layer } of this.#lines.values()) if (layer) this.#gone.push(layer)
    this.#lines.clear()
  }

  /** The lines that share a letter with a range have to be drawn anew. */
  touch(fromView: number, toView: number): void {
    for (const [from, { layout }] of this.#lines)
      if (from < toView && layout.to > fromView) this.#touched.add(from)
  }

  touchAll(): void {
    for (const from of this.#lines.keys()) this.#touched.add(from)
  }

  /** Measures what is new or touched in a stretch; false when all is as before. Reads layout. */
  measure(
    view: EditorView,
    stretch: Stretch,
    tools: LineTools & { readonly isFolded: (view: number) => boolean },
  ): boolean {
    const outer = view.scrollDOM.getBoundingClientRect()
    const shiftX = view.scrollDOM.scrollLeft - outer.left
    const shiftY = view.scrollDOM.scrollTop - outer.top
    const padding = view.documentPadding.top
    const seen = new Set<number>()
    let hasChanged = false
    for (const block of view.viewportLineBlocks) {
      if (block.bottom + padding < stretch.topPx || block.top + padding > stretch.bottomPx) continue
      if (tools.isFolded(block.from)) continue
      const changed = this.#measureLine(view, block.from, { shiftX, shiftY, tools })
      if (changed === undefined) continue
      seen.add(block.from)
      hasChanged ||= changed
    }
    for (const [from, { layer }] of this.#lines)
      if (!seen.has(from)) {
        if (layer) this.#gone.push(layer)
        this.#lines.delete(from)
        hasChanged = true
      }
    this.#touched.clear()
    return hasChanged
  }

  /** Brings the page in step with what was measured. */
  write(): void {
    for (const layer of this.#gone.splice(0)) layer.remove()
    for (const line of this.#lines.values()) {
      line.layer ??= createLineLayer(this.#under, this.#over)
      line.layer.move(line.topPx)
      if (!line.isFresh) continue
      line.isFresh = false
      line.layer.draw({
        paths: line.drawn.paths,
        chips: line.drawn.chips,
        recordCount: line.drawn.places.length,
      })
    }
  }

  /** All drawn lines, from the first to the last. */
  drawn(): readonly BarLine[] {
    return [...this.#lines.values()]
      .map(({ topPx, layout, drawn }) => ({ topPx, layout, places: drawn.places }))
      .sort((a, b) => a.layout.from - b.layout.from)
  }

  /** Whether this line was drawn anew or moved; undefined when it is not in the page. */
  #measureLine(
    view: EditorView,
    from: number,
    { shiftX, shiftY, tools }: { shiftX: number; shiftY: number; tools: LineTools },
  ): boolean | undefined {
    const known = this.#lines.get(from)
    const wantsChips = known?.withoutChips === true && !tools.withoutChips
    if (known?.element.isConnected && !wantsChips && !this.#touched.has(from)) {
      const topPx = known.element.getBoundingClientRect().top + shiftY
      const moved = topPx !== known.topPx
      known.topPx = topPx
      return moved
    }
    const texts = lineTextsAt(view, from)
    if (!texts) return undefined
    const yPx = texts.element.getBoundingClientRect().top
    const layout = this.#layoutOf(view, from, texts)
    const drawn = drawLine(layout, { texts, origin: { xPx: -shiftX, yPx } }, tools)
    this.#lines.set(from, {
      layout,
      layer: known?.layer,
      element: texts.element,
      topPx: yPx + shiftY,
      drawn,
      isFresh: true,
      withoutChips: tools.withoutChips,
    })
    return true
  }

  #layoutOf(view: EditorView, from: number, texts: Parameters<typeof newLineLayout>[1]) {
    const known = this.#layouts.get(from)
    if (known) return known
    if (this.#layouts.size >= maxKeptLayouts) this.#layouts.clear()
    const layout = newLineLayout(view, texts, view.state.doc.lineAt(from))
    this.#layouts.set(from, layout)
    return layout
  }
}
