import { type EditorView, type PluginValue, ViewPlugin } from '@codemirror/view'
import type { TextRange } from '@parallax/domain'
import { letterAt } from './hit-test.ts'
import type { SurfaceContext } from './surface-context.ts'
import type { SurfaceRecord } from './surface-record.ts'

const clickSlackPx = 4
/** Resting this long over records asks what they are. */
const restMs = 550

/** Where the pointer rests: over a letter, nowhere, or it is pressed and wants the text. */
export type PointerRest = { readonly offsetUtf16: number } | 'left' | 'pressed'

/** What the pointer plugin asks of the surface around it. */
export type PointerLinks = {
  /** These ranges look different: what the pointer left, and what it came to. */
  readonly onHoverChange: (view: EditorView, touched: readonly TextRange[]) => void
  /** The pointer rests over a letter with records, or has left it, or is pressed. */
  readonly onRest: (view: EditorView, rest: PointerRest) => void
  readonly onPressEnd: (view: EditorView) => void
}

/** Clicks that pick records, hovering, and whether the mouse button is down (`context.pressed`). */
export class PointerPlugin implements PluginValue {
  readonly #view: EditorView
  readonly #context: SurfaceContext
  readonly #links: PointerLinks
  #pressedAt: { x: number; y: number; detail: number } | null = null
  #hoverFrame = 0
  #restTimer = 0
  #restsOn = ''
  #lastStack = ''
  #lastPicked: string | null = null

  constructor(view: EditorView, context: SurfaceContext, links: PointerLinks) {
    this.#view = view
    this.#context = context
    this.#links = links
    view.contentDOM.addEventListener('mousedown', this.#onDown)
    view.contentDOM.addEventListener('mousemove', this.#onMove)
    view.contentDOM.addEventListener('mouseleave', this.#onLeave)
    view.dom.ownerDocument.addEventListener('mouseup', this.#onUp)
  }

  destroy(): void {
    cancelAnimationFrame(this.#hoverFrame)
    clearTimeout(this.#restTimer)
    this.#view.contentDOM.removeEventListener('mousedown', this.#onDown)
    this.#view.contentDOM.removeEventListener('mousemove', this.#onMove)
    this.#view.contentDOM.removeEventListener('mouseleave', this.#onLeave)
    this.#view.dom.ownerDocument.removeEventListener('mouseup', this.#onUp)
  }

  readonly #onDown = (event: MouseEvent) => {
    this.#leave('pressed')
    if (event.button !== 0) return
    this.#context.pressed = true
    this.#pressedAt = { x: event.clientX, y: event.clientY, detail: event.detail }
  }

  readonly #onUp = (event: MouseEvent) => {
    const pressedAt = this.#pressedAt
    if (!pressedAt || event.button !== 0) return
    this.#context.pressed = false
    this.#pressedAt = null
    this.#links.onPressEnd(this.#view)
    const moved = Math.hypot(event.clientX - pressedAt.x, event.clientY - pressedAt.y)
    const isClick = moved <= clickSlackPx && pressedAt.detail === 1 && !event.shiftKey
    if (isClick && this.#view.state.selection.main.empty) this.#pick(event)
  }

  /** The innermost record first; clicking the same stack again goes outwards and round. With Control it is chosen. */
  #pick(event: MouseEvent): void {
    const { map, store, events, openId } = this.#context
    const letter = letterAt(this.#view, { x: event.clientX, y: event.clientY })
    const stack = letter === undefined ? [] : store.stackAt(map.toDoc(letter))
    if (event.ctrlKey || event.metaKey) {
      if (stack[0]) events.onChoose?.({ recordId: stack[0].id })
      return
    }
    const key = stack.map(({ id }) => id).join(' ')
    const walksOn = key === this.#lastStack && openId !== null && openId === this.#lastPicked
    const at = walksOn ? stack.findIndex(({ id }) => id === openId) + 1 : 0
    const recordId = stack[at % Math.max(1, stack.length)]?.id ?? null
    this.#lastStack = key
    this.#lastPicked = recordId
    events.onPick?.({
      recordId,
      stack,
      offsetUtf16: map.toDoc(letter ?? this.#view.state.selection.main.head),
    })
  }

  readonly #onMove = (event: MouseEvent) => {
    cancelAnimationFrame(this.#hoverFrame)
    if (this.#context.pressed || event.buttons !== 0) return
    const point = { x: event.clientX, y: event.clientY }
    this.#hoverFrame = requestAnimationFrame(() => this.#hover(point))
  }

  readonly #onLeave = () => {
    this.#restsOn = ''
    cancelAnimationFrame(this.#hoverFrame)
    this.#leave()
    this.#setHover(null)
  }

  #leave(rest: 'left' | 'pressed' = 'left'): void {
    clearTimeout(this.#restTimer)
    this.#links.onRest(this.#view, rest)
  }

  #hover(point: { x: number; y: number }): void {
    const { map, store } = this.#context
    const letter = letterAt(this.#view, point)
    const stack = letter === undefined ? [] : store.stackAt(map.toDoc(letter))
    this.#restOn(stack, letter === undefined ? 0 : map.toDoc(letter))
    this.#setHover(stack[0]?.id ?? null)
  }

  #restOn(stack: readonly SurfaceRecord[], offsetUtf16: number): void {
    const key = stack.map(({ id }) => id).join(' ')
    if (key === this.#restsOn) return
    this.#restsOn = key
    this.#leave()
    if (stack.length > 0)
      this.#restTimer = window.setTimeout(
        () => this.#links.onRest(this.#view, { offsetUtf16 }),
        restMs,
      )
  }

  #setHover(recordId: string | null): void {
    if (this.#context.hoverId === recordId) return
    const ids = [this.#context.hoverId, recordId]
    this.#context.hoverId = recordId
    this.#links.onHoverChange(
      this.#view,
      ids.flatMap((id) => (id && this.#context.store.get(id)?.parts) || []),
    )
    this.#context.events.onHover?.(recordId)
  }
}

/** The plugin that follows the pointer over one surface. */
export function pointerPlugin(context: SurfaceContext, links: PointerLinks) {
  return ViewPlugin.define((view) => new PointerPlugin(view, context, links))
}
