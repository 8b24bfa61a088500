import type { RecordKind, UserId } from '@parallax/domain'
import { X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { kindWords, historyText as text } from '../../../components/history/history-text.ts'
import { type HistoryNaming, titleOf } from '../../../components/history/naming.ts'
import { kindsOf, sentencesOf } from '../../../components/history/sentences.ts'
import { Button, IconButton } from '../../../components/ui/button.tsx'
import { Select } from '../../../components/ui/select.tsx'
import { useUndoing } from '../../../components/undo/undo-provider.tsx'
import { usePeople } from '../../../sync/project-provider.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { GestureList } from './gesture-list.tsx'
import type { Gesture } from './gestures.ts'
import type { HistoryAsked } from './history-asked.ts'
import { TakeBackDialog } from './take-back-dialog.tsx'
import { useHistory } from './use-history.ts'
import { recordIn, useHistoryNaming } from './use-naming.ts'

export type HistoryPanelProps = {
  readonly asked: HistoryAsked
  readonly onAsk: (asked: HistoryAsked) => void
  readonly onClose: () => void
}

const everything = 'all'
const kinds = [
  'mention',
  'claim',
  'stance',
  'relation',
  'documentLabel',
  'comment',
  'document',
] as const
type Kind = (typeof kinds)[number] | typeof everything

/** What was done in the document, in sentences, newest first; a way to take it back, all or in part. */
export function HistoryPanel({ asked, onAsk, onClose }: HistoryPanelProps) {
  const { annotation, actions, surface } = useAnnotation()
  const undoing = useUndoing()
  const naming = useHistoryNaming(annotation)
  const [person, setPerson] = useState<UserId | null>(null)
  const [kind, setKind] = useState<Kind>(everything)
  const [backTo, setBackTo] = useState<Gesture | null>(null)
  const { query, lines, gestures } = useHistory(annotation, { person, record: asked.record })
  const shown = useMemo(() => gestures.filter(isShown(kind, naming)), [gestures, kind, naming])
  const [at, setAt] = useState(0)
  const active = shown[at]
  const undo = async ({ group }: Gesture) => {
    const { kind } = await undoing.takeBack({ group })
    if (kind === 'done') actions.say({ text: text.undone })
  }
  const isWhole = person === null && asked.record === null && kind === everything
  const close = () => {
    surface.current?.setHover([])
    onClose()
    surface.current?.focus()
  }
  const record = asked.record ? recordIn(annotation, asked.record) : undefined
  return (
    <aside
      className="history"
      aria-label={text.title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        close()
      }}
    >
      <header className="insp__head">
        <h2>{text.title}</h2>
        <span className="grow" />
        <IconButton label={text.close} size="sm" onClick={close}>
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
        {record && (
          <Button size="sm" onClick={() => onAsk({ record: null })}>
            <span className="clip">{text.ofRecord(titleOf(record, naming))}</span>
            <X className="icon icon--sm" />
          </Button>
        )}
      </div>
      <GestureList gestures={shown} naming={naming} query={query} at={at} onAt={setAt} />
      {active && !annotation.isReader && (
        <footer className="history__foot">
          <Button size="sm" onClick={() => void undo(active)}>
            {text.undoThis}
          </Button>
          {isWhole && at > 0 && (
            <Button size="sm" look="ghost" onClick={() => setBackTo(active)}>
              {text.takeBackToHere}
            </Button>
          )}
        </footer>
      )}
      {backTo && <TakeBackDialog gesture={backTo} lines={lines} onClose={() => setBackTo(null)} />}
    </aside>
  )
}

function isShown(kind: Kind, naming: HistoryNaming) {
  return ({ lines }: Gesture): boolean =>
    lines.some(({ entry }) => {
      const isOfKind = kind === everything || kindsOf(entry, naming).has(kind satisfies RecordKind)
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
