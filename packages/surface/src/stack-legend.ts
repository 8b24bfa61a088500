import { EditorView, type PluginValue, ViewPlugin } from '@codemirror/view'
import { shortQuote } from './short-quote.ts'
import type { SurfaceContext } from './surface-context.ts'
import type { SurfaceRecord } from './surface-record.ts'

const belowRowPx = 22
const aboveRowPx = 18
const closeDelayMs = 200

/** A small list that names all records over one letter, for whoever rests there or asks for it. */
export class StackLegend implements PluginValue {
  readonly #view: EditorView
  readonly #context: SurfaceContext
  readonly #list = document.createElement('div')
  #stack: readonly SurfaceRecord[] = []
  #offsetUtf16 = 0
  #activeIndex = -1
  #closeTimer = 0

  constructor(view: EditorView, context: SurfaceContext) {
    this.#view = view
    this.#context = context
    this.#list.className = 'px-legend'
    this.#list.hidden = true
    this.#list.setAttribute('aria-hidden', 'true')
    this.#list.addEventListener('mousedown', (event) => event.preventDefault())
    this.#list.addEventListener('click', this.#onClick)
    this.#list.addEventListener('mouseenter', () => clearTimeout(this.#closeTimer))
    this.#list.addEventListener('mouseleave', () => this.closeSoon())
    view.scrollDOM.append(this.#list)
  }

  destroy(): void {
    clearTimeout(this.#closeTimer)
    this.#list.remove()
  }

  /** Whether it was asked for by key, and so takes the arrow keys. */
  get hasKeys(): boolean {
    return !this.#list.hidden && this.#activeIndex >= 0
  }

  /** Names what lies over a letter; by key the first of them is chosen. */
  open(offsetUtf16: number, { byKey }: { readonly byKey: boolean }): boolean {
    const stack = this.#context.store.stackAt(offsetUtf16)
    const at = this.#view.coordsAtPos(this.#context.map.toView(offsetUtf16), 1)
    if (stack.length === 0 || !at) return false
    clearTimeout(this.#closeTimer)
    this.#stack = stack
    this.#offsetUtf16 = offsetUtf16
    this.#list.replaceChildren(...stack.map((record) => this.#itemOf(record)))
    this.#list.hidden = false
    this.#place(at)
    this.#activate(byKey ? 0 : -1)
    return true
  }

  /** Moves the choice along the list. */
  step(direction: 1 | -1): void {
    const { length } = this.#stack
    this.#activate((this.#activeIndex + direction + length) % length)
  }

  /** Picks what is chosen. */
  pick(): void {
    const record = this.#stack[this.#activeIndex]
    const report = { stack: this.#stack, offsetUtf16: this.#offsetUtf16 }
    this.close()
    if (record) this.#context.events.onPick?.({ recordId: record.id, ...report })
  }

  close(): void {
    clearTimeout(this.#closeTimer)
    this.#list.hidden = true
    this.#activeIndex = -1
  }

  /** Leaves time to come over to the list. */
  closeSoon(): void {
    if (this.#list.hidden || this.hasKeys) return
    clearTimeout(this.#closeTimer)
    this.#closeTimer = window.setTimeout(() => this.close(), closeDelayMs)
  }

  #activate(index: number): void {
    this.#activeIndex = index
    for (const [at, item] of [...this.#list.children].entries())
      item.classList.toggle('is-active', at === index)
    const record = this.#stack[index]
    if (record) this.#view.dispatch({ effects: EditorView.announce.of(record.description) })
  }

  #itemOf(record: SurfaceRecord): HTMLElement {
    const { id, shape, colour, chip, chipValue, description } = record
    const item = document.createElement('div')
    const isOpen = id === this.#context.openId
    item.className = `px-legend__item px-legend__item--${shape} px-k${colour}${isOpen ? ' is-open' : ''}`
    item.dataset.recordId = id
    const add = (tag: 'span' | 'b' | 'q', words: string) => {
      const node = item.appendChild(document.createElement(tag))
      node.textContent = words
    }
    add('span', chip ?? description)
    if (chipValue) add('b', chipValue)
    add('q', shortQuote(record, this.#context.map.text))
    return item
  }

  #place(at: { readonly left: number; readonly top: number; readonly bottom: number }): void {
    const { scrollDOM } = this.#view
    const outer = scrollDOM.getBoundingClientRect()
    const { offsetWidth, offsetHeight } = this.#list
    const fitsBelow = at.bottom + belowRowPx + offsetHeight < outer.bottom
    const topPx = fitsBelow ? at.bottom + belowRowPx : at.top - aboveRowPx - offsetHeight
    const leftPx = Math.max(
      8,
      Math.min(at.left - outer.left, scrollDOM.clientWidth - offsetWidth - 8),
    )
    this.#list.style.top = `${topPx - outer.top + scrollDOM.scrollTop}px`
    this.#list.style.left = `${leftPx + scrollDOM.scrollLeft}px`
  }

  readonly #onClick = ({ target, ctrlKey, metaKey }: MouseEvent) => {
    const item = target instanceof Element ? target.closest<HTMLElement>('[data-record-id]') : null
    const recordId = item?.dataset.recordId
    if (!recordId) return
    if (ctrlKey || metaKey) this.#context.events.onChoose?.({ recordId })
    else {
      this.#activeIndex = this.#stack.findIndex(({ id }) => id === recordId)
      this.pick()
    }
  }
}

/** The plugin that names the records over one letter. */
export function stackLegend(context: SurfaceContext) {
  return ViewPlugin.define((view) => new StackLegend(view, context))
}
