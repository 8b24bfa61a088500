import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useEffect,
  useRef,
} from 'react'
import { TreePanel } from '../lazy-parts.tsx'
import { useReaderLayout } from './reader-layout.ts'
import { narrowScreen, useMedia } from './use-media.ts'

/**
 * The tree in its place: beside the text, or in a drawer over it. The drawer takes the focus when it
 * opens, and goes when the focus leaves it, on Escape, and on a narrow screen with a choice.
 */
export const TreePane = memo(function TreePane(props: { readonly onShowKeys: () => void }) {
  const { onShowKeys } = props
  const { isTreeOpen, setTreeOpen } = useReaderLayout()
  const isNarrow = useMedia(narrowScreen)
  const pane = useRef<HTMLDivElement>(null)
  const opener = useRef<Element | null>(null)
  useEffect(() => {
    // The focus: it goes into the drawer that was opened.
    if (!isTreeOpen) return
    opener.current = document.activeElement
    const inside = (selector: string) => pane.current?.querySelector<HTMLElement>(selector)
    const place = inside('[role="tree"]') ?? inside('button')
    place?.focus()
  }, [isTreeOpen])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isTreeOpen || event.defaultPrevented) return
    event.preventDefault()
    setTreeOpen(false)
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }
  const onBlur = (event: FocusEvent) => {
    const next = event.relatedTarget
    if (next instanceof Node && !pane.current?.contains(next)) setTreeOpen(false)
  }
  const onClick = (event: MouseEvent) => {
    const isChoice = event.target instanceof Element && event.target.closest('[role="treeitem"]')
    if (isNarrow && isChoice) setTreeOpen(false)
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only watches what happens in the tree */}
      <div
        ref={pane}
        id="reader-tree"
        className="tree-pane"
        onKeyDown={onKeyDown}
        onBlur={onBlur}
        onClick={onClick}
      >
        <TreePanel onShowKeys={onShowKeys} />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape does the same */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
      <div className="tree-scrim" onClick={() => setTreeOpen(false)} />
    </>
  )
})
