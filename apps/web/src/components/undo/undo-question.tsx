import type { UndoChoice, UndoOutcome } from '@parallax/sync'
import { useRouter } from 'next/navigation'
import { useSession } from '../../sync/project-provider.tsx'
import { momentText } from '../date-text.ts'
import { refusalSentence } from '../refusal-text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { placeInTheWay, placeOfStep, writerInTheWay } from './place-of-line.ts'
import type { UndoAsked } from './undo-provider.tsx'
import { undoText as text } from './undo-text.ts'

export type UndoQuestionProps = {
  readonly asked: UndoAsked
  /** Another question, or none. */
  readonly onAsked: (asked: UndoAsked | null) => void
}

const mostShown = 4

/** Asks about a step that cannot simply be undone. Until it is answered nothing has changed. */
export function UndoQuestion({ asked, onAsked }: UndoQuestionProps) {
  const session = useSession()
  const router = useRouter()
  const { way, outcome } = asked
  const { group } = outcome.step
  const act = async (choice: UndoChoice): Promise<UndoOutcome> => {
    const next = await session[way](choice)
    const isAsked = next.kind === 'elsewhere' || next.kind === 'blocked'
    onAsked(isAsked ? { way, outcome: next } : null)
    return next
  }
  const goThere = async () => {
    const done = await act({ group, elsewhere: true })
    const place = placeOfStep(session, outcome.step)
    if (done.kind === 'done' && place) router.push(place)
  }
  const goOn = async () => {
    session.passOver(group)
    if (way !== 'undo') return onAsked(null)
    const next = await session.undo()
    const isAsked = next.kind === 'elsewhere' || next.kind === 'blocked'
    onAsked(isAsked ? { way, outcome: next } : null)
  }
  const close = () => onAsked(null)
  const props = { way, close, goOn, group }
  return outcome.kind === 'elsewhere' ? (
    <Elsewhere {...props} outcome={outcome} goThere={goThere} />
  ) : (
    <Blocked
      {...props}
      outcome={outcome}
      takeRest={() => act({ group, rest: true, elsewhere: true })}
      show={(place) => {
        close()
        router.push(place)
      }}
    />
  )
}

type QuestionProps<Kind extends UndoAsked['outcome']['kind']> = {
  readonly way: UndoAsked['way']
  readonly outcome: Extract<UndoOutcome, { readonly kind: Kind }>
  readonly close: () => void
  readonly goOn: () => void
}

function Elsewhere(props: QuestionProps<'elsewhere'> & { readonly goThere: () => void }) {
  const { way, outcome, close, goOn, goThere } = props
  const { documents, lines } = outcome.step
  const titles = documents.map(({ title }) => title)
  const moment = lines[0] ? momentText(lines[0].entry.at) : ''
  const [only = text.unnamed, ...others] = titles
  return (
    <Dialog
      isOpen
      onOpenChange={close}
      title={text.elsewhereTitle}
      lede={others.length > 0 ? text.elsewhereMany(titles, moment) : text.elsewhere(only, moment)}
      foot={
        <>
          {way !== 'takeBack' && (
            <Button look="ghost" onClick={goOn}>
              {way === 'undo' ? text.passOver : text.passOverAgain}
            </Button>
          )}
          <span className="grow" />
          <Button data-first-focus look="primary" onClick={goThere}>
            {way === 'redo' ? text.goAndRedo : text.goAndUndo}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  )
}

function Blocked(
  props: QuestionProps<'blocked'> & {
    readonly takeRest: () => void
    readonly show: (place: string) => void
  },
) {
  const { way, outcome, close, goOn, takeRest, show } = props
  const session = useSession()
  const { blocked, rest, step } = outcome
  const isRedo = way === 'redo'
  const [first] = blocked
  return (
    <Dialog
      isOpen
      onOpenChange={close}
      title={text.blockedTitle(isRedo, rest === 0)}
      lede={text.blocked(blocked.length, step.lines.length)}
      foot={
        <>
          {way !== 'takeBack' && (
            <Button look="ghost" onClick={goOn}>
              {way === 'undo' ? text.passOver : text.passOverAgain}
            </Button>
          )}
          <span className="grow" />
          {first && (
            <Button onClick={() => show(placeInTheWay(session, first))}>{text.show}</Button>
          )}
          {rest > 0 && (
            <Button data-first-focus look="primary" onClick={takeRest}>
              {text.rest(isRedo, rest)}
            </Button>
          )}
        </>
      }
    >
      <ul className="grid gap-3">
        {blocked.slice(0, mostShown).map((each) => {
          const { what, wayOut } = refusalSentence(each.refusal)
          const name = writerInTheWay(session, each)
          return (
            <li key={each.line.entry.opId}>
              <p>{what}</p>
              <p className="soft">{name ? text.since(name) : wayOut}</p>
            </li>
          )
        })}
      </ul>
      {blocked.length > mostShown && (
        <p className="soft">{text.more(blocked.length - mostShown)}</p>
      )}
    </Dialog>
  )
}
