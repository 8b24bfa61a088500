import type { RecordId } from '@parallax/domain'
import { ChevronsDownUp } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, memo, useEffect, useMemo, useRef } from 'react'
import { IconButton } from '../../components/ui/button.tsx'
import { useAnnotation, useDoing } from './annotate-context.ts'
import { annotateText } from './annotate-text.ts'
import type { Annotation } from './annotation.ts'
import { useTreeChoosing } from './choosing/use-tree-choosing.ts'
import { CommandKey } from './commands/command-key.tsx'
import { FilterButton } from './filter/filter-button.tsx'
import { EmptyTree, FilterChips } from './filter/filter-chips.tsx'
import type { TreeNode } from './record-tree.ts'
import { type RowWindow, useRowWindow } from './row-window.ts'
import { namingOf } from './surface-pane.tsx'
import { nodeDomId, type RowNames, rowHeightPx, TreeRow, type TreeRowProps } from './tree-row.tsx'
import { useAfterPaint } from './use-after-paint.ts'
import { useStable } from './use-stable.ts'

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

/** Its keys go from the record that is open now; what it shows of that follows the frame that answers. */
function TreeList() {
  const { annotation, actions } = useAnnotation()
  const { openId, linkFrom } = useDoing()
  const { model } = annotation
  const shown = useAfterPaint(useMemo(() => ({ annotation, openId }), [annotation, openId]))
  const scroller = useRef<HTMLDivElement>(null)
  const { first, end, reveal } = useRowWindow(scroller, rowHeightPx)
  const choosing = useTreeChoosing()
  const onPress = useStable((event: MouseEvent, index: number, id: RecordId) => {
    if (choosing.onPress(event, index)) return
    if (linkFrom) actions.endLink(id)
    else actions.open(id)
  })
  const onFold = useStable((id: RecordId, isFolded: boolean) => model.fold(id, isFolded))
  const onKeyDown = useTreeKeys(openId)
  const active = shown.annotation.model.row(rowOf(shown.openId, shown.annotation))
  return (
    <div
      ref={scroller}
      className="tree__list"
      role="tree"
      aria-multiselectable="true"
      tabIndex={0}
      aria-label={annotateText.records}
      aria-activedescendant={active && nodeDomId(active.record.id)}
      onKeyDown={onKeyDown}
    >
      <TreeRows {...{ first, end, reveal, onPress, onFold }} {...shown} />
    </div>
  )
}

type TreeRowsProps = Pick<TreeRowProps, 'onPress' | 'onFold'> &
  RowWindow & { readonly annotation: Annotation; readonly openId: RecordId | null }

const TreeRows = memo(function TreeRows(props: TreeRowsProps) {
  const { annotation, openId, first, end, reveal, onPress, onFold } = props
  const { hands } = useAnnotation()
  const { model } = annotation
  const names = useRowNames(annotation)
  useEffect(() => {
    // The tree: what is open in the text is not folded away here.
    if (openId) model.unfoldTo(openId)
  }, [model, openId])
  const openAt = rowOf(openId, annotation)
  useEffect(() => {
    // The list: what is open in the text is in sight here.
    if (openAt >= 0) reveal(openAt)
  }, [openAt, reveal])
  return (
    <div
      style={{ height: `${model.rowCount * rowHeightPx}px`, position: 'relative' }}
      role="presentation"
    >
      {rowsBetween(first, Math.min(end, model.rowCount)).map((index) => {
        const node = model.row(index)
        return node ? (
          <TreeRow
            key={node.record.id}
            {...{ names, index, onPress, onFold }}
            record={node.record}
            level={node.level}
            childCount={node.childCount}
            rowCount={model.rowCount}
            isOpen={index === openAt}
            isFolded={model.isFolded(node.record.id)}
            chosen={hands.chosen}
            desk={hands.comments}
          />
        ) : null
      })}
    </div>
  )
})

/** What keys do in the tree, from the row of the open record. */
function useTreeKeys(openId: RecordId | null): (event: KeyboardEvent) => void {
  const { annotation, actions } = useAnnotation()
  const { model } = annotation
  const choosing = useTreeChoosing()
  /** An arrow first folds, then goes to what holds the row. */
  const goOut = ({ record, childCount, parent }: TreeNode) => {
    if (childCount > 0 && !model.isFolded(record.id)) model.fold(record.id, true)
    else if (parent) actions.open(parent)
  }
  /** The other arrow first unfolds, then goes to the first that the row holds. */
  const goIn = ({ record, childCount }: TreeNode) => {
    if (childCount === 0) return
    if (model.isFolded(record.id)) model.fold(record.id, false)
    else actions.open(model.row(rowOf(openId, annotation) + 1)?.record.id ?? record.id)
  }
  return (event: KeyboardEvent) => {
    const openAt = rowOf(openId, annotation)
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

/** The row of a record; -1 for none, and for one that has no row. */
function rowOf(id: RecordId | null, { model }: Annotation): number {
  return id ? model.rowIndexOf(id) : -1
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
