import type { ChipNode } from './chip-nodes.ts'
import type { MarkPath } from './mark-paths.ts'
import { createOverlayNodes } from './overlay-nodes.ts'
import { createPathNodes, createPicture } from './path-nodes.ts'

/** The elements of one drawn line: its picture under the text and its chips over it. */
export type LineLayer = {
  readonly move: (topPx: number) => void
  readonly draw: (drawn: {
    readonly paths: readonly MarkPath[]
    readonly chips: readonly ChipNode[]
    readonly recordCount: number
  }) => void
  readonly remove: () => void
}

/** An empty layer in the two layers of the surface. */
export function createLineLayer(under: HTMLElement, over: HTMLElement): LineLayer {
  const picture = under.appendChild(createPicture('px-marks'))
  const drawPaths = createPathNodes(picture)
  let chipHost: { element: HTMLElement; draw: (nodes: readonly ChipNode[]) => void } | undefined
  let top = 0
  const hostOf = () => {
    if (chipHost) return chipHost
    const element = over.appendChild(document.createElement('div'))
    element.className = 'px-chips'
    element.style.top = `${top}px`
    chipHost = { element, draw: createOverlayNodes(element) }
    return chipHost
  }
  return {
    move: (topPx) => {
      if (topPx === top) return
      top = topPx
      picture.style.top = `${topPx}px`
      if (chipHost) chipHost.element.style.top = `${topPx}px`
    },
    draw: ({ paths, chips, recordCount }) => {
      drawPaths(paths)
      // How many records the picture shows, for whoever waits for one.
      picture.dataset.records = `${recordCount}`
      if (chips.length > 0 || chipHost) hostOf().draw(chips)
    },
    remove: () => {
      picture.remove()
      chipHost?.element.remove()
    },
  }
}
