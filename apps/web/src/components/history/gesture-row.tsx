import { useSession } from '../../sync/project-provider.tsx'
import { dayText } from '../date-text.ts'
import { Face } from '../ui/face.tsx'
import type { Gesture } from './gestures.ts'
import { historyText as text } from './history-text.ts'
import type { HistoryNaming } from './naming.ts'
import { sentencesOf } from './sentences.ts'

export type GestureRowProps = {
  readonly gesture: Gesture
  readonly naming: HistoryNaming
  readonly isActive: boolean
  readonly onChoose: () => void
  readonly onPoint: () => void
}

const sentencesShown = 3

/** What somebody did in one go, as a sentence. */
export function GestureRow({ gesture, naming, isActive, onChoose, onPoint }: GestureRowProps) {
  const session = useSession()
  const { actor, at, group, lines } = gesture
  const name = session.personName(actor)
  const said = [...lines].reverse().flatMap(({ entry }) => sentencesOf(entry, naming))
  const rest = said.length - sentencesShown
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and names the active one
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list answers Enter
    <div
      id={`gesture-${group}`}
      role="option"
      aria-selected={isActive}
      className="history__gesture"
      onPointerEnter={onPoint}
      onClick={onChoose}
    >
      <Face userId={actor} name={name} size="sm" />
      <div className="history__said">
        <p>
          <b>{actor === session.me.userId ? text.you : name}</b>{' '}
          {said.slice(0, sentencesShown).join('; ')}
          {rest > 0 && ` ${text.moreOfThis(rest)}`}
        </p>
        <small className="muted num">
          <span className="sr-only">{dayText(at)}, </span>
          {timeText(at)}
        </small>
      </div>
    </div>
  )
}

function timeText(iso: string): string {
  return new Date(iso).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
}
