import type { LayerRecord, RecordId } from '@parallax/domain'
import { X } from 'lucide-react'
import { memo, type ReactNode, useCallback, useMemo, useRef } from 'react'
import { lazily } from '../../../components/lazily.tsx'
import { IconButton } from '../../../components/ui/button.tsx'
import {
  AnnotationContext,
  type AnnotationContextValue,
  useAnnotation,
  useDoing,
} from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import { CommandKey } from '../commands/command-key.tsx'
import { useDesk } from '../comments/use-comment-desk.ts'
import { HistoryButton } from '../history/history-slot.tsx'
import { useReaderLayout } from '../layout/reader-layout.ts'
import { SheetHandle } from '../layout/sheet-handle.tsx'
import { useAfterPaint } from '../use-after-paint.ts'
import { DocumentFields } from './document-fields.tsx'

const RecordInspector = lazily(
  async () => (await import('./record-inspector.tsx')).RecordInspector,
  <aside className="inspector" />,
)

const CommentsPanel = lazily(
  async () => (await import('../comments/comments-panel.tsx')).CommentsPanel,
  <aside className="inspector" />,
)

/**
 * The open record; without one, comments or the document. Another record is drawn once the frame that
 * shows it in the text is painted, so that stepping never waits for its many fields; of records that
 * one only steps over, none is. What a field shows is never late: its next value is made of it.
 */
export function Inspector({ onStep }: { readonly onStep: (direction: 1 | -1) => boolean }) {
  const newest = useAnnotation()
  const openId = useAfterPaint(useDoing().openId)
  const value = useWhenShown(newest, openId)
  const goOn = useCallback(() => void onStep(1), [onStep])
  return <DrawnInspector value={value} openId={openId} onNext={goOn} />
}

/** The document as the open record needs it: at once when that was changed, else after the next paint. */
function useWhenShown(newest: AnnotationContextValue, openId: RecordId | null) {
  const settled = useAfterPaint(newest)
  const record = openId ? newest.annotation.recordOf(openId) : undefined
  const drawn = useRef({ record, value: newest })
  if (record !== drawn.current.record || settled === newest)
    drawn.current = { record, value: newest }
  return drawn.current.value
}

type DrawnInspectorProps = {
  readonly value: AnnotationContextValue
  readonly openId: RecordId | null
  readonly onNext: () => void
}

const DrawnInspector = memo(function DrawnInspector(props: DrawnInspectorProps) {
  const { value, openId, onNext } = props
  const { place } = useDesk(value.hands.comments)
  const record = openId ? value.annotation.recordOf(openId) : undefined
  if (!record && place && place.kind !== 'record')
    return (
      <AnnotationContext value={value}>
        <CommentsPanel place={place} />
      </AnnotationContext>
    )
  if (!record)
    return (
      <AnnotationContext value={value}>
        <DocumentInspector />
      </AnnotationContext>
    )
  return (
    <OneRecord value={value} record={record}>
      <RecordInspector record={record} onNext={onNext} />
    </OneRecord>
  )
})

type OneRecordProps = {
  readonly value: AnnotationContextValue
  readonly record: LayerRecord
  readonly children: ReactNode
}

/** Lets what shows a record know whether this one may be changed. */
function OneRecord({ value, record, children }: OneRecordProps) {
  const canWrite = value.annotation.mayChange(record.id)
  const narrowed = useMemo(
    () => ({ ...value, annotation: { ...value.annotation, canWrite } }),
    [value, canWrite],
  )
  return <AnnotationContext value={narrowed}>{children}</AnnotationContext>
}

function DocumentInspector() {
  const { isAboutOpen, setAboutOpen } = useReaderLayout()
  const close = () => setAboutOpen(false)
  return (
    <aside
      className="inspector"
      data-open={isAboutOpen ? '' : undefined}
      aria-label={annotateText.aboutDocument}
    >
      <SheetHandle onClose={close} />
      <header className="insp__head">
        <h2>{annotateText.aboutDocument}</h2>
        <span className="grow" />
        <HistoryButton label={annotateText.historyOfDocument} record={null} />
        <IconButton
          label={annotateText.closeInspector}
          size="sm"
          className="sheet-close"
          onClick={close}
        >
          <X className="icon" />
        </IconButton>
      </header>
      <div className="insp__body">
        <DocumentFields />
        <p className="insp__none">
          {annotateText.inspectorEmpty} <CommandKey id="record.next" />
        </p>
      </div>
    </aside>
  )
}
