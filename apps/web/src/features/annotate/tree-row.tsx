import type { LayerRecord, RecordId, UserId } from '@parallax/domain'
import { MessageSquare } from 'lucide-react'
import { type MouseEvent, memo } from 'react'
import { cn } from '../../components/cn.ts'
import { signed } from '../../components/signed.ts'
import { Face } from '../../components/ui/face.tsx'
import { Glyph } from '../../components/ui/record-marks.tsx'
import { annotateText } from './annotate-text.ts'
import type { Annotation } from './annotation.ts'
import { type ChosenRecords, useIsChosen } from './choosing/chosen-records.ts'
import type { CommentDesk } from './comments/comment-desk.ts'
import { commentWords } from './comments/comment-words.ts'
import { useThreads } from './comments/use-comment-desk.ts'
import {
  holderWords,
  labelName,
  type Naming,
  nameOf,
  targetWords,
  titleOf,
} from './record-words.ts'

export const rowHeightPx = 30

/** What the words of rows are made of: new only when names or looks may be, not with each change. */
export type RowNames = Pick<
  Annotation,
  'codebook' | 'layers' | 'layerOf' | 'session' | 'registry'
> & { readonly naming: Naming }

export type TreeRowProps = {
  readonly record: LayerRecord
  readonly level: number
  readonly childCount: number
  /** Its number among all rows, from 0, and how many those are. */
  readonly index: number
  readonly rowCount: number
  readonly isOpen: boolean
  readonly isFolded: boolean
  readonly names: RowNames
  readonly chosen: ChosenRecords
  readonly desk: CommentDesk
  readonly onPress: (event: MouseEvent, index: number, id: RecordId) => void
  readonly onFold: (id: RecordId, isFolded: boolean) => void
}

/**
 * One record in the tree. Dozens of them are drawn at once when the tree goes elsewhere: so they are as
 * few elements as can be, and one is drawn again only when something of its own is new.
 */
export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { record, level, childCount, index, rowCount, isOpen, isFolded, onPress } = props
  const isChosen = useIsChosen(props.chosen, record.id)
  const said = useSaid(props.desk, record.id)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree itself has the keyboard
    // biome-ignore lint/a11y/useFocusableInteractive: the tree points at its active row
    <div
      id={nodeDomId(record.id)}
      role="treeitem"
      aria-level={level}
      aria-posinset={index + 1}
      aria-setsize={rowCount}
      aria-selected={isOpen || isChosen}
      {...(childCount > 0 ? { 'aria-expanded': !isFolded } : {})}
      aria-label={heardWords(props, said)}
      className={cn(
        'node',
        `node--${Math.min(level, 3)}`,
        isOpen && 'is-open',
        isChosen && 'is-chosen',
      )}
      style={{ transform: `translateY(${index * rowHeightPx}px)` }}
      onClick={(event) => onPress(event, index, record.id)}
    >
      <RowContent {...props} said={said} />
    </div>
  )
})

/** How much is said about a record and not settled yet. */
function useSaid(desk: CommentDesk, id: RecordId): number {
  useThreads(desk)
  const open = desk.book.threadsOn(id).filter(({ isResolved }) => !isResolved)
  return open.reduce((sum, { comments }) => sum + comments.length, 0)
}

function RowContent(props: TreeRowProps & { readonly said: number }) {
  const { record, childCount, isFolded, names, onFold, said } = props
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows fold from the keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
      <span
        className="node__tw"
        onClick={(event) => {
          event.stopPropagation()
          onFold(record.id, !isFolded)
        }}
      />
      <NodeGlyph record={record} names={names} />
      <span className="node__t" dir="auto">
        <NodeWords record={record} names={names} />
      </span>
      <NodeOwner record={record} names={names} />
      {record.kind === 'stance' && <span className="node__v">{signed(record.data.value)}</span>}
      {record.kind !== 'stance' && isFolded && childCount > 0 && (
        <span className="count num">{childCount}</span>
      )}
      {isUnlinked(record) && (
        <span className="node__c is-warn" title={annotateText.unlinked}>
          ?
        </span>
      )}
      {said > 0 && (
        <span className="node__c node__c--said num" title={commentWords.inThread(said)}>
          <MessageSquare className="icon icon--sm" aria-hidden />
          {said}
        </span>
      )}
    </>
  )
}

type NodePartProps = Pick<TreeRowProps, 'record' | 'names'>

function NodeGlyph({ record, names }: NodePartProps) {
  if (record.kind === 'mention') {
    const colour = names.codebook.labels.get(record.data.label)?.colour ?? 12
    return <Glyph kind="mention" colour={colour} />
  }
  return <Glyph kind={record.kind === 'documentLabel' ? 'document-label' : record.kind} />
}

/** Whose record it is, where several people's layers stand together. */
function NodeOwner({ record, names }: NodePartProps) {
  const owner = otherOwner(record, names)
  if (!owner) return null
  // The row's own name says whose it is.
  return <Face userId={owner} name={names.session.personName(owner)} size="sm" isDecorative />
}

function otherOwner({ id }: LayerRecord, { layers, layerOf, session }: RowNames): UserId | null {
  const owner = layers.length > 1 ? layerOf(id)?.data.owner : null
  return owner && owner !== session.me.userId ? owner : null
}

function NodeWords({ record, names: { naming } }: NodePartProps) {
  if (record.kind !== 'stance') return titleOf(record, naming)
  return (
    <>
      {holderWords(record, naming)} <i>{annotateText.stanceWords(record.data.value)}</i>{' '}
      {targetWords(record, naming)}
    </>
  )
}

/** A row in words, for those who do not see its glyph and its signs. */
function heardWords({ record, names }: NodePartProps, said: number): string {
  const { naming } = names
  const words =
    record.kind === 'stance'
      ? `${holderWords(record, naming)} ${annotateText.stanceWords(record.data.value)} ${targetWords(record, naming)} ${signed(record.data.value)}`
      : titleOf(record, naming)
  const unlinked = isUnlinked(record) ? `, ${annotateText.unlinked}` : ''
  const comments = said > 0 ? `, ${commentWords.inThread(said)}` : ''
  const owner = otherOwner(record, names)
  const whose = owner ? `, ${names.session.personName(owner)}` : ''
  return `${words}${unlinked}${whose}${roleWords(record, names)}${comments}`
}

function isUnlinked(record: LayerRecord): boolean {
  return record.kind === 'mention' && !record.data.entity
}

function roleWords(record: LayerRecord, names: RowNames): string {
  switch (record.kind) {
    case 'mention': {
      const type = labelName(record.data.label, names)
      return record.data.entity ? `, ${type}, ${nameOf(record.data.entity, names)}` : `, ${type}`
    }
    case 'claim':
      return `, ${annotateText.kindClaim}`
    case 'stance':
      return `, ${annotateText.kindStance}`
    case 'relation':
      return `, ${annotateText.kindRelation}`
    case 'documentLabel':
      return `, ${annotateText.kindDocumentLabel}`
  }
}

/** The id of a record's row in the page. */
export function nodeDomId(id: RecordId | ''): string {
  return `node-${id}`
}
