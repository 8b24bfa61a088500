import {
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import {
  fittingWidthPx,
  PANES_KEY,
  type PaneName,
  paneLimits,
  readPaneWidths,
} from '../../../components/pane-widths.ts'
import { comfortText } from './comfort-text.ts'

const stepPx = 16

/** The edge of a pane: pulled, or moved by arrow keys; a double click or Enter puts it back. */
export function PaneEdge({ pane }: { readonly pane: PaneName }) {
  const edge = useRef<HTMLDivElement>(null)
  const [widthPx, setWidthPx] = usePaneWidth(pane, edge)
  const pulled = useRef(false)
  const limits = paneLimits[pane]
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    pulled.current = true
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = pulled.current ? edge.current?.parentElement?.getBoundingClientRect() : undefined
    if (box) setWidthPx(pane === 'tree' ? event.clientX - box.left : box.right - event.clientX)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const outwards = pane === 'tree' ? 'ArrowRight' : 'ArrowLeft'
    const inwards = pane === 'tree' ? 'ArrowLeft' : 'ArrowRight'
    const next = {
      [outwards]: widthPx + stepPx,
      [inwards]: widthPx - stepPx,
      Home: limits.least,
      End: limits.most,
      Enter: limits.usual,
    }[event.key]
    if (next === undefined) return
    event.preventDefault()
    setWidthPx(next)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule between paragraphs cannot be moved
    <div
      ref={edge}
      className={`pane-edge pane-edge--${pane}`}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={pane === 'tree' ? comfortText.treeWidth : comfortText.inspectorWidth}
      aria-valuenow={widthPx}
      aria-valuemin={limits.least}
      aria-valuemax={limits.most}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onLostPointerCapture={() => {
        pulled.current = false
      }}
      onDoubleClick={() => setWidthPx(limits.usual)}
      onKeyDown={onKeyDown}
    />
  )
}

/** How wide a pane is, kept in this browser and told to the styles of the frame around the edge. */
function usePaneWidth(pane: PaneName, edge: React.RefObject<HTMLElement | null>) {
  const [widthPx, setWidthPx] = useState(paneLimits[pane].usual)
  useLayoutEffect(() => {
    // The browser: what it kept is known only here.
    setWidthPx(readPaneWidths(window.localStorage.getItem(PANES_KEY))[pane])
  }, [pane])
  useEffect(() => {
    // The styles: the columns of the frame follow.
    edge.current?.parentElement?.style.setProperty(`--${pane}`, `${widthPx / 16}rem`)
  }, [pane, edge, widthPx])
  const change = (wantedPx: number) => {
    const fitting = fittingWidthPx(pane, wantedPx)
    setWidthPx(fitting)
    const kept = readPaneWidths(window.localStorage.getItem(PANES_KEY))
    window.localStorage.setItem(PANES_KEY, JSON.stringify({ ...kept, [pane]: fitting }))
  }
  return [widthPx, change] as const
}
