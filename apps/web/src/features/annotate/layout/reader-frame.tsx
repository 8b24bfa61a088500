import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useAnnotate, useDoing } from '../annotate-context.ts'
import { useAnnouncements } from '../announcements/use-announcements.ts'
import { PaneEdge } from '../comfort/pane-edge.tsx'
import { useReadingPlace } from '../comfort/use-reading-place.ts'
import { useDesk } from '../comments/use-comment-desk.ts'
import { type ReaderLayout, ReaderLayoutContext, type SheetHeight } from './reader-layout.ts'
import { useKeepInSight } from './use-keep-in-sight.ts'
import { useVisibleHeight } from './use-visible-height.ts'

/**
 * The places of the annotate screen: bar, tree, page, inspector. On a narrow screen one thing at a
 * time lies under the text (`data-dock`): what is asked, the toolbar, a sheet, or the dock.
 */
export function ReaderFrame({ children }: { readonly children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null)
  const said = useRef<HTMLDivElement>(null)
  const layout = useLayoutState()
  const dock = useDock(layout)
  const { openId } = useDoing()
  // A record that is opened takes the place of what is known of the document.
  if (openId && layout.isAboutOpen) layout.setAboutOpen(false)
  useVisibleHeight(frame)
  useKeepInSight()
  useReadingPlace()
  useAnnouncements(said)
  return (
    <ReaderLayoutContext value={layout}>
      <div
        ref={frame}
        className="reader"
        data-tree={layout.isTreeOpen ? 'open' : undefined}
        data-dock={dock}
        data-sheet={layout.sheetHeight}
      >
        {children}
        <div ref={said} className="sr-only" aria-live="polite" />
        <PaneEdge pane="tree" />
        <PaneEdge pane="inspector" />
      </div>
    </ReaderLayoutContext>
  )
}

function useLayoutState(): ReaderLayout {
  const [isTreeOpen, setTreeOpen] = useState(false)
  const [sheetHeight, setSheetHeight] = useState<SheetHeight>('half')
  const [isAboutOpen, setAboutOpen] = useState(false)
  return useMemo(
    () => ({ isTreeOpen, setTreeOpen, sheetHeight, setSheetHeight, isAboutOpen, setAboutOpen }),
    [isTreeOpen, sheetHeight, isAboutOpen],
  )
}

type Dock = 'asking' | 'matching' | 'selection' | 'sheet' | 'idle'

/** What lies under the text: nothing covers the words that are being chosen or linked. */
function useDock({ isAboutOpen }: ReaderLayout): Dock {
  const { annotation, doing, hands } = useAnnotate()
  const { place } = useDesk(hands.comments)
  if (doing.asking) return 'asking'
  if (hands.matching.asked) return 'matching'
  if (doing.selection && annotation.canWrite) return 'selection'
  if (doing.linkFrom) return 'idle'
  return doing.openId || isAboutOpen || place ? 'sheet' : 'idle'
}
