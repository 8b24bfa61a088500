import type { LayerRecord } from '@parallax/domain'
import { ArrowRight, MessageSquare, Trash2, X } from 'lucide-react'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { Button, IconButton } from '../../../components/ui/button.tsx'
import { Face } from '../../../components/ui/face.tsx'
import { Glyph } from '../../../components/ui/record-marks.tsx'
import { useAnnotation, useDoing } from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import { useCap } from '../commands/use-bindings.ts'
import { commentsText } from '../comments/comments-text.ts'
import { beginComment, mayComment } from '../comments/go-to-thread.ts'
import { RecordComments } from '../comments/record-comments.tsx'
import { HistoryButton } from '../history/history-slot.tsx'
import { SheetHandle } from '../layout/sheet-handle.tsx'
import { ClaimFields } from './claim-fields.tsx'
import { fieldsText } from './fields-text.ts'
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

export type RecordInspectorProps = { readonly record: LayerRecord; readonly onNext: () => void }

/** The open record, read from top to bottom like a sentence. */
export function RecordInspector({ record, onNext }: RecordInspectorProps) {
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
      <Body record={record}>
        <Fields record={record} />
        <LintsSection record={record} />
        {record.kind !== 'relation' && <LinksSection record={record} />}
        <MoreSection record={record} />
        <RecordComments key={record.id} record={record} />
      </Body>
      <footer className="insp__foot">
        {mayComment(annotation) && <CommentOnRecord />}
        {annotation.canWrite && (
          <Button look="ghost" onClick={() => actions.deleteRecords([record.id])}>
            <Trash2 className="icon icon--sm" />
            {fieldsText.delete}
          </Button>
        )}
        <span className="grow" />
        <Button size="sm" keyCap={nextCap} onClick={onNext}>
          {fieldsText.next}
          <ArrowRight className="icon icon--sm" />
        </Button>
      </footer>
    </aside>
  )
}

type BodyProps = { readonly record: LayerRecord; readonly children: ReactNode }

/**
 * The fields. Those of another record of the same kind are the same fields with other values, which is
 * much less work than new ones: only what remembers something of its own is made anew, by its key.
 */
function Body({ record, children }: BodyProps) {
  const body = useRef<HTMLDivElement>(null)
  const isScrolled = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another record is read from its beginning
  useLayoutEffect(() => {
    // The page: only what was scrolled is put back, for asking lays the page out.
    if (isScrolled.current) body.current?.scrollTo({ top: 0 })
    isScrolled.current = false
  }, [record.id])
  return (
    <div
      ref={body}
      className="insp__body"
      onScroll={() => {
        isScrolled.current = true
      }}
    >
      {children}
    </div>
  )
}

/** Begins a comment on the open record. */
function CommentOnRecord() {
  const setting = useAnnotation()
  const doing = useDoing()
  return (
    <Button
      look="ghost"
      onClick={() => beginComment({ ...setting, doing: { ...doing, selection: null } })}
    >
      <MessageSquare className="icon icon--sm" />
      {commentsText.comment}
    </Button>
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
        {fieldsText.ofCount(model.ordinal(record.id), model.count(record.kind))}
      </span>
      <span className="grow" />
      {owner && <Face userId={owner.id} name={owner.name} size="sm" />}
      <HistoryButton label={fieldsText.historyOfRecord} record={record.id} />
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
