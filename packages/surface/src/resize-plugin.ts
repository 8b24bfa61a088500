import { type EditorView, type PluginValue, ViewPlugin } from '@codemirror/view'
import type { TextRange } from '@parallax/domain'
import { type ExtentEdge, movedEdge } from './extent-edit.ts'
import type { SurfaceContext } from './surface-context.ts'

/** Told about every new draft, and about null when the end is let go. */
export type OnDraft = (view: EditorView, parts: readonly TextRange[] | null) => void

/** Drags the ends of the open record. While one is held, `context.draft` has the parts so far. */
export class ResizePlugin implements PluginValue {
  readonly #view: EditorView
  readonly #context: SurfaceContext
  readonly #onDraft: OnDraft
  #held: { edge: ExtentEdge; id: string; parts: readonly TextRange[]; pointerId: number } | null =
    null

  constructor(view: EditorView, context: SurfaceContext, onDraft: OnDraft) {
    this.#view = view
    this.#context = context
    this.#onDraft = onDraft
    view.scrollDOM.addEventListener('pointerdown', this.#onDown)
    view.scrollDOM.addEventListener('pointermove', this.#onMove)
    view.scrollDOM.addEventListener('pointerup', this.#onUp)
    view.scrollDOM.addEventListener('pointercancel', this.#onCancel)
    view.dom.addEventListener('keydown', this.#onKey, true)
  }

  destroy(): void {
    this.#view.scrollDOM.removeEventListener('pointerdown', this.#onDown)
    this.#view.scrollDOM.removeEventListener('pointermove', this.#onMove)
    this.#view.scrollDOM.removeEventListener('pointerup', this.#onUp)
    this.#view.scrollDOM.removeEventListener('pointercancel', this.#onCancel)
    this.#view.dom.removeEventListener('keydown', this.#onKey, true)
  }

  readonly #onDown = (event: PointerEvent) => {
    const handle = event.target instanceof HTMLElement ? event.target : null
    const edge = edgeOf(handle?.dataset.edge)
    const record = this.#context.store.get(handle?.dataset.recordId ?? '')
    if (!edge || !record || event.button !== 0) return
    event.preventDefault()
    this.#view.scrollDOM.setPointerCapture(event.pointerId)
    this.#held = { edge, id: record.id, parts: record.parts, pointerId: event.pointerId }
    this.#view.dom.classList.add('px-is-resizing')
    this.#show(record.parts)
  }

  readonly #onMove = (event: PointerEvent) => {
    const held = this.#held
    if (!held) return
    const { text, toDoc } = this.#context.map
    const offsetUtf16 = toDoc(this.#view.posAtCoords({ x: event.clientX, y: event.clientY }, false))
    this.#show(
      movedEdge(text, held.parts, held.edge, { offsetUtf16, byWord: !event.altKey }) ?? held.parts,
    )
  }

  readonly #onUp = () => {
    const held = this.#held
    const parts = this.#context.draft
    this.#release()
    if (held && parts && parts !== held.parts)
      this.#context.events.onResize?.({ id: held.id, parts })
  }

  readonly #onCancel = () => this.#release()

  readonly #onKey = (event: KeyboardEvent) => {
    if (!this.#held || event.key !== 'Escape') return
    event.stopPropagation()
    event.preventDefault()
    this.#release()
  }

  #release(): void {
    if (!this.#held) return
    if (this.#view.scrollDOM.hasPointerCapture(this.#held.pointerId))
      this.#view.scrollDOM.releasePointerCapture(this.#held.pointerId)
    this.#held = null
    this.#view.dom.classList.remove('px-is-resizing')
    this.#show(null)
  }

  #show(parts: readonly TextRange[] | null): void {
    if (this.#context.draft === parts) return
    this.#context.draft = parts
    this.#onDraft(this.#view, parts)
  }
}

function edgeOf(name: string | undefined): ExtentEdge | undefined {
  const [index, end] = name?.split(' ') ?? []
  if (index === undefined || (end !== 'start' && end !== 'end')) return undefined
  return { partIndex: Number(index), end }
}

/** The plugin that moves the ends of the open record of one surface. */
export function resizePlugin(context: SurfaceContext, onDraft: OnDraft) {
  return ViewPlugin.define((view) => new ResizePlugin(view, context, onDraft))
}
