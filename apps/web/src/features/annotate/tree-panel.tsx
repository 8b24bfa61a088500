import type { RecordId } from '@parallax/domain'
import { ChevronDown, ChevronRight, ChevronsDownUp, MessageSquare } from 'lucide-react'
import { type KeyboardEvent, memo, useEffect, useMemo, useRef } from 'react'
import { cn } from '../../components/cn.ts'
import { signed } from '../../components/signed.ts'
import { IconButton } from '../../components/ui/button.tsx'
import { Face } from '../../components/ui/face.tsx'
import { Glyph } from '../../components/ui/record-marks.tsx'
import { useAnnotation, useDoing } from './annotate-context.ts'
import { annotateText } from './annotate-text.ts'
import type { Annotation } from './annotation.ts'
import { useIsChosen } from './choosing/chosen-records.ts'
import { useTreeChoosing } from './choosing/use-tree-choosing.ts'
import { CommandKey } from './commands/command-key.tsx'
import type { CommentDesk } from './comments/comment-desk.ts'
import { commentWords } from './comments/comment-words.ts'
import { useThreads } from './comments/use-comment-desk.ts'
import { FilterButton } from './filter/filter-button.tsx'
import { EmptyTree, FilterChips } from './filter/filter-chips.tsx'
import type { DocumentModel } from './model/document-model.ts'
import type { TreeNode } from './record-tree.ts'
import {
  holderWords,
  labelName,
  type Naming,
  nameOf,
  targetWords,
  titleOf,
} from './record-words.ts'
import { useRowWindow } from './row-window.ts'
import { namingOf } from './surface-pane.tsx'

const rowHeightPx = 30

/** The records of the document as a tree: stance, claim, mention. The screen reader's way in. */
export const TreePanel = memo(function TreePanel(props: { readonly onShowKeys: () => void }) {
  const { onShowKeys } = props
  const { annotation, hands } = useAnnotation()
  const { model } = annotation
  return (
    <aside className="tree" aria-label={annotateText.records}>
      <div className="tree__head">
        <h2 className="h3">{annotateText.records}</h2>
        <span className="count num">{hands.filter.count}</span>
        <span className="grow" />
        <FilterButton />
        <IconButton
          label={model.isAllFolded ? annotateText.expandAll : annotateText.collapseAll}
          size="sm"
          onClick={() => model.foldAll(!model.isAllFolded)}
        >
          <ChevronsDownUp className="icon icon--sm" />
        </IconButton>
      </div>
      <FilterChips />
      {model.rowCount === 0 ? (
        <div className="tree__list">
          <EmptyTree />
        </div>
      ) : (
        <TreeList />
      )}
      <p className="tree__foot">
        <span className="keys">
          <CommandKey id="record.next" />
          <CommandKey id="record.previous" />
        </span>
        {annotateText.nextPrevious}
        <span className="grow" />
        <button type="button" className="row" onClick={onShowKeys}>
          <CommandKey id="view.keys" /> {annotateText.keys.toLowerCase()}
        </button>
      </p>
    </aside>
  )
})

function TreeList() {
  const { annotation, actions } = useAnnotation()
  const { openId } = useDoing()
  const { model } = annotation
  const names = useRowNames(annotation)
  const scroller = useRef<HTMLDivElement>(null)
  const { first, end, reveal } = useRowWindow(scroller, { count: model.rowCount, rowHeightPx })
  useEffect(() => {
    // The tree: what is open in the text is not folded away here.
    if (openId) model.unfoldTo(openId)
  }, [model, openId])
  const openAt = openId ? model.rowIndexOf(openId) : -1
  useEffect(() => {
    // The list: what is open in the text is in sight here.
    if (openAt >= 0) reveal(openAt)
  }, [openAt, reveal])
  /** An arrow first folds, then goes to what holds the row. */
  const goOut = ({ record, childCount, parent }: TreeNode) => {
    if (childCount > 0 && !model.isFolded(record.id)) model.fold(record.id, true)
    else if (parent) actions.open(parent)
  }
  /** The other arrow first unfolds, then goes to the first that the row holds. */
  const goIn = ({ record, childCount }: TreeNode) => {
    if (childCount === 0) return
    if (model.isFolded(record.id)) model.fold(record.id, false)
    else actions.open(model.row(openAt + 1)?.record.id ?? record.id)
  }
  const choosing = useTreeChoosing()
  const onKeyDown = (event: KeyboardEvent) => {
    const node = model.row(openAt)
    const step = model.row(treeStep(event.key, openAt, model.rowCount))
    if (choosing.onKey(event)) return event.preventDefault()
    if (step) actions.open(step.record.id)
    else if (event.key === 'ArrowLeft' && node) goOut(node)
    else if (event.key === 'ArrowRight' && node) goIn(node)
    else if (event.key === 'Enter') actions.focusText()
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={scroller}
      className="tree__list"
      role="tree"
      aria-multiselectable="true"
      tabIndex={0}
      aria-label={annotateText.records}
      aria-activedescendant={openAt >= 0 ? nodeDomId(model.row(openAt)) : undefined}
      onKeyDown={onKeyDown}
    >
      <div
        style={{ height: `${model.rowCount * rowHeightPx}px`, position: 'relative' }}
        role="presentation"
      >
        {rowsBetween(first, end).map((index) => {
          const node = model.row(index)
          return node ? (
            <div
              key={node.record.id}
              role="presentation"
              style={{
                position: 'absolute',
                insetInline: 0,
                top: 0,
                transform: `translateY(${index * rowHeightPx}px)`,
              }}
            >
              <TreeRow node={node} index={index} names={names} />
            </div>
          ) : null
        })}
      </div>
    </div>
  )
}

/** What the words of rows are made of: new only when names or looks may be, not with each change. */
type RowNames = Pick<Annotation, 'codebook' | 'layers' | 'layerOf' | 'session' | 'registry'> & {
  readonly naming: Naming
}

function useRowNames(annotation: Annotation): RowNames {
  const latest = useRef(annotation)
  latest.current = annotation
  const { registry, codebook, layers, document, text } = annotation
  const { meta } = document.data
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the rest, only these change what rows say
  return useMemo(
    () => ({ ...latest.current, naming: namingOf(latest.current) }),
    [registry, codebook, layers.length, meta, text],
  )
}

type TreeRowProps = {
  readonly node: TreeNode
  readonly index: number
  readonly names: RowNames
}

function TreeRow({ node, index, names }: TreeRowProps) {
  const { annotation, actions, hands } = useAnnotation()
  const doing = useDoing()
  const { model } = annotation
  const { record, level, childCount } = node
  const isFolded = model.isFolded(record.id)
  const isOpen = doing.openId === record.id
  const isChosen = useIsChosen(hands.chosen, record.id)
  const choosing = useTreeChoosing()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree itself has the keyboard
    // biome-ignore lint/a11y/useFocusableInteractive: the tree points at its active row
    <div
      id={nodeDomId(node)}
      role="treeitem"
      aria-level={level}
      aria-posinset={index + 1}
      aria-setsize={model.rowCount}
      aria-selected={isOpen || isChosen}
      {...(childCount > 0 ? { 'aria-expanded': !isFolded } : {})}
      className={cn(
        'node',
        `node--${Math.min(level, 3)}`,
        isOpen && 'is-open',
        isChosen && 'is-chosen',
      )}
      onClick={(event) => {
        if (choosing.onPress(event, index)) return
        if (doing.linkFrom) actions.endLink(record.id)
        else actions.open(record.id)
      }}
    >
      <RowContent node={node} names={names} model={model} isFolded={isFolded} />
      <RowComments desk={hands.comments} id={record.id} />
    </div>
  )
}

type RowCommentsProps = { readonly desk: CommentDesk; readonly id: RecordId }

/** How much is said about a record and not settled yet. */
const RowComments = memo(function RowComments({ desk, id }: RowCommentsProps) {
  useThreads(desk)
  const open = desk.book.threadsOn(id).filter(({ isResolved }) => !isResolved)
  if (open.length === 0) return null
  const count = open.reduce((sum, { comments }) => sum + comments.length, 0)
  return (
    <span className="node__c node__c--said num" title={commentWords.inThread(count)}>
      <MessageSquare className="icon icon--sm" aria-hidden />
      {count}
      <span className="sr-only">, {commentWords.inThread(count)}</span>
    </span>
  )
})

type RowContentProps = Pick<TreeRowProps, 'node' | 'names'> & {
  readonly model: DocumentModel
  readonly isFolded: boolean
}

/** What a row says. It is drawn again only when the record, its names or its folding are new. */
const RowContent = memo(function RowContent({ node, names, model, isFolded }: RowContentProps) {
  const { record, childCount } = node
  const Twist = isFolded ? ChevronRight : ChevronDown
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows fold from the keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
      <span
        className="node__tw"
        onClick={(event) => {
          event.stopPropagation()
          model.fold(record.id, !isFolded)
        }}
      >
        {childCount > 0 && <Twist className="icon icon--sm" />}
      </span>
      <NodeGlyph node={node} names={names} />
      <span className="node__t" dir="auto">
        <NodeWords node={node} names={names} />
      </span>
      <NodeOwner node={node} names={names} />
      {record.kind === 'stance' && <span className="node__v">{signed(record.data.value)}</span>}
      {record.kind !== 'stance' && isFolded && childCount > 0 && (
        <span className="count num">{childCount}</span>
      )}
      {record.kind === 'mention' && !record.data.entity && (
        <span className="node__c is-warn" title={annotateText.unlinked}>
          ?<span className="sr-only">{annotateText.unlinked}</span>
        </span>
      )}
      <span className="sr-only">{roleWords(node, names)}</span>
    </>
  )
})

type NodePartProps = Pick<TreeRowProps, 'node' | 'names'>

function NodeGlyph({ node: { record }, names }: NodePartProps) {
  if (record.kind === 'mention') {
    const colour = names.codebook.labels.get(record.data.label)?.colour ?? 12
    return <Glyph kind="mention" colour={colour} />
  }
  return <Glyph kind={record.kind === 'documentLabel' ? 'document-label' : record.kind} />
}

/** Whose record it is, where several people's layers stand together. */
function NodeOwner({ node: { record }, names }: NodePartProps) {
  const owner = names.layers.length > 1 ? names.layerOf(record.id)?.data.owner : null
  if (!owner || owner === names.session.me.userId) return null
  return <Face userId={owner} name={names.session.personName(owner)} size="sm" />
}

function NodeWords({ node: { record }, names: { naming } }: NodePartProps) {
  if (record.kind !== 'stance') return titleOf(record, naming)
  return (
    <>
      {holderWords(record, naming)} <i>{annotateText.stanceWords(record.data.value)}</i>{' '}
      {targetWords(record, naming)}
    </>
  )
}

/** What a row is, for those who do not see its glyph. */
function roleWords({ record }: TreeNode, names: RowNames): string {
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

function nodeDomId(node: TreeNode | undefined): string {
  return `node-${node?.record.id ?? ''}`
}

function rowsBetween(first: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at)
}

/** The number of the row that a key leads to; -1 for any other key. */
function treeStep(key: string, at: number, rowCount: number): number {
  if (key === 'ArrowDown' || key === 'j') return at + 1
  if (key === 'ArrowUp' || key === 'k') return at < 0 ? rowCount - 1 : at - 1
  if (key === 'Home') return 0
  return key === 'End' ? rowCount - 1 : -1
}
