import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { dayText } from '../date-text.ts'
import { Button } from '../ui/button.tsx'
import { SkeletonRows } from '../ui/states.tsx'
import { GestureRow } from './gesture-row.tsx'
import type { Gesture } from './gestures.ts'
import { historyText as text } from './history-text.ts'
import type { HistoryNaming } from './naming.ts'
import type { useHistory } from './use-history.ts'

export type GestureListProps = {
  readonly gestures: readonly Gesture[]
  readonly naming: HistoryNaming
  readonly query: ReturnType<typeof useHistory>['query']
  /** Which of them is the active one. */
  readonly at: number
  readonly onAt: (at: number) => void
  /** Lets what a gesture changed stand out where it stands, or nothing. */
  readonly onShow?: (gesture: Gesture | undefined) => void
  /** Goes to what a gesture changed. */
  readonly onReveal?: (gesture: Gesture) => void
}

const rowHeightPx = 76
const readAhead = 12

/** The gestures as a list that draws what is in view and reads on as one comes near its end. */
export function GestureList(props: GestureListProps) {
  const { gestures, naming, query, at, onAt } = props
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: gestures.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    getItemKey: (index) => gestures[index]?.group ?? index,
    overscan: 6,
  })
  const drawn = rows.getVirtualItems()
  useReadOn(props, drawn.at(-1)?.index ?? -1)
  useEffect(() => {
    // The focus: the list is what the panel is for.
    scroller.current?.focus()
  }, [])
  const { show, choose, onKeyDown } = useSteps(props, (index) => {
    onAt(index)
    rows.scrollToIndex(index, { align: 'auto' })
  })
  return (
    <div
      ref={scroller}
      className="history__list"
      role="listbox"
      aria-label={text.list}
      aria-description={props.onReveal && text.keysHint}
      aria-activedescendant={gestures[at] ? `gesture-${gestures[at].group}` : undefined}
      aria-busy={query.isFetching}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => show(gestures[at])}
      onBlur={() => show(undefined)}
      onPointerLeave={() => show(undefined)}
    >
      <div style={{ height: `${rows.getTotalSize()}px`, position: 'relative' }} role="presentation">
        {drawn.map(({ index, start }) => {
          const gesture = gestures[index]
          if (!gesture) return null
          const isNewDay = dayOf(gestures[index - 1]) !== dayOf(gesture)
          return (
            <div
              key={gesture.group}
              ref={rows.measureElement}
              data-index={index}
              role="presentation"
              className="history__place"
              style={{ transform: `translateY(${start}px)` }}
            >
              {isNewDay && (
                <p className="history__day" aria-hidden="true">
                  {dayWords(gesture.at)}
                </p>
              )}
              <GestureRow
                {...{ gesture, naming }}
                isActive={index === at}
                onChoose={() => choose(index)}
                onPoint={() => show(gesture)}
              />
            </div>
          )
        })}
      </div>
      <ListEnd query={query} isEmpty={gestures.length === 0} />
    </div>
  )
}

/** Goes through the list; what a gesture changed stands out while it is the active one. */
function useSteps(props: GestureListProps, onStep: (index: number) => void) {
  const { gestures, at } = props
  const show = (gesture: Gesture | undefined) => props.onShow?.(gesture)
  const reveal = (gesture: Gesture | undefined) => gesture && props.onReveal?.(gesture)
  const go = (index: number) => {
    const next = Math.max(0, Math.min(gestures.length - 1, index))
    onStep(next)
    show(gestures[next])
  }
  const choose = (index: number) => {
    go(index)
    reveal(gestures[index])
  }
  const last = gestures.length - 1
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = new Map([
      ['ArrowDown', at + 1],
      ['j', at + 1],
      ['ArrowUp', at - 1],
      ['k', at - 1],
      ['Home', 0],
      ['End', last],
    ]).get(event.key)
    if (step !== undefined) go(step)
    else if (event.key === 'Enter') reveal(gestures[at])
    else return
    event.preventDefault()
  }
  return { show, choose, onKeyDown }
}

type ListEndProps = Pick<GestureListProps, 'query'> & { readonly isEmpty: boolean }

/** That more is read, that it could not be, or that there is nothing. */
function ListEnd({ query, isEmpty }: ListEndProps) {
  const { isFetching, isError } = query
  if (isFetching) return <SkeletonRows label={text.reading} />
  if (isError)
    return (
      <p className="history__end">
        {text.olderFailed}{' '}
        <Button size="sm" onClick={() => void query.fetchNextPage()}>
          {text.tryAgain}
        </Button>
      </p>
    )
  return isEmpty && <p className="history__end muted">{text.none}</p>
}

/** Reads older pages before they are wanted. */
function useReadOn({ query, gestures }: GestureListProps, last: number): void {
  const { hasNextPage, isFetching, isError, fetchNextPage } = query
  const isNearEnd = hasNextPage && !isFetching && !isError && last >= gestures.length - readAhead
  useEffect(() => {
    // The server: older pages are read before they are wanted.
    if (isNearEnd) void fetchNextPage()
  }, [isNearEnd, fetchNextPage])
}

function dayOf(gesture: Gesture | undefined): string {
  return gesture ? dayText(gesture.at) : ''
}

function dayWords(iso: string): string {
  const day = dayText(iso)
  const dayMs = 86_400_000
  if (day === dayText(new Date().toISOString())) return text.today
  if (day === dayText(new Date(Date.now() - dayMs).toISOString())) return text.yesterday
  return day
}
