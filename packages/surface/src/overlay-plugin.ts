import type { StateField } from '@codemirror/state'
import { type EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import type { TextRange } from '@parallax/domain'
import { type Arcs, arcsOf, noArcs } from './arc-nodes.ts'
import { barPaths } from './bar-paths.ts'
import { createChipRuler } from './chip-ruler.ts'
import { type DrawnPage, readPage } from './drawn-page.ts'
import { closedFoldAt, type FoldState } from './fold-field.ts'
import { arcEndsOf, handleNodes, peerNodes } from './loose-nodes.ts'
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
  readonly #arcs = createPicture('px-arcs')
  readonly #lines = new PageLines(this.#under, this.#over)
  readonly #drawBars = createPathNodes(this.#bars)
  readonly #drawArcs = createPathNodes(this.#arcs)
  readonly #drawLabels: ReturnType<typeof createOverlayNodes>
  readonly #drawHandles: ReturnType<typeof createOverlayNodes>
  readonly #drawPeers: ReturnType<typeof createOverlayNodes>
  readonly #ruler: ReturnType<typeof createChipRuler>
  readonly #isFolded: (viewOffset: number) => boolean
  // A new density or width moves every line; a new estimate of what is out of view does not.
  readonly #resizes = new ResizeObserver(() => this.#resetIfChanged())
  #page: DrawnPage | null = null
  #pageLook = ''
  #basePx = 0
  #arcsAreStale = false
  #geometryQueued = false
  #restTimer = 0
  #lastTopPx = 0
  #measuredTopPx = 0

  constructor(view: EditorView, context: SurfaceContext, field: StateField<FoldState>) {
    this.#view = view
    this.#context = context
    this.#field = field
    this.#isFolded = (viewOffset) => closedFoldAt(view.state.field(field), viewOffset) !== undefined
    this.#under.append(this.#bars, this.#arcs)
    const labels = this.#over.appendChild(layerOf('px-overlay__loose'))
    const handles = this.#over.appendChild(layerOf('px-overlay__loose'))
    const peers = this.#over.appendChild(layerOf('px-overlay__loose'))
    view.scrollDOM.prepend(this.#under)
    view.scrollDOM.append(this.#over)
    this.#drawLabels = createOverlayNodes(labels)
    this.#drawHandles = createOverlayNodes(handles)
    this.#drawPeers = createOverlayNodes(peers)
    this.#ruler = createChipRuler(this.#over, () => this.reset())
    view.scrollDOM.addEventListener('scroll', this.#onScroll, { passive: true })
    this.#over.addEventListener('mousedown', keepFocus)
    this.#over.addEventListener('click', this.#onChipClick)
    this.#resizes.observe(view.contentDOM)
    this.#restLater()
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
      write: ({ around, handles, peers }) => {
        this.#lines.write()
        if (around) {
          for (const picture of [this.#bars, this.#arcs]) picture.style.top = `${this.#basePx}px`
          this.#drawBars(around.bars)
          this.#drawArcs(around.arcs.paths)
          this.#drawLabels(around.arcs.labels)
        }
        this.#drawHandles(handles)
        this.#drawPeers(peers)
        this.#reportGeometry()
      },
    })
  }

  /** Draws relations and the chain anew. */
  refreshArcs(): void {
    this.#arcsAreStale = true
    this.refresh()
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
    const tools = {
      context: this.#context,
      page: this.#page,
      chipWidthPx: this.#ruler.widthPx,
      withoutChips: this.#restTimer !== 0,
      isFolded: this.#isFolded,
    }
    const stretch = { topPx: scrollTop - marginPx, bottomPx: scrollTop + clientHeight + marginPx }
    const hasChanged = this.#lines.measure(view, stretch, tools) || this.#arcsAreStale
    const around = hasChanged ? this.#measureAround(this.#page) : null
    // What stands as an arc needs no stub, and the other way round.
    if (around && this.#takeArcs(around.arcs)) this.#lines.measure(view, stretch, tools)
    return {
      around,
      handles: handleNodes(view, this.#context),
      peers: peerNodes(view, this.#context, this.#isFolded),
    }
  }

  /** Bars, and arcs unless they have to give way just now. */
  #measureAround(page: DrawnPage) {
    const lines = this.#lines.drawn()
    const basePx = Math.round(lines[0]?.topPx ?? 0)
    const context = this.#context
    const { scrollTop, clientHeight } = this.#view.scrollDOM
    this.#basePx = basePx
    this.#arcsAreStale = this.#restTimer !== 0
    const visible = { topPx: scrollTop, heightPx: clientHeight }
    const endAt = arcEndsOf(this.#view, context)
    return {
      bars: barPaths(lines, basePx, { page, context }),
      arcs: this.#arcsAreStale
        ? noArcs
        : arcsOf(lines, { context, page, basePx, endAt, ...visible }),
    }
  }

  /** Whether stubs have to come or go with the arcs. */
  #takeArcs({ relationIds }: Arcs): boolean {
    const { arcs: before, relations, store, map } = this.#context
    if (this.#arcsAreStale) return false
    const ids = [...relationIds, ...before].filter((id) => relationIds.has(id) !== before.has(id))
    this.#context.arcs = relationIds
    for (const id of ids) {
      const { from = '', to = '' } = relations.get(id) ?? {}
      for (const { startUtf16, endUtf16 } of [from, to].flatMap(
        (end) => store.get(end)?.parts[0] ?? [],
      ))
        this.#lines.touch(map.toView(startUtf16), map.toView(endUtf16, -1))
    }
    return ids.length > 0
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
    const pressed = '[data-record-id], [data-relation-id]'
    const chip = target instanceof Element ? target.closest<HTMLElement>(pressed) : null
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

  /** Until scrolling slows down, or a text just opened is there, chips and arcs give way. */
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
