import { type EditorView, type PluginValue, ViewPlugin } from '@codemirror/view'
import type { TextRange } from '@parallax/domain'
import { createWashPainter, type Wash, type WashPainter } from './highlight-registry.ts'
import type { SurfaceContext } from './surface-context.ts'

/** Paints ranges of the text with washes, and paints them again when the lines in view change. */
export class WashPlugin implements PluginValue {
  readonly #view: EditorView
  readonly #context: SurfaceContext
  readonly #painter: WashPainter = createWashPainter()
  readonly #ranges = new Map<Wash, readonly TextRange[]>()
  readonly #timers = new Set<number>()

  constructor(view: EditorView, context: SurfaceContext) {
    this.#view = view
    this.#context = context
  }

  /** Sets what a wash covers. Not to be called while the view updates. */
  set(wash: Wash, ranges: readonly TextRange[]): void {
    if (ranges.length === 0 && !this.#ranges.has(wash)) return
    if (ranges.length === 0) this.#ranges.delete(wash)
    else this.#ranges.set(wash, ranges)
    this.#paint(wash)
  }

  /** Washes the ranges and lets the wash fade within a second. */
  flash(ranges: readonly TextRange[]): void {
    const steps: readonly Wash[] = ['px-flash-4', 'px-flash-3', 'px-flash-2', 'px-flash-1']
    for (const [index, wash] of steps.entries()) {
      this.#later(index * 250, () => this.set(wash, [...(this.#ranges.get(wash) ?? []), ...ranges]))
      this.#later((index + 1) * 250, () =>
        this.set(
          wash,
          (this.#ranges.get(wash) ?? []).filter((range) => !ranges.includes(range)),
        ),
      )
    }
  }

  docViewUpdate(): void {
    for (const wash of this.#ranges.keys()) this.#paint(wash)
  }

  destroy(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#painter.destroy()
  }

  #later(delayMs: number, act: () => void): void {
    const timer = window.setTimeout(() => {
      this.#timers.delete(timer)
      act()
    }, delayMs)
    this.#timers.add(timer)
  }

  #paint(wash: Wash): void {
    const all = this.#ranges.get(wash) ?? []
    const ranges = wash === 'px-found' ? this.#nearView(all) : all
    this.#painter.paint(
      wash,
      ranges.flatMap((range) => this.#domRanges(range)),
    )
  }

  /** Of ascending ranges, those that the drawn text may hold. */
  #nearView(ranges: readonly TextRange[]): readonly TextRange[] {
    const { from, to } = this.#view.viewport
    const { toDoc } = this.#context.map
    const first = firstWhere(ranges, ({ endUtf16 }) => endUtf16 > toDoc(from))
    const end = firstWhere(ranges, ({ startUtf16 }) => startUtf16 >= toDoc(to))
    return ranges.slice(first, end)
  }

  /** The part of the range that is in the page: lines out of view have no nodes to paint. */
  #domRanges({ startUtf16, endUtf16 }: TextRange): readonly Range[] {
    const { map } = this.#context
    return this.#view.visibleRanges.flatMap((visible) => {
      const from = Math.max(visible.from, map.toView(startUtf16))
      const to = Math.min(visible.to, map.toView(endUtf16, -1))
      if (from >= to) return []
      const start = this.#view.domAtPos(from, 1)
      const end = this.#view.domAtPos(to, -1)
      const range = document.createRange()
      range.setStart(start.node, start.offset)
      range.setEnd(end.node, end.offset)
      return [range]
    })
  }
}

/** The first index for which a question that stays true once it is true is true. */
function firstWhere(ranges: readonly TextRange[], isTrue: (range: TextRange) => boolean): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (range && isTrue(range)) high = middle
    else low = middle + 1
  }
  return low
}

/** The plugin that paints washes for one surface. */
export function washPlugin(context: SurfaceContext) {
  return ViewPlugin.define((view) => new WashPlugin(view, context))
}
