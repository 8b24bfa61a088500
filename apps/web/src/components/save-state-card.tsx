import type { RefusedOperation, SaveState } from '@parallax/sync'
import { useSaveState, useSession } from '../sync/project-provider.tsx'
import { type RefusalSentence, refusalSentence } from './refusal-text.ts'
import { saveCopyOf } from './save-copy.ts'
import { heldSentences, saveStateCardText as text } from './save-state-card-text.ts'
import { Button } from './ui/button.tsx'

/** What is not saved and why, with what can be done about each of it. */
export function SaveStateCard() {
  const state = useSaveState()
  return (
    <div className="held">
      {state.refused.length > 0 && <Refused refused={state.refused} />}
      {state.unreadable > 0 && <Unreadable count={state.unreadable} />}
      {state.waiting > 0 && <Waiting state={state} />}
      {!state.isDurable && <Words title={text.noStorage.title} hint={text.noStorage.hint} />}
      {isSomethingHeld(state) && <SaveCopy />}
    </div>
  )
}

function isSomethingHeld({ refused, unreadable, waiting }: SaveState): boolean {
  return refused.length + unreadable + waiting > 0
}

type WordsProps = { readonly title: string; readonly hint: string }

function Words({ title, hint }: WordsProps) {
  return (
    <div>
      <p className="h2">{title}</p>
      <p className="soft">{hint}</p>
    </div>
  )
}

function Refused({ refused }: Pick<SaveState, 'refused'>) {
  const { outbox } = useSession()
  return (
    <section className="held__part">
      <Words title={text.failedTitle} hint={text.failedLede} />
      <ul className="held__list">
        {refused.map((each) => (
          <RefusedLine key={each.operation.id} refused={each} />
        ))}
      </ul>
      {refused.length > 1 && (
        <div className="row">
          <Button size="sm" onClick={() => outbox.tryAllAgain()}>
            {text.tryAllAgain(refused.length)}
          </Button>
        </div>
      )}
    </section>
  )
}

function RefusedLine({ refused }: { readonly refused: RefusedOperation }) {
  const session = useSession()
  const { operation, followers, project } = refused
  const { what, wayOut } = sentenceOf(refused)
  return (
    <li>
      {project !== session.project.id && <p className="muted">{text.inOtherProject}</p>}
      <b>{what}</b>
      <p className="soft">{wayOut}</p>
      {followers.length > 0 && <p className="muted">{text.moreOfGesture(followers.length)}</p>}
      <div className="row">
        <Button size="sm" onClick={() => session.outbox.tryAgain(operation.id)}>
          {text.tryAgain}
        </Button>
        <Button size="sm" look="ghost" onClick={() => session.dismissRefusal(operation.id)}>
          {text.discard}
        </Button>
      </div>
    </li>
  )
}

function sentenceOf({ cause, refusal }: RefusedOperation): RefusalSentence {
  return cause === 'refused' ? refusalSentence(refusal) : heldSentences[cause]
}

function Unreadable({ count }: { readonly count: number }) {
  const session = useSession()
  return (
    <section className="held__part">
      <Words title={text.unreadable.title(count)} hint={text.unreadable.hint} />
      <div className="row">
        <Button size="sm" look="ghost" onClick={() => session.outbox.discardUnreadable()}>
          {text.discard}
        </Button>
      </div>
    </section>
  )
}

function Waiting({ state }: { readonly state: SaveState }) {
  const session = useSession()
  const { waiting } = state
  const words = text.waiting[state.progress === 'saved' ? 'saving' : state.progress]
  const elsewhere = waiting - session.outbox.waitingOf(session.project.id).length
  return (
    <section className="held__part">
      <Words title={words.title(waiting)} hint={words.hint} />
      {elsewhere > 0 && <p className="soft">{text.elsewhere(elsewhere)}</p>}
      <div className="row">
        <Button size="sm" onClick={() => session.retryNow()}>
          {text.tryNow}
        </Button>
      </div>
    </section>
  )
}

function SaveCopy() {
  const { outbox } = useSession()
  return (
    <div className="row held__copy">
      <Button size="sm" look="ghost" onClick={() => saveCopyOf(outbox)}>
        {text.saveCopy}
      </Button>
    </div>
  )
}
