import { inFrames, painted } from './frames.ts'

/** Lines of a surface and the marks under them as plain HTML: what the browser alone needs. */
export type StaticText = { readonly html: string }

/** The lines that are in view now. */
export function linesInView(host: HTMLElement): StaticText {
  return frameOf(host, visibleLines(host))
}

/** The lines of so many screens from here on, which it scrolls through. */
export async function linesOfScreens(host: HTMLElement, screens: number): Promise<StaticText> {
  const scroller = scrollerOf(host)
  const lines = new Map<string, Element>()
  for (let screen = 0; screen < screens; screen += 1) {
    for (const line of visibleLines(host)) lines.set(line.textContent ?? '', line)
    scroller.scrollTop += scroller.clientHeight / 2
    await painted()
    await painted()
  }
  return frameOf(host, [...lines.values()])
}

/** Puts the text into the page and waits until it is painted. */
export async function showStatic(host: HTMLElement, { html }: StaticText): Promise<void> {
  host.innerHTML = html
  await painted()
}

/** In each frame replaces so many of the lines in view by the same with another mark in it. */
export async function replaceLines(
  host: HTMLElement,
  { frames, perFrame }: { readonly frames: number; readonly perFrame: number },
): Promise<void> {
  const lines = visibleLines(host).filter((line) => (line.textContent ?? '').length > 80)
  await inFrames(frames, (frame) => {
    for (let index = 0; index < perFrame; index += 1) {
      const line = lines[(frame * perFrame + index) % lines.length]
      if (line) line.innerHTML = `<span class="px-s px-m1 px-c0-1">Pellen</span> ${line.innerHTML}`
    }
  })
}

/** In each frame moves so many highlights over the lines in view. */
export async function moveHighlights(
  host: HTMLElement,
  { frames, count }: { readonly frames: number; readonly count: number },
): Promise<void> {
  const nodes = visibleLines(host).flatMap((line) => textNodesOf(line))
  const long = nodes.filter(({ length }) => length > 12)
  const highlight = new Highlight()
  CSS.highlights.set('px-peer-1', highlight)
  await inFrames(frames, (frame) => {
    highlight.clear()
    for (let index = 0; index < count; index += 1) {
      const node = long[(index * 3 + frame) % long.length]
      if (!node) continue
      const range = document.createRange()
      range.setStart(node, frame % 4)
      range.setEnd(node, Math.min(node.length, 12))
      highlight.add(range)
    }
  })
  CSS.highlights.delete('px-peer-1')
}

/** The element of a surface, drawn or static, that scrolls. */
export function scrollerOf(host: HTMLElement): HTMLElement {
  const scroller = host.querySelector<HTMLElement>('.cm-scroller')
  if (!scroller) throw new Error('Nothing is open that could scroll.')
  return scroller
}

function visibleLines(host: HTMLElement): readonly Element[] {
  return [...host.querySelectorAll('.cm-line')].filter((line) => {
    const { top, bottom } = line.getBoundingClientRect()
    return bottom > 0 && top < innerHeight
  })
}

function frameOf(host: HTMLElement, lines: readonly Element[]): StaticText {
  const classOf = (selector: string) => host.querySelector(selector)?.className ?? ''
  const content = lines.map((line) => line.outerHTML).join('')
  const marks = host.querySelector('.px-under')?.outerHTML ?? ''
  return {
    html: `<div class="${classOf('.cm-editor')}"><div class="${classOf('.cm-scroller')}">${marks}<div class="${classOf('.cm-content')}">${content}</div></div></div>`,
  }
}

function textNodesOf(line: Element): readonly Text[] {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
  const nodes: Text[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text) nodes.push(node)
  return nodes
}
