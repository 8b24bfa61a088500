import type { StateField } from '@codemirror/state'
import { type EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import type { TextRange } from '@parallax/domain'
import { barPaths } from './bar-paths.ts'
import { createChipRuler } from './chip-ruler.ts'
import { type DrawnPage, readPage } from './drawn-page.ts'
import { closedFoldAt, type FoldState } from './fold-field.ts'
import { handleNodes, peerNodes } from './loose-nodes.ts'
import type { MarkPath } from './mark-paths.ts'
import { createOverlayNodes } from './overlay-nodes.ts'
import { PageLines } from './page-lines.ts'
import { createPathNodes, createPicture } from './path-nodes.ts'
import type { SurfaceContext } from './surface-context.ts'
import { startOf } from './surface-record.ts'

/** Scrolling by more than this share of the screen within a frame is not reading. */
const flingRatio = 0.6
const restMs = 90
const remeasurePx = 120
const marginPx = 240

/** Marks and bars under the text; chips, handles and colleagues' carets over it. */
export class OverlayPlugin implements PluginValue {
  readonly #view: EditorView
  readonly #context: SurfaceContext
  readonly #field: StateField<FoldState>
  readonly #under = layerOf('px-under')
  readonly #over = layerOf('px-overlay')
  readonly #bars = createPicture('px-bars')
  readonly #lines = new PageLines(this.#under, this.#over)
  readonly #drawBars = createPathNodes(this.#bars)
  readonly #drawHandles: ReturnType<typeof createOverlayNodes>
  readonly #drawPeers: ReturnType<typeof createOverlayNodes>
  readonly #ruler: ReturnType<typeof createChipRuler>
  readonly #isFolded: (viewOffset: number) => boolean
  // A new density or width moves every line; a new estimate of what is out of view does not.
  readonly #resizes = new ResizeObserver(() => this.#resetIfChanged())
  #page: DrawnPage | null = null
  #pageLook = ''
  #barsFromPx = 0
  #geometryQueued = false
  #restTimer = 0
  #lastTopPx = 0
  #measuredTopPx = 0

  constructor(view: EditorView, context: SurfaceContext, field: StateField<FoldState>) {
    this.#view = view
    this.#context = context
    this.#field = field
    this.#isFolded = (viewOffset) => closedFoldAt(view.state.field(field), viewOffset) !== undefined
    this.#under.append(this.#bars)
    const handles = this.#over.appendChild(layerOf('px-overlay__loose'))
    const peers = this.#over.appendChild(layerOf('px-overlay__loose'))
    view.scrollDOM.prepend(this.#under)
    view.scrollDOM.append(this.#over)
    this.#drawHandles = createOverlayNodes(handles)
    this.#drawPeers = createOverlayNodes(peers)
    this.#ruler = createChipRuler(this.#over, () => this.reset())
    view.scrollDOM.addEventListener('scroll', this.#onScroll, { passive: true })
    this.#over.addEventListener('mousedown', keepFocus)
    this.#over.addEventListener('click', this.#onChipClick)
    this.#resizes.observe(view.contentDOM)
    this.refresh()
  }

  update(update: ViewUpdate): void {
    if (update.startState.field(this.#field) !== update.state.field(this.#field)) this.reset()
    else if (update.geometryChanged) this.refresh()
  }

  docViewUpdate(): void {
    this.refresh()
  }

  /** The records on these ranges look different now; `null` means everywhere. */
  touch(ranges: readonly TextRange[] | null): void {
    const { toView } = this.#context.map
    if (ranges === null) this.#lines.touchAll()
    else
      for (const { startUtf16, endUtf16 } of ranges)
        this.#lines.touch(toView(startUtf16), toView(endUtf16, -1))
    this.refresh()
  }

  /** Measures everything anew: fonts, sizes or zones changed. */
  reset(): void {
    this.#page = null
    this.#lines.reset()
    this.refresh()
  }

  /** Measures what is not known yet, and draws, in the next frame. */
  refresh(): void {
    this.#view.requestMeasure({
      key: this,
      read: () => this.#measure(),
      write: ({ bars, handles, peers }) => {
        this.#lines.write()
        if (bars) {
          this.#bars.style.top = `${this.#barsFromPx}px`
          this.#drawBars(bars)
        }
        this.#drawHandles(handles)
        this.#drawPeers(peers)
        this.#reportGeometry()
      },
    })
  }

  /** Measures and draws only colleagues: they move often. */
  refreshPeers(): void {
    this.#view.requestMeasure({
      key: this.#drawPeers,
      read: (view) => peerNodes(view, this.#context, this.#isFolded),
      write: this.#drawPeers,
    })
  }

  destroy(): void {
    clearTimeout(this.#restTimer)
    this.#resizes.disconnect()
    this.#ruler.destroy()
    this.#view.scrollDOM.removeEventListener('scroll', this.#onScroll)
    this.#under.remove()
    this.#over.remove()
  }

  #measure() {
    const view = this.#view
    const { scrollTop, clientHeight } = view.scrollDOM
    this.#measuredTopPx = scrollTop
    this.#page ??= readPage(view)
    const hasChanged = this.#lines.measure(
      view,
      { topPx: scrollTop - marginPx, bottomPx: scrollTop + clientHeight + marginPx },
      {
        context: this.#context,
        page: this.#page,
        chipWidthPx: this.#ruler.widthPx,
        withoutChips: this.#restTimer !== 0,
        isFolded: this.#isFolded,
      },
    )
    return {
      bars: hasChanged ? this.#measureBars(this.#page) : null,
      handles: handleNodes(view, this.#context),
      peers: peerNodes(view, this.#context, this.#isFolded),
    }
  }

  #measureBars(page: DrawnPage): readonly MarkPath[] {
    const lines = this.#lines.drawn()
    this.#barsFromPx = Math.round(lines[0]?.topPx ?? 0)
    return barPaths(lines, this.#barsFromPx, { page, context: this.#context })
  }

  #resetIfChanged(): void {
    const { width } = this.#view.contentDOM.getBoundingClientRect()
    const { fontSize, fontFamily, lineHeight } = getComputedStyle(this.#view.scrollDOM)
    const look = [width, fontSize, fontFamily, lineHeight].join(' ')
    if (look === this.#pageLook) return
    this.#pageLook = look
    this.reset()
  }

  readonly #onChipClick = ({ target, ctrlKey, metaKey }: MouseEvent) => {
    const chip = target instanceof Element ? target.closest<HTMLElement>('.px-chip') : null
    const { events, store } = this.#context
    const { recordId = '', relationId, end } = chip?.dataset ?? {}
    if (relationId && (end === 'from' || end === 'to')) events.onRelationPick?.({ relationId, end })
    const record = store.get(recordId)
    if (!record) return
    if (ctrlKey || metaKey) events.onChoose?.({ recordId })
    else events.onPick?.({ recordId, stack: [record], offsetUtf16: startOf(record) })
  }

  // What is drawn scrolls along by itself; what comes into view needs drawing.
  readonly #onScroll = () => {
    const { scrollTop, clientHeight } = this.#view.scrollDOM
    const isFling = Math.abs(scrollTop - this.#lastTopPx) > clientHeight * flingRatio
    this.#lastTopPx = scrollTop
    if (isFling || this.#restTimer !== 0) this.#restLater()
    if (Math.abs(scrollTop - this.#measuredTopPx) > remeasurePx) this.refresh()
    this.#reportGeometry()
  }

  // Hosts answer with `coordsOf`, which the editor refuses while it measures.
  #reportGeometry(): void {
    if (this.#geometryQueued) return
    this.#geometryQueued = true
    queueMicrotask(() => {
      this.#geometryQueued = false
      if (this.#over.isConnected) this.#context.events.onGeometry?.()
    })
  }

  /** Until scrolling slows down, chips give way. */
  #restLater(): void {
    clearTimeout(this.#restTimer)
    this.#restTimer = window.setTimeout(() => {
      this.#restTimer = 0
      this.refresh()
    }, restMs)
  }
}

function layerOf(className: string): HTMLElement {
  const layer = document.createElement('div')
  layer.className = className
  layer.setAttribute('aria-hidden', 'true')
  return layer
}

/** A press on a chip leaves the focus, and with it the keys, in the text. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault()
}

/** The plugin that draws around the text of one surface. */
export function overlayPlugin(context: SurfaceContext, field: StateField<FoldState>) {
  return ViewPlugin.define((view) => new OverlayPlugin(view, context, field))
}
