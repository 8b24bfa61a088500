import { useVirtualizer } from '@tanstack/react-virtual'
import { Check } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { cn } from '../../../components/cn.ts'
import { useAnnotation } from '../annotate-context.ts'
import { labelName } from '../record-words.ts'
import type { Match } from './matches.ts'
import { matchingText as text } from './matching-text.ts'

export type MatchListProps = {
  readonly matches: readonly Match[]
  /** Whether there are no more to come. */
  readonly isDone: boolean
  readonly isChosen: (match: Match) => boolean
  readonly onToggle: (match: Match) => void
  readonly onApply: () => void
}

const rowHeightPx = 44
const contextUtf16 = 42

/** The places one below the other, each to be skipped: arrows go through them, Space skips. */
export function MatchList({ matches, isDone, isChosen, onToggle, onApply }: MatchListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const rows = useVirtualizer({
    count: matches.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 6,
  })
  const isThere = matches.length > 0
  useEffect(() => {
    // The focus: the places are what the card is for, once there are some.
    const card = scroller.current?.closest('[role="dialog"]')
    const { activeElement } = document
    if (isThere && (activeElement === card || !card?.contains(activeElement)))
      scroller.current?.focus()
  }, [isThere])
  const go = useGoTo(matches, (index) => {
    setAt(index)
    rows.scrollToIndex(index, { align: 'auto' })
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const active = matches[at]
    if (event.key === 'ArrowDown') go(at + 1)
    else if (event.key === 'ArrowUp') go(at - 1)
    else if (event.key === ' ' && active) onToggle(active)
    else if (event.key === 'Enter') onApply()
    else return
    event.preventDefault()
  }
  if (!isThere) return <p className="matchcard__none">{isDone ? text.none : text.searching}</p>
  return (
    <div
      ref={scroller}
      className="matchcard__list"
      role="listbox"
      aria-label={text.list}
      aria-description={text.hint}
      aria-multiselectable="true"
      aria-activedescendant={`match-${at}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: `${rows.getTotalSize()}px`, position: 'relative' }} role="presentation">
        {rows.getVirtualItems().map(({ index, start }) => {
          const match = matches[index]
          return match ? (
            <MatchRow
              key={match.range.startUtf16}
              match={match}
              index={index}
              count={matches.length}
              top={start}
              isActive={index === at}
              isChosen={isChosen(match)}
              onPress={() => {
                go(index)
                onToggle(match)
              }}
            />
          ) : null
        })}
      </div>
    </div>
  )
}

/** Goes to a place of the list, in the list and in the text. */
function useGoTo(matches: readonly Match[], onGo: (index: number) => void) {
  const { surface } = useAnnotation()
  return (wanted: number) => {
    const index = Math.max(0, Math.min(matches.length - 1, wanted))
    const match = matches[index]
    if (!match) return
    onGo(index)
    surface.current?.reveal(match.range)
    surface.current?.setFound({ ranges: matches.map(({ range }) => range), currentIndex: index })
  }
}

type MatchRowProps = {
  readonly match: Match
  readonly index: number
  readonly count: number
  readonly top: number
  readonly isActive: boolean
  readonly isChosen: boolean
  readonly onPress: () => void
}

function MatchRow({ match, index, count, top, isActive, isChosen, onPress }: MatchRowProps) {
  const { annotation } = useAnnotation()
  const { before, words, after } = contextOf(annotation.text, match)
  const { otherLabel, unlinked } = match
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself has the keyboard
    // biome-ignore lint/a11y/useFocusableInteractive: the list points at its active row
    <div
      id={`match-${index}`}
      role="option"
      aria-selected={isChosen}
      aria-posinset={index + 1}
      aria-setsize={count}
      className={cn('match', isActive && 'is-active', !isChosen && 'is-skipped')}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onPress}
    >
      <span className="check" data-state={isChosen ? 'checked' : 'unchecked'} aria-hidden="true">
        {isChosen && <Check className="icon" />}
      </span>
      <span className="match__t serif">
        {before}
        <mark>{words}</mark>
        {after}
      </span>
      {otherLabel && (
        <small className="muted">{text.already(labelName(otherLabel, annotation))}</small>
      )}
      {unlinked && <small className="muted">{text.onlyLink}</small>}
    </div>
  )
}

/** The words of a place with those around them, on one line. */
function contextOf(whole: string, { range }: Match) {
  const { startUtf16, endUtf16 } = range
  const before = whole.slice(Math.max(0, startUtf16 - contextUtf16), startUtf16)
  const after = whole.slice(endUtf16, endUtf16 + contextUtf16)
  return {
    // From the first whole word on; a letter cut in two would show as a sign of its own.
    before: before.replace(/^\S*\s/, '').replace(/^[\s\S]*\n/, ''),
    words: whole.slice(startUtf16, endUtf16).replace(/\s+/g, ' '),
    after: after.replace(/\n[\s\S]*$/, '').replace(/\s\S*$/, ''),
  }
}
