'use client'

import type { SaveState } from '@parallax/sync'
import { Check, CircleAlert, CloudOff } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useSaveState, useSession } from '../sync/project-provider.tsx'
import { refusalSentence } from './refusal-text.ts'
import { saveStateText as text } from './save-state-text.ts'
import { Button } from './ui/button.tsx'
import { Popover } from './ui/popover.tsx'
import { Spinner } from './ui/spinner.tsx'

const SAVING_AFTER_MS = 400

export type SaveStateLineProps = {
  /** Says nothing while all is saved: for screens where saving is not the matter. */
  readonly isQuiet?: boolean
}

/** Whether the work of this tab is saved; what was refused can be looked at and put away. */
export function SaveStateLine({ isQuiet = false }: SaveStateLineProps) {
  const state = useSaveState()
  const isSaving = useIsLasting(state.kind === 'saving', SAVING_AFTER_MS)
  return (
    <span role="status" className="inline-flex self-center">
      <SaveWords state={state} isSaving={isSaving} isQuiet={isQuiet} />
    </span>
  )
}

type SaveWordsProps = {
  readonly state: SaveState
  readonly isSaving: boolean
  readonly isQuiet: boolean
}

function SaveWords({ state, isSaving, isQuiet }: SaveWordsProps) {
  if (state.kind === 'failed') return <RefusedChanges state={state} />
  if (state.kind === 'offline') return <Offline waiting={state.waiting} />
  if (!state.isDurable && state.waiting > 0) return <NotDurable waiting={state.waiting} />
  if (isSaving)
    return (
      <span className="save">
        <Spinner />
        {text.saving}
      </span>
    )
  if (isQuiet) return null
  return (
    <span className="save">
      <Check className="icon icon--sm" />
      {text.saved}
    </span>
  )
}

function Offline({ waiting }: { readonly waiting: number }) {
  const session = useSession()
  return (
    <Explained
      className="save is-offline"
      icon={<CloudOff className="icon icon--sm" />}
      words={text.offline(waiting)}
      hint={text.offlineHint}
      action={
        <Button size="sm" onClick={() => session.retryNow()}>
          {text.tryNow}
        </Button>
      }
    />
  )
}

function NotDurable({ waiting }: { readonly waiting: number }) {
  return (
    <Explained
      className="save is-offline"
      icon={<CircleAlert className="icon icon--sm" />}
      words={text.notDurable(waiting)}
      hint={text.notDurableHint}
    />
  )
}

type ExplainedProps = {
  readonly className: string
  readonly icon: ReactNode
  readonly words: string
  readonly hint: string
  readonly action?: ReactNode
}

/** Words that open to a sentence and perhaps a way on. */
function Explained({ className, icon, words, hint, action }: ExplainedProps) {
  return (
    <Popover
      label={words}
      align="end"
      trigger={
        <button type="button" className={className}>
          {icon}
          {words}
        </button>
      }
    >
      <div className="grid max-w-72 gap-3">
        <p className="soft">{hint}</p>
        {action !== undefined && <div>{action}</div>}
      </div>
    </Popover>
  )
}

function RefusedChanges({ state }: { readonly state: SaveState }) {
  const session = useSession()
  const words = text.failed(state.refused.length)
  return (
    <Popover
      label={text.failedTitle}
      align="end"
      trigger={
        <button type="button" className="save is-failed">
          <CircleAlert className="icon icon--sm" />
          {words}
        </button>
      }
    >
      <div className="grid max-h-96 max-w-80 gap-3 overflow-y-auto">
        <div>
          <p className="h2">{text.failedTitle}</p>
          <p className="soft">{text.failedLede}</p>
        </div>
        <ul className="grid gap-3">
          {state.refused.map(({ operation, refusal }) => {
            const { what, wayOut } = refusalSentence(refusal)
            return (
              <li key={operation.id} className="grid justify-items-start gap-1">
                <b className="font-semibold">{what}</b>
                <p className="soft">{wayOut}</p>
                <Button size="sm" onClick={() => session.dismissRefusal(operation.id)}>
                  {text.dismiss}
                </Button>
              </li>
            )
          })}
        </ul>
      </div>
    </Popover>
  )
}

/** Whether something has been so for a while: what passes quickly is not worth a word. */
function useIsLasting(isSo: boolean, afterMs: number): boolean {
  const [isLasting, setIsLasting] = useState(false)
  useEffect(() => {
    // The clock: it starts when it becomes so and stops when it is over.
    if (!isSo) return
    const timer = setTimeout(() => setIsLasting(true), afterMs)
    return () => {
      clearTimeout(timer)
      setIsLasting(false)
    }
  }, [isSo, afterMs])
  return isLasting
}
