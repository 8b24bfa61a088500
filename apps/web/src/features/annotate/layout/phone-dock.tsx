import { ChevronDown, ChevronUp, ListTree, Redo2, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useAnnotation } from '../annotate-context.ts'
import { CommentsButton } from '../comments/comment-slots.tsx'
import { layoutText } from './layout-text.ts'
import { useReaderLayout } from './reader-layout.ts'

/** What the keys do elsewhere, under the thumb: only on narrow screens, while nothing else lies there. */
export function PhoneDock({ onStep }: { readonly onStep: (direction: 1 | -1) => boolean }) {
  const { actions } = useAnnotation()
  const { isTreeOpen, setTreeOpen } = useReaderLayout()
  return (
    <nav className="phone-dock" aria-label={layoutText.dock}>
      <button
        type="button"
        className="phone-dock__item"
        aria-expanded={isTreeOpen}
        aria-controls="reader-tree"
        onClick={() => setTreeOpen(!isTreeOpen)}
      >
        <ListTree className="icon" />
        {layoutText.records}
      </button>
      <CommentsButton className="phone-dock__item" />
      <span className="grow" />
      <DockButton label={layoutText.undo} onPress={() => void actions.undo()}>
        <Undo2 className="icon" />
      </DockButton>
      <DockButton label={layoutText.redo} onPress={() => void actions.redo()}>
        <Redo2 className="icon" />
      </DockButton>
      <DockButton label={layoutText.previousRecord} onPress={() => onStep(-1)}>
        <ChevronUp className="icon" />
      </DockButton>
      <DockButton label={layoutText.nextRecord} onPress={() => onStep(1)}>
        <ChevronDown className="icon" />
      </DockButton>
    </nav>
  )
}

type DockButtonProps = {
  readonly label: string
  readonly onPress: () => void
  readonly children: ReactNode
}

function DockButton({ label, onPress, children }: DockButtonProps) {
  return (
    <button type="button" className="phone-dock__item" aria-label={label} onClick={onPress}>
      {children}
    </button>
  )
}
