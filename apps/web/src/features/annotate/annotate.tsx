import type { DocumentId, RecordId } from '@parallax/domain'
import type { PickReport, SelectionReport, Surface } from '@parallax/surface'
import type { OpenedDocument } from '@parallax/sync'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { OpeningReader } from '../../components/early/opening-reader.tsx'
import { keysText } from '../../components/keys/keys-text.ts'
import { KeysDialog } from '../../components/lazy-keys-dialog.tsx'
import { usePalette } from '../../components/palette/palette-provider.tsx'
import { readingPath } from '../../components/project-path.ts'
import { ErrorState } from '../../components/ui/states.tsx'
import { useUndoing } from '../../components/undo/undo-provider.tsx'
import { type Doing, doingAfter, nothingDone } from './annotate-context.ts'
import { AnnotateState } from './annotate-state.tsx'
import { annotateText } from './annotate-text.ts'
import { type Annotation, useAnnotationOf } from './annotation.ts'
import { useBindings } from './commands/use-bindings.ts'
import { CommentSlots } from './comments/comment-slots.tsx'
import { ConflictSlot } from './conflict/conflict-slot.tsx'
import { FindSlot, useFind } from './find/find-slot.tsx'
import { createGeometry } from './geometry.ts'
import { useHands } from './hands.ts'
import { AskingSlot, BulkSlot, MatchSlot, SelectionSlot } from './hands-slots.tsx'
import { HistorySlot } from './history/history-slot.tsx'
import { keyGroups } from './key-lines.ts'
import { PhoneDock } from './layout/phone-dock.tsx'
import { ReaderFrame } from './layout/reader-frame.tsx'
import { TreePane } from './layout/tree-pane.tsx'
import { Inspector, LabelsDialog, ReadingView } from './lazy-parts.tsx'
import { LessonButton } from './lesson/lesson-button.tsx'
import { LessonSlot } from './lesson/lesson-slot.tsx'
import { NoticeBar } from './notice-bar.tsx'
import { useAnnotatePalette } from './palette/use-annotate-palette.tsx'
import { PrintSheet } from './reading/print-sheet.tsx'
import { showDocument } from './shown-document.ts'
import { SurfacePane } from './surface-pane.tsx'
import { TopBar } from './top-bar.tsx'
import { useActions } from './use-actions.ts'
import { useKeymap, useScreenKeys } from './use-keymap.ts'
import { useOpenDocument } from './use-open-document.ts'
import { usePlainKeys } from './use-plain-keys.ts'
import { useStable } from './use-stable.ts'

export type AnnotateProps = {
  readonly project: string
  readonly documentId: DocumentId
  /** Annotating, or reading the still text. */
  readonly mode?: 'annotate' | 'read'
}

/** Read & annotate: the text in the middle, its records on the left, the open one on the right. */
export function Annotate({ project, documentId, mode = 'annotate' }: AnnotateProps) {
  const [attempt, setAttempt] = useState(0)
  const state = useOpenDocument(documentId, attempt)
  if (state.kind === 'failed')
    return (
      <ErrorState
        title={annotateText.openFailed}
        text={annotateText.openFailedWay}
        onRetry={() => setAttempt(attempt + 1)}
        secondWay={
          <Link className="btn" href={`/p/${project}/documents`}>
            {annotateText.back}
          </Link>
        }
      />
    )
  if (state.kind === 'opening') return <OpeningReader />
  return <OpenedScreen key={documentId} opened={state.opened} mode={mode} />
}

type OpenedScreenProps = {
  readonly opened: OpenedDocument
  readonly mode: NonNullable<AnnotateProps['mode']>
}

function OpenedScreen({ opened, mode }: OpenedScreenProps) {
  const annotation = useAnnotationOf(opened)
  if (!annotation) return <OpeningReader />
  return mode === 'read' ? (
    <ReadingView annotation={annotation} />
  ) : (
    <Annotating annotation={annotation} />
  )
}

/** Drawn again with the document and with what one does to it, and not with each word of the server. */
const Annotating = memo(function Annotating({ annotation }: { readonly annotation: Annotation }) {
  const router = useRouter()
  const surface = useRef<Surface | null>(null)
  const [doing, setDoing] = useState<Doing>(nothingDone)
  const [geometry] = useState(createGeometry)
  const [isHelpOpen, setIsHelpOpen] = useState(false)
  const set = useCallback(
    (change: Partial<Doing>) => setDoing((was) => doingAfter(was, change)),
    [],
  )
  const actions = useActions({ annotation, doing, surface, set, undoing: useUndoing() })
  const hands = useHands(annotation)
  const onStep = useSteps({ annotation, doing, surface, open: actions.open })
  const onGo = useStable((documentId: string | null) => {
    if (documentId) showDocument(annotation.session.project.id, documentId)
  })
  const onShowKeys = useStable(() => setIsHelpOpen(true))
  const [isLabelsOpen, setIsLabelsOpen] = useState(false)
  const [lessonsAsked, setLessonsAsked] = useState(0)
  const find = useFind()
  const keySetting = {
    ...{ annotation, doing, actions, hands, surface, onStep, onGo, onShowKeys },
    onFind: find.open,
    onPalette: usePalette().open,
    onShowLabels: () => setIsLabelsOpen(true),
    onRead: () =>
      router.push(readingPath(annotation.session.project.id, annotation.opened.documentId)),
  }
  useAnnotatePalette(keySetting)
  const keymap = useKeymap(keySetting)
  useScreenKeys(keySetting)
  const bindings = useBindings(annotation)
  useRecordInAddress(annotation, actions.open)
  const value = useMemo(
    () => ({ annotation, actions, hands, surface, geometry, bindings }),
    [annotation, actions, hands, geometry, bindings],
  )
  const onPick = ({ recordId }: PickReport) => {
    const id = recordId as RecordId | null // records are drawn by their ids
    if (doing.linkFrom && id && id !== doing.linkFrom) actions.endLink(id)
    else actions.open(id, { reveal: false })
  }
  const onSelect = ({ range, settled }: SelectionReport) =>
    set({ selection: settled || range === null ? range : null, ...(range ? { notice: null } : {}) })
  return (
    <AnnotateState value={value} doing={doing}>
      <ReaderFrame>
        <TopBar onGo={onGo} />
        <TreePane onShowKeys={onShowKeys} />
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
        <Inspector onNext={() => onStep(1)} />
        <SelectionSlot />
        <AskingSlot />
        <MatchSlot />
        <ConflictSlot />
        <HistorySlot />
        <NoticeBar />
        <PhoneDock onStep={onStep} />
        <KeysDialog
          isOpen={isHelpOpen}
          onOpenChange={setIsHelpOpen}
          groups={keyGroups(annotation.codebook, bindings)}
          foot={
            <>
              <LessonButton
                onPress={() => {
                  setIsHelpOpen(false)
                  setLessonsAsked(lessonsAsked + 1)
                }}
              />
              <Link className="btn" href="/account#keys">
                {keysText.change}
              </Link>
            </>
          }
        />
        {isLabelsOpen && <LabelsDialog isOpen onOpenChange={setIsLabelsOpen} />}
        <LessonSlot asked={lessonsAsked} />
      </ReaderFrame>
      <PrintSheet />
    </AnnotateState>
  )
})

type StepsSetting = {
  readonly annotation: Annotation
  readonly doing: Doing
  readonly surface: React.RefObject<Surface | null>
  readonly open: (id: RecordId | null) => void
}

/** Goes to the next or previous record in reading order; while linking, it only moves the eye. */
function useSteps({ annotation, doing, surface, open }: StepsSetting) {
  return (direction: 1 | -1): boolean => {
    const offsetUtf16 = surface.current?.caretUtf16() ?? 0
    const next = annotation.model.neighbour({ id: doing.openId, offsetUtf16 }, direction)
    if (next) open(next.id)
    return true
  }
}

/** Opens the record that the address names: how lists elsewhere lead into the text. */
function useRecordInAddress(annotation: Annotation, open: (id: RecordId | null) => void): void {
  const wanted = useSearchParams().get('record')
  const done = useRef<string | null>(null)
  useEffect(() => {
    // The address: a record that it names is opened once.
    if (!wanted || done.current === wanted) return
    const record = annotation.recordOf(wanted as RecordId) // looked up, so any text will do
    if (!record) return
    done.current = wanted
    open(record.id)
  }, [wanted, annotation, open])
}
