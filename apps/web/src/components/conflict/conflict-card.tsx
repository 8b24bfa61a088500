import type { AnyRecord } from '@parallax/domain'
import type { Conflict } from '@parallax/sync'
import { GitMerge } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { usePeople, useSession } from '../../sync/project-provider.tsx'
import type { HistoryNaming } from '../history/naming.ts'
import { fieldChanges, wordsOf } from '../history/value-words.ts'
import { Button } from '../ui/button.tsx'
import { Face } from '../ui/face.tsx'
import { conflictText as text } from './conflict-text.ts'

export type ConflictCardProps = {
  readonly conflict: Conflict
  readonly record: AnyRecord
  /** How many there are to settle, this one included. */
  readonly count: number
  /** How many of them are of the same gesture, such as one edit of many records. */
  readonly alikeCount: number
  readonly naming: HistoryNaming
  readonly onSettle: (mine: ReadonlySet<string>) => void
  /** The same answer to all of the same gesture. */
  readonly onSettleAll: (side: 'mine' | 'theirs') => void
  readonly onLater: () => void
}

/**
 * Mine and theirs of one record, side by side, with one key each. Neither side is favoured: both have
 * the same weight and the same button.
 */
export function ConflictCard(props: ConflictCardProps) {
  const { conflict, record, count, alikeCount, naming, onSettle, onSettleAll, onLater } = props
  const session = useSession()
  usePeople() // names may come after what they did
  const card = useFocusOn(conflict)
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null)
  const registers = conflict.fields.map(({ register }) => register)
  const by = conflict.fields[0]?.by
  const isOwn = by === session.me.userId
  const name = by ? session.personName(by) : ''
  const keepMine = () => onSettle(new Set(registers))
  const takeTheirs = () => onSettle(new Set())
  const choose = () => setChosen(chosen ? null : new Set(registers))
  const all = { 4: () => onSettleAll('mine'), 5: () => onSettleAll('theirs') }
  const ways = { 1: keepMine, 2: takeTheirs, 3: choose, Escape: onLater }
  const keys = alikeCount > 1 ? { ...ways, ...all } : ways
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key as keyof typeof keys] // any other key is none of them
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return (
    <section
      ref={card}
      tabIndex={-1}
      role="dialog"
      aria-label={text.label(record.kind)}
      className="conflict pop"
      onKeyDown={onKeyDown}
    >
      <header className="conflict__head">
        <GitMerge className="icon" />
        <p className="grow">
          <b>{isOwn ? text.changedSince(record.kind) : text.changed(name, record.kind)}</b>{' '}
          <span className="muted">{text.differ(registers.length)}</span>
        </p>
        {count > 1 && <span className="muted num">{text.of(count)}</span>}
      </header>
      {chosen ? (
        <FieldByField
          conflict={conflict}
          record={record}
          naming={naming}
          name={name}
          chosen={chosen}
          onChoose={setChosen}
          onApply={() => onSettle(chosen)}
        />
      ) : (
        <div className="conflict__cols">
          <Side side="mine" {...{ conflict, record, naming }}>
            <h3>
              <Face
                userId={session.me.userId}
                name={session.personName(session.me.userId)}
                size="sm"
              />
              {text.yours}
            </h3>
            <Button keyCap="1" onClick={keepMine}>
              {text.keepYours}
            </Button>
          </Side>
          <Side side="theirs" {...{ conflict, record, naming }}>
            <h3>
              {by && <Face userId={by} name={name} size="sm" />}
              {name}
            </h3>
            <Button keyCap="2" onClick={takeTheirs}>
              {isOwn ? text.takeLater : text.takeTheirs(name)}
            </Button>
          </Side>
        </div>
      )}
      <Foot
        alikeCount={alikeCount}
        isByField={chosen !== null}
        onChoose={registers.length > 1 ? choose : null}
        onSettleAll={onSettleAll}
        onLater={onLater}
      />
    </section>
  )
}

type FootProps = Pick<ConflictCardProps, 'alikeCount' | 'onSettleAll' | 'onLater'> & {
  readonly isByField: boolean
  readonly onChoose: (() => void) | null
}

/** What else can be answered than mine or theirs. */
function Foot({ alikeCount, isByField, onChoose, onSettleAll, onLater }: FootProps) {
  const small = { look: 'ghost', size: 'sm' } as const
  return (
    <footer className="conflict__foot">
      <span className="muted grow">{text.nothingLost}</span>
      {onChoose && (
        <Button {...small} keyCap="3" aria-pressed={isByField} onClick={onChoose}>
          {text.fieldByField}
        </Button>
      )}
      {alikeCount > 1 && (
        <>
          <Button {...small} keyCap="4" onClick={() => onSettleAll('mine')}>
            {text.allMine(alikeCount)}
          </Button>
          <Button {...small} keyCap="5" onClick={() => onSettleAll('theirs')}>
            {text.allTheirs(alikeCount)}
          </Button>
        </>
      )}
      <Button {...small} keyCap="Esc" onClick={onLater}>
        {text.later}
      </Button>
    </footer>
  )
}

type SideProps = Pick<ConflictCardProps, 'conflict' | 'record' | 'naming'> & {
  readonly side: 'mine' | 'theirs'
  readonly children: [React.ReactNode, React.ReactNode]
}

/** One version: head, what differs, and the way to keep it. */
function Side({ side, conflict, record, naming, children: [head, button] }: SideProps) {
  return (
    <div className={side === 'mine' ? 'conflict__side' : 'conflict__side conflict__side--theirs'}>
      {head}
      <dl>
        {differencesOf(conflict, record).map(({ name, before, after }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <mark className="conflict__diff">
                {wordsOf(side === 'mine' ? after : before, naming)}
              </mark>
            </dd>
          </div>
        ))}
      </dl>
      {button}
    </div>
  )
}

type FieldByFieldProps = Pick<ConflictCardProps, 'conflict' | 'record' | 'naming'> & {
  readonly name: string
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (chosen: ReadonlySet<string>) => void
  readonly onApply: () => void
}

/** One question a field. What must move together is one field. */
function FieldByField(props: FieldByFieldProps) {
  const { conflict, record, naming, name, chosen, onChoose, onApply } = props
  return (
    <div className="conflict__fields">
      {conflict.fields.map(({ register, mine, theirs }) => {
        const parts = fieldChanges(record, register, { before: theirs, after: mine })
        const title = parts.map((part) => part.name).join(', ')
        const choose = (isMine: boolean) => {
          const next = new Set(chosen)
          if (isMine) next.add(register)
          else next.delete(register)
          onChoose(next)
        }
        const option = (isMine: boolean) => (
          <label className={isMine ? 'conflict__pick' : 'conflict__pick conflict__side--theirs'}>
            <input
              type="radio"
              name={`${conflict.recordId} ${register}`}
              checked={chosen.has(register) === isMine}
              onChange={() => choose(isMine)}
            />
            <span>
              <small>{isMine ? text.yours : name}</small>
              <mark className="conflict__diff">
                {parts
                  .map((part) => wordsOf(isMine ? part.after : part.before, naming))
                  .join(' · ')}
              </mark>
            </span>
          </label>
        )
        return (
          <fieldset key={register} aria-label={text.fieldOf(title)}>
            <legend>{title}</legend>
            {option(true)}
            {option(false)}
          </fieldset>
        )
      })}
      <Button look="primary" onClick={onApply}>
        {text.apply}
      </Button>
    </div>
  )
}

function differencesOf({ fields }: Conflict, record: AnyRecord) {
  return fields.flatMap(({ register, mine, theirs }) =>
    fieldChanges(record, register, { before: theirs, after: mine }),
  )
}

/** The card takes the focus, so that its keys work, unless somebody is writing. */
function useFocusOn(conflict: Conflict): RefObject<HTMLElement | null> {
  const card = useRef<HTMLElement>(null)
  const { recordId } = conflict
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conflict is another question
  useEffect(() => {
    // The focus: it comes to what asks.
    const { activeElement } = document
    const isWriting = activeElement?.matches('input, textarea, [role="combobox"]')
    if (!isWriting && !card.current?.contains(activeElement)) card.current?.focus()
  }, [recordId])
  return card
}
