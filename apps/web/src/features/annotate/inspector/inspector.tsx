import type { LayerRecord, RecordId } from '@parallax/domain'
import { ArrowRight, Trash2, X } from 'lucide-react'
import { memo, type ReactNode, useCallback, useDeferredValue, useMemo, useRef } from 'react'
import { Button, IconButton } from '../../../components/ui/button.tsx'
import { Face } from '../../../components/ui/face.tsx'
import { Glyph } from '../../../components/ui/record-marks.tsx'
import {
  AnnotationContext,
  type AnnotationContextValue,
  useAnnotation,
  useDoing,
} from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import { CommandKey } from '../commands/command-key.tsx'
import { useCap } from '../commands/use-bindings.ts'
import { useReaderLayout } from '../layout/reader-layout.ts'
import { SheetHandle } from '../layout/sheet-handle.tsx'
import { ClaimFields } from './claim-fields.tsx'
import { DocumentFields } from './document-fields.tsx'
import { LinksSection } from './links-section.tsx'
import { LintsSection } from './lints-section.tsx'
import { MentionFields } from './mention-fields.tsx'
import { MoreSection } from './more-section.tsx'
import { RelationFields } from './relation-fields.tsx'
import { StanceFields } from './stance-fields.tsx'

const kindTitle = {
  mention: annotateText.kindMention,
  claim: annotateText.kindClaim,
  stance: annotateText.kindStance,
  relation: annotateText.kindRelation,
  documentLabel: annotateText.kindDocumentLabel,
} as const satisfies Record<LayerRecord['kind'], string>

const glyphOf = {
  mention: 'mention',
  claim: 'claim',
  stance: 'stance',
  relation: 'relation',
  documentLabel: 'document-label',
} as const satisfies Record<LayerRecord['kind'], string>

/**
 * The open record, read from top to bottom like a sentence; without one, the document. Another record
 * is drawn after the text, so that stepping never waits for its many fields. What a field shows is
 * never late: its next value is made of it.
 */
export function Inspector({ onNext }: { readonly onNext: () => void }) {
  const value = useAnnotation()
  const openId = useDeferredValue(useDoing().openId)
  const latest = useRef(onNext)
  latest.current = onNext
  const goOn = useCallback(() => latest.current(), [])
  return <DrawnInspector value={value} openId={openId} onNext={goOn} />
}

type DrawnInspectorProps = {
  readonly value: AnnotationContextValue
  readonly openId: RecordId | null
  readonly onNext: () => void
}

const DrawnInspector = memo(function DrawnInspector(props: DrawnInspectorProps) {
  const { value, openId, onNext } = props
  const record = openId ? value.annotation.recordOf(openId) : undefined
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

type RecordInspectorProps = { readonly record: LayerRecord; readonly onNext: () => void }

function RecordInspector({ record, onNext }: RecordInspectorProps) {
  const { annotation, actions } = useAnnotation()
  const nextCap = useCap('record.next')
  const close = () => {
    actions.open(null)
    actions.focusText()
  }
  return (
    <aside
      className="inspector"
      data-open=""
      data-record={record.id}
      aria-label={kindTitle[record.kind]}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close()
      }}
    >
      <SheetHandle onClose={close} />
      <InspectorHead record={record} onClose={close} />
      <div className="insp__body" key={record.id}>
        <Fields record={record} />
        <LintsSection record={record} />
        {record.kind !== 'relation' && <LinksSection record={record} />}
        <MoreSection record={record} />
      </div>
      <footer className="insp__foot">
        {annotation.canWrite && (
          <Button look="ghost" onClick={() => actions.deleteRecords([record.id])}>
            <Trash2 className="icon icon--sm" />
            {annotateText.delete}
          </Button>
        )}
        <span className="grow" />
        <Button size="sm" keyCap={nextCap} onClick={onNext}>
          {annotateText.next}
          <ArrowRight className="icon icon--sm" />
        </Button>
      </footer>
    </aside>
  )
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

function InspectorHead({ record, onClose }: { record: LayerRecord; onClose: () => void }) {
  const { annotation } = useAnnotation()
  const { model } = annotation
  const owner = ownerOf(annotation.layerOf(record.id)?.data.owner ?? null, annotation)
  return (
    <header className="insp__head">
      <Glyph kind={glyphOf[record.kind]} />
      <h2>{kindTitle[record.kind]}</h2>
      <span className="muted num">
        {annotateText.ofCount(model.ordinal(record.id), model.count(record.kind))}
      </span>
      <span className="grow" />
      {owner && <Face userId={owner.id} name={owner.name} size="sm" />}
      <IconButton label={annotateText.closeInspector} size="sm" onClick={onClose}>
        <X className="icon" />
      </IconButton>
    </header>
  )
}

function ownerOf(
  owner: string | null,
  { session }: ReturnType<typeof useAnnotation>['annotation'],
): { readonly id: string; readonly name: string } | null {
  return session.people.find(({ id }) => id === owner) ?? null
}

function Fields({ record }: { readonly record: LayerRecord }) {
  switch (record.kind) {
    case 'mention':
      return <MentionFields record={record} />
    case 'claim':
      return <ClaimFields record={record} />
    case 'stance':
      return <StanceFields record={record} />
    case 'relation':
      return <RelationFields record={record} />
    case 'documentLabel':
      return null
  }
}
