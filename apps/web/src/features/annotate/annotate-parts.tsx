import type { PickReport, SelectionReport, SurfaceKeymap } from '@parallax/surface'
import { memo, useState } from 'react'
import { lazily } from '../../components/lazily.tsx'
import { useAnnotation } from './annotate-context.ts'
import { CommentSlots } from './comments/comment-slots.tsx'
import { ConflictSlot } from './conflict/conflict-slot.tsx'
import { type Find, FindSlot } from './find/find-slot.tsx'
import { AskingSlot, BulkSlot, MatchSlot, SelectionSlot } from './hands-slots.tsx'
import { HistorySlot } from './history/history-slot.tsx'
import { PhoneDock } from './layout/phone-dock.tsx'
import { ReaderFrame } from './layout/reader-frame.tsx'
import { TreePane } from './layout/tree-pane.tsx'
import { Inspector, LabelsDialog } from './lazy-parts.tsx'
import { LessonSlot } from './lesson/lesson-slot.tsx'
import { NoticeBar } from './notice-bar.tsx'
import { PrintSheet } from './reading/print-sheet.tsx'
import { SurfacePane } from './surface-pane.tsx'
import { TopBar } from './top-bar.tsx'
import type { Open } from './use-open.ts'
import { usePlainKeys } from './use-plain-keys.ts'

const KeysHelp = lazily(async () => (await import('./keys-help.tsx')).KeysHelp)

export type AnnotatePartsProps = {
  readonly keymap: SurfaceKeymap
  readonly find: Find
  readonly labels: Open
  readonly help: Open
  readonly onSelect: (report: SelectionReport) => void
  readonly onPick: (report: PickReport) => void
  readonly onGo: (documentId: string | null) => void
  readonly onStep: (direction: 1 | -1) => boolean
}

/**
 * All that stands on the annotate screen. What a person does reaches those parts that ask for it: the
 * others are not drawn again with every gesture.
 */
export const AnnotateParts = memo(function AnnotateParts(props: AnnotatePartsProps) {
  const { keymap, find, labels, help, onSelect, onPick, onGo, onStep } = props
  const { geometry } = useAnnotation()
  return (
    <>
      <ReaderFrame>
        <TopBar onGo={onGo} />
        <TreePane onShowKeys={help.open} />
        <main className="paper paper--surface">
          <SurfacePane
            keymap={keymap}
            plainKeys={usePlainKeys()}
            onSelect={onSelect}
            onPick={onPick}
            onGeometry={geometry.moved}
          />
          <FindSlot {...find} />
          <BulkSlot />
          <CommentSlots />
        </main>
        <Inspector onStep={onStep} />
        <SelectionSlot />
        <AskingSlot />
        <MatchSlot />
        <ConflictSlot />
        <HistorySlot />
        <NoticeBar />
        <PhoneDock onStep={onStep} />
        <Help help={help} />
        {labels.isOpen && <LabelsDialog isOpen onOpenChange={labels.set} />}
      </ReaderFrame>
      <PrintSheet />
    </>
  )
})

/** The keys of this screen, and the lesson that teaches six of them. */
function Help({ help }: { readonly help: Open }) {
  const [lessonsAsked, setLessonsAsked] = useState(0)
  return (
    <>
      {help.isOpen && (
        <KeysHelp
          help={help}
          onLesson={() => {
            help.set(false)
            setLessonsAsked(lessonsAsked + 1)
          }}
        />
      )}
      <LessonSlot asked={lessonsAsked} />
    </>
  )
}
