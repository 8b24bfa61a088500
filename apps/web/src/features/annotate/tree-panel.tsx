import type { RecordId } from '@parallax/domain'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown, ChevronRight, ChevronsDownUp } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { cn } from '../../components/cn.ts'
import { IconButton } from '../../components/ui/button.tsx'
import { Face } from '../../components/ui/face.tsx'
import { Glyph } from '../../components/ui/record-marks.tsx'
import { useAnnotate } from './annotate-context.ts'
import { annotateText } from './annotate-text.ts'
import { CommandKey } from './commands/command-key.tsx'
import { signed } from './paint-record.ts'
import { recordTree, type TreeNode } from './record-tree.ts'
import { holderWords, labelName, nameOf, targetWords, titleOf } from './record-words.ts'
import { namingOf } from './surface-pane.tsx'

const rowHeightPx = 30

/** The records of the document as a tree: stance, claim, mention. The screen reader's way in. */
export function TreePanel({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const { annotation } = useAnnotate()
  const [folded, setFolded] = useState<ReadonlySet<RecordId>>(new Set())
  const records = useDeferredValue(annotation.records)
  const nodes = useMemo(() => recordTree(records), [records])
  const shown = useMemo(() => visibleNodes(nodes, folded), [nodes, folded])
  const parents = nodes.filter(({ childCount }) => childCount > 0).map(({ record }) => record.id)
  const isAllFolded = parents.length > 0 && parents.every((id) => folded.has(id))
  return (
    <aside className="tree" aria-label={annotateText.records}>
      <div className="tree__head">
        <h2 className="h3">{annotateText.records}</h2>
        <span className="count num">{nodes.length}</span>
        <span className="grow" />
        <IconButton
          label={isAllFolded ? annotateText.expandAll : annotateText.collapseAll}
          size="sm"
          onClick={() => setFolded(new Set(isAllFolded ? [] : parents))}
        >
          <ChevronsDownUp className="icon icon--sm" />
        </IconButton>
      </div>
      {nodes.length === 0 ? (
        <div className="tree__list">
          <p className="insp__none">
            <b>{annotateText.emptyTreeTitle}.</b> {annotateText.emptyTree}
          </p>
        </div>
      ) : (
        <TreeList nodes={shown} folded={folded} setFolded={setFolded} />
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
}

type TreeListProps = {
  readonly nodes: readonly TreeNode[]
  readonly folded: ReadonlySet<RecordId>
  readonly setFolded: (folded: ReadonlySet<RecordId>) => void
}

function TreeList({ nodes, folded, setFolded }: TreeListProps) {
  const { doing, actions } = useAnnotate()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: nodes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
  })
  const openAt = nodes.findIndex(({ record }) => record.id === doing.openId)
  useEffect(() => {
    // The list: what is open in the text is in sight here.
    if (openAt >= 0) rows.scrollToIndex(openAt, { align: 'auto' })
  }, [openAt, rows])
  const fold = (id: RecordId, isFolded: boolean) => {
    const rest = [...folded].filter((each) => each !== id)
    setFolded(new Set(isFolded ? [...rest, id] : rest))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const node = nodes[openAt]
    const step = treeStep(event.key, nodes, openAt)
    if (step) actions.open(step.record.id)
    else if (event.key === 'ArrowLeft' && node) fold(node.record.id, true)
    else if (event.key === 'ArrowRight' && node) fold(node.record.id, false)
    else if (event.key === 'Enter') actions.focusText()
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={scroller}
      className="tree__list"
      role="tree"
      tabIndex={0}
      aria-label={annotateText.records}
      aria-activedescendant={openAt >= 0 ? nodeDomId(nodes[openAt]) : undefined}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: `${rows.getTotalSize()}px`, position: 'relative' }} role="presentation">
        {rows.getVirtualItems().map(({ index, start }) => {
          const node = nodes[index]
          return node ? (
            <div
              key={node.record.id}
              role="presentation"
              style={{
                position: 'absolute',
                insetInline: 0,
                top: 0,
                transform: `translateY(${start}px)`,
              }}
            >
              <TreeRow node={node} isFolded={folded.has(node.record.id)} onFold={fold} />
            </div>
          ) : null
        })}
      </div>
    </div>
  )
}

type TreeRowProps = {
  readonly node: TreeNode
  readonly isFolded: boolean
  readonly onFold: (id: RecordId, isFolded: boolean) => void
}

function TreeRow({ node, isFolded, onFold }: TreeRowProps) {
  const { annotation, doing, actions } = useAnnotate()
  const { record, level, childCount } = node
  const isOpen = doing.openId === record.id
  const Twist = isFolded ? ChevronRight : ChevronDown
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree itself has the keyboard
    // biome-ignore lint/a11y/useFocusableInteractive: the tree points at its active row
    <div
      id={nodeDomId(node)}
      role="treeitem"
      aria-level={level}
      aria-selected={isOpen}
      {...(childCount > 0 ? { 'aria-expanded': !isFolded } : {})}
      className={cn('node', `node--${Math.min(level, 3)}`, isOpen && 'is-open')}
      onClick={() => (doing.linkFrom ? actions.endLink(record.id) : actions.open(record.id))}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows fold from the keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
      <span
        className="node__tw"
        onClick={(event) => {
          event.stopPropagation()
          onFold(record.id, !isFolded)
        }}
      >
        {childCount > 0 && <Twist className="icon icon--sm" />}
      </span>
      <NodeGlyph node={node} />
      <span className="node__t">
        <NodeWords node={node} />
      </span>
      <NodeOwner node={node} />
      {record.kind === 'stance' && <span className="node__v">{signed(record.data.value)}</span>}
      {record.kind !== 'stance' && isFolded && childCount > 0 && (
        <span className="count num">{childCount}</span>
      )}
      {record.kind === 'mention' && !record.data.entity && (
        <span className="node__c is-warn" title={annotateText.unlinked}>
          ?<span className="sr-only">{annotateText.unlinked}</span>
        </span>
      )}
      <span className="sr-only">{roleWords(node, annotation)}</span>
    </div>
  )
}

function NodeGlyph({ node: { record } }: { readonly node: TreeNode }) {
  const { annotation } = useAnnotate()
  if (record.kind === 'mention') {
    const colour = annotation.codebook.labels.get(record.data.label)?.colour ?? 12
    return <Glyph kind="mention" colour={colour} />
  }
  return <Glyph kind={record.kind === 'documentLabel' ? 'document-label' : record.kind} />
}

/** Whose record it is, where several people's layers stand together. */
function NodeOwner({ node: { record } }: { readonly node: TreeNode }) {
  const { annotation } = useAnnotate()
  const owner = annotation.layers.length > 1 ? annotation.layerOf(record.id)?.data.owner : null
  if (!owner || owner === annotation.session.me.userId) return null
  return <Face userId={owner} name={annotation.session.personName(owner)} size="sm" />
}

function NodeWords({ node: { record } }: { readonly node: TreeNode }) {
  const { annotation } = useAnnotate()
  const naming = namingOf(annotation)
  if (record.kind !== 'stance') return titleOf(record, naming)
  return (
    <>
      {holderWords(record, naming)} <i>{annotateText.stanceWords(record.data.value)}</i>{' '}
      {targetWords(record, naming)}
    </>
  )
}

/** What a row is, for those who do not see its glyph. */
function roleWords(
  { record }: TreeNode,
  annotation: ReturnType<typeof useAnnotate>['annotation'],
): string {
  switch (record.kind) {
    case 'mention': {
      const type = labelName(record.data.label, annotation)
      return record.data.entity
        ? `, ${type}, ${nameOf(record.data.entity, annotation)}`
        : `, ${type}`
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

/** The row that a key leads to. */
function treeStep(key: string, nodes: readonly TreeNode[], at: number): TreeNode | undefined {
  if (key === 'ArrowDown' || key === 'j') return nodes[at + 1]
  if (key === 'ArrowUp' || key === 'k') return nodes[at < 0 ? nodes.length - 1 : at - 1]
  if (key === 'Home') return nodes[0]
  return key === 'End' ? nodes.at(-1) : undefined
}

/** Rows that no folded one hides. */
function visibleNodes(
  nodes: readonly TreeNode[],
  folded: ReadonlySet<RecordId>,
): readonly TreeNode[] {
  let hiddenBelow = Number.POSITIVE_INFINITY
  return nodes.filter(({ record, level }) => {
    if (level > hiddenBelow) return false
    hiddenBelow = folded.has(record.id) ? level : Number.POSITIVE_INFINITY
    return true
  })
}
