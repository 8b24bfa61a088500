/** One thing drawn over the text, in pixels of the scrolled content. */
export type OverlayNode = {
  readonly key: string
  readonly className: string
  readonly leftPx: number
  readonly topPx: number
  readonly widthPx?: number
  readonly heightPx?: number
  readonly text?: string
  /** Set in bold behind the text. */
  readonly value?: string | null
  readonly title?: string
  /** Which record, and which of its ends, a press on it means. */
  readonly recordId?: string
  readonly edge?: string
  /** Which relation, and which of its ends, a press on it goes to. */
  readonly relationId?: string
  readonly end?: 'from' | 'to'
}

/** Keeps the elements of an overlay in step with a list of nodes; elements live as long as keys. */
export function createOverlayNodes(parent: HTMLElement) {
  const drawn = new Map<string, { element: HTMLElement; node: OverlayNode }>()
  return (nodes: readonly OverlayNode[]): void => {
    const wanted = new Set(nodes.map(({ key }) => key))
    for (const [key, { element }] of drawn)
      if (!wanted.has(key)) {
        element.remove()
        drawn.delete(key)
      }
    for (const node of nodes) {
      const before = drawn.get(node.key)
      const element = before?.element ?? parent.appendChild(document.createElement('div'))
      draw(element, node, before?.node)
      drawn.set(node.key, { element, node })
    }
  }
}

const named = ['recordId', 'edge', 'relationId', 'end'] as const

function draw(element: HTMLElement, node: OverlayNode, before: OverlayNode | undefined): void {
  if (before?.className !== node.className) element.className = node.className
  if (before?.leftPx !== node.leftPx || before.topPx !== node.topPx)
    element.style.transform = `translate(${node.leftPx}px, ${node.topPx}px)`
  if (before?.widthPx !== node.widthPx) element.style.width = lengthOf(node.widthPx)
  if (before?.heightPx !== node.heightPx) element.style.height = lengthOf(node.heightPx)
  if (before?.text !== node.text || before?.value !== node.value) write(element, node)
  if (before?.title !== node.title) element.title = node.title ?? ''
  for (const name of named)
    if (before?.[name] !== node[name]) element.dataset[name] = node[name] ?? ''
}

function lengthOf(px: number | undefined): string {
  return px === undefined ? '' : `${px}px`
}

function write(element: HTMLElement, { text, value }: OverlayNode): void {
  element.textContent = ''
  if (text) {
    const words = document.createElement('span')
    words.textContent = text
    element.append(words)
  }
  if (value) {
    const strong = document.createElement('b')
    strong.textContent = value
    element.append(strong)
  }
}
