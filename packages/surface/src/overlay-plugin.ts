import type { StateField } from '@codemirror/state'
import { type EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { createChipRuler } from './chip-ruler.ts'
import { closedFoldAt, type FoldState } from './fold-field.ts'
import type { MarkPlugin } from './mark-plugin.ts'
import { type FrameTools, overlayFrame, peerNodes } from './overlay-frame.ts'
import { createOverlayNodes } from './overlay-nodes.ts'
import type { SurfaceContext } from './surface-context.ts'
import { startOf } from './surface-record.ts'

/** Scrolling by more than this share of the screen within a frame is not reading. */
const flingRatio = 0.6
const restMs = 90
const remeasurePx = 120

/** Where the overlay finds the other plugins of its surface. */
export type OverlayLinks = {
  readonly field: StateField<FoldState>
  readonly marks: ViewPlugin<MarkPlugin>
}

/** Chips, margin bars, gap cues, handles and colleagues' carets, over the text. */
export class OverlayPlugin implements PluginValue {
  readonly #view: EditorView
  readonly #context: SurfaceContext
  readonly #layer: HTMLElement
  readonly #draw: ReturnType<typeof createOverlayNodes>
  readonly #drawPeers: ReturnType<typeof createOverlayNodes>
  readonly #tools: FrameTools
  readonly #ruler: ReturnType<typeof createChipRuler>
  // A new density or width moves every line.
  readonly #resizes = new ResizeObserver(() => this.refresh())
  #geometryQueued = false
  #restTimer = 0
  #lastTopPx = 0
  #measuredTopPx = 0

  constructor(view: EditorView, context: SurfaceContext, { field, marks }: OverlayLinks) {
    this.#view = view
    this.#context = context
    this.#layer = document.createElement('div')
    this.#layer.className = 'px-overlay'
    this.#layer.setAttribute('aria-hidden', 'true')
    const peers = document.createElement('div')
    peers.className = 'px-overlay__peers'
    this.#layer.append(peers)
    view.scrollDOM.append(this.#layer)
    this.#draw = createOverlayNodes(this.#layer)
    this.#drawPeers = createOverlayNodes(peers)
    this.#ruler = createChipRuler(this.#layer, () => this.refresh())
    this.#tools = {
      context,
      chipWidthPx: this.#ruler.widthPx,
      laneOf: (lineFromView, recordId) => view.plugin(marks)?.laneOf(lineFromView, recordId),
      isFolded: (viewOffset) => closedFoldAt(view.state.field(field), viewOffset) !== undefined,
    }
    view.scrollDOM.addEventListener('scroll', this.#onScroll, { passive: true })
    this.#layer.addEventListener('mousedown', keepFocus)
    this.#layer.addEventListener('click', this.#onChipClick)
    this.#resizes.observe(view.contentDOM)
    this.refresh()
  }

  update(update: ViewUpdate): void {
    if (update.geometryChanged) this.refresh()
  }

  docViewUpdate(): void {
    if (this.#restTimer === 0) this.refresh()
  }

  /** Measures and draws in the next frame. */
  refresh(): void {
    this.#view.requestMeasure({
      key: this,
      read: (view) => {
        this.#measuredTopPx = view.scrollDOM.scrollTop
        return { nodes: overlayFrame(view, this.#tools), peers: peerNodes(view, this.#tools) }
      },
      write: ({ nodes, peers }) => {
        this.#draw(nodes)
        this.#drawPeers(peers)
        this.#reportGeometry()
      },
    })
  }

  /** Measures and draws only colleagues: they move often. */
  refreshPeers(): void {
    this.#view.requestMeasure({
      key: this.#drawPeers,
      read: (view) => peerNodes(view, this.#tools),
      write: this.#drawPeers,
    })
  }

  destroy(): void {
    clearTimeout(this.#restTimer)
    this.#resizes.disconnect()
    this.#ruler.destroy()
    this.#view.scrollDOM.removeEventListener('scroll', this.#onScroll)
    this.#layer.remove()
  }

  readonly #onChipClick = ({ target, ctrlKey, metaKey }: MouseEvent) => {
    const chip = target instanceof Element ? target.closest<HTMLElement>('.px-chip') : null
    const { recordId = '', relationId, end } = chip?.dataset ?? {}
    if (relationId && (end === 'from' || end === 'to'))
      this.#context.events.onRelationPick?.({ relationId, end })
    const record = this.#context.store.get(recordId)
    if (!record) return
    if (ctrlKey || metaKey) {
      this.#context.events.onChoose?.({ recordId })
      return
    }
    this.#context.events.onPick?.({
      recordId: record.id,
      stack: [record],
      offsetUtf16: startOf(record),
    })
  }

  // What is drawn scrolls along by itself; new chips and bars can wait until one reads again.
  readonly #onScroll = () => {
    const { scrollTop, clientHeight } = this.#view.scrollDOM
    const isFling = Math.abs(scrollTop - this.#lastTopPx) > clientHeight * flingRatio
    this.#lastTopPx = scrollTop
    this.#reportGeometry()
    if (isFling || this.#restTimer !== 0) this.#restLater()
    else if (Math.abs(scrollTop - this.#measuredTopPx) > remeasurePx) this.refresh()
  }

  // Hosts answer with `coordsOf`, which the editor refuses while it measures.
  #reportGeometry(): void {
    if (this.#geometryQueued) return
    this.#geometryQueued = true
    queueMicrotask(() => {
      this.#geometryQueued = false
      if (this.#layer.isConnected) this.#context.events.onGeometry?.()
    })
  }

  #restLater(): void {
    clearTimeout(this.#restTimer)
    this.#restTimer = window.setTimeout(() => {
      this.#restTimer = 0
      this.refresh()
    }, restMs)
  }
}

/** A press on a chip leaves the focus, and with it the keys, in the text. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault()
}

/** The plugin that draws over the text of one surface. */
export function overlayPlugin(context: SurfaceContext, links: OverlayLinks) {
  return ViewPlugin.define((view) => new OverlayPlugin(view, context, links))
}
