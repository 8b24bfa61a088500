import type { RecordId, RecordKind, UserId } from '@parallax/domain'
import { X } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { usePeople } from '../../sync/project-provider.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { useUndoing } from '../undo/undo-provider.tsx'
import { GestureList, type GestureListProps } from './gesture-list.tsx'
import type { Gesture, ShownLine } from './gestures.ts'
import { kindWords, historyText as text } from './history-text.ts'
import type { HistoryNaming } from './naming.ts'
import { kindsOf, sentencesOf } from './sentences.ts'
import { type HistoryOf, useHistory } from './use-history.ts'

/** The gesture that one stands on, and what may be done with it. */
export type ActiveGesture = {
  readonly gesture: Gesture
  /** All lines that were read, newest first. */
  readonly lines: readonly ShownLine[]
  /** Whether it is an older one in a list from which nothing is left out. */
  readonly isOlderOfAll: boolean
}

export type HistoryPanelProps = Pick<GestureListProps, 'naming' | 'onShow' | 'onReveal'> & {
  readonly of: HistoryOf
  /** The kinds of records that there are here, to choose one of them. */
  readonly kinds: readonly RecordKind[]
  /** Only what was done to one record, by its title, and the way back to everything. */
  readonly only?: {
    readonly id: RecordId
    readonly title: string
    readonly onAll: () => void
  } | null
  /** Whether this person may take back what was done. */
  readonly mayUndo: boolean
  readonly onUndone: () => void
  readonly onClose: () => void
  /** What else can be done with a gesture. */
  readonly children?: (active: ActiveGesture) => ReactNode
}

const everything = 'all'

/** What was done, in sentences, newest first, by whom and to what; each may be taken back by itself. */
export function HistoryPanel(props: HistoryPanelProps) {
  const { of, naming, kinds, only = null, onClose } = props
  const [person, setPerson] = useState<UserId | null>(null)
  const [kind, setKind] = useState<RecordKind | typeof everything>(everything)
  const { query, lines, gestures } = useHistory(of, { person, record: only?.id ?? null })
  const shown = useMemo(
    () => gestures.filter(isShown(kind === everything ? null : kind, naming)),
    [gestures, kind, naming],
  )
  const [at, setAt] = useState(0)
  const active = shown[at]
  const isWhole = person === null && only === null && kind === everything
  return (
    <aside
      className="history"
      aria-label={text.title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        onClose()
      }}
    >
      <header className="insp__head">
        <h2>{text.title}</h2>
        <span className="grow" />
        <IconButton label={text.close} size="sm" onClick={onClose}>
          <X className="icon" />
        </IconButton>
      </header>
      <div className="history__filter">
        <PersonSelect person={person} onChange={setPerson} />
        <Select
          label={text.kind}
          value={kind}
          onChange={setKind}
          options={[
            { value: everything, label: text.everything },
            ...kinds.map((value) => ({ value, label: capital(kindWords[value][1]) })),
          ]}
        />
        {only && (
          <Button size="sm" onClick={only.onAll}>
            <span className="clip">{text.ofRecord(only.title)}</span>
            <X className="icon icon--sm" />
          </Button>
        )}
      </div>
      <GestureList {...props} {...{ query, at }} gestures={shown} onAt={setAt} />
      {active && props.mayUndo && (
        <footer className="history__foot">
          <UndoButton gesture={active} onUndone={props.onUndone} />
          {props.children?.({ gesture: active, lines, isOlderOfAll: isWhole && at > 0 })}
        </footer>
      )}
    </aside>
  )
}

type UndoButtonProps = { readonly gesture: Gesture; readonly onUndone: () => void }

function UndoButton({ gesture, onUndone }: UndoButtonProps) {
  const undoing = useUndoing()
  const undo = async () => {
    const { kind } = await undoing.takeBack({ group: gesture.group })
    if (kind === 'done') onUndone()
  }
  return (
    <Button size="sm" onClick={() => void undo()}>
      {text.undoThis}
    </Button>
  )
}

function isShown(kind: RecordKind | null, naming: HistoryNaming) {
  return ({ lines }: Gesture): boolean =>
    lines.some(({ entry }) => {
      const isOfKind = kind === null || kindsOf(entry, naming).has(kind)
      return isOfKind && sentencesOf(entry, naming).length > 0
    })
}

type PersonSelectProps = {
  readonly person: UserId | null
  readonly onChange: (person: UserId | null) => void
}

function PersonSelect({ person, onChange }: PersonSelectProps) {
  const people = usePeople()
  const options = people.map(({ id, name }) => ({ value: id as string, label: name }))
  return (
    <Select
      label={text.person}
      value={person ?? everything}
      onChange={(value) => onChange(value === everything ? null : (value as UserId))} // one of the options
      options={[{ value: everything as string, label: text.everyone }, ...options]}
    />
  )
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
