'use client'

import type { SaveState } from '@parallax/sync'
import { Check, CircleAlert, CloudOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useSaveState } from '../sync/project-provider.tsx'
import { useIsLive } from '../sync/use-live.ts'
import { lazily } from './lazily.tsx'
import { saveStateText as text } from './save-state-text.ts'
import { Popover } from './ui/popover.tsx'
import { Spinner } from './ui/spinner.tsx'

const SAVING_AFTER_MS = 400

const SaveStateCard = lazily(async () => (await import('./save-state-card.tsx')).SaveStateCard)

export type SaveStateLineProps = {
  /** Says nothing while all is saved: for screens where saving is not the matter. */
  readonly isQuiet?: boolean
}

/**
 * Whether this person's work is saved; what is not can be looked at and seen to. While the server has
 * not answered, nothing is called saved, if only for a moment.
 */
export function SaveStateLine({ isQuiet = false }: SaveStateLineProps) {
  const state = useSaveState()
  const isUnderWay = state.progress === 'saving'
  const isSaving = useIsLasting(isUnderWay, SAVING_AFTER_MS)
  const words = wordsOf(state)
  const isWorthSaying = useRef(true)
  // Each gesture is saved in a moment: nobody wants to be told of every one.
  if (words || isSaving) isWorthSaying.current = true
  else if (isUnderWay) isWorthSaying.current = false
  return (
    <span className="saving inline-flex self-center">
      <span
        role="status"
        aria-live={isWorthSaying.current ? 'polite' : 'off'}
        className="inline-flex"
      >
        {words ? (
          <Popover
            label={text.details}
            align="end"
            trigger={
              <button type="button" className={`save ${words.look}`}>
                {words.look === 'is-offline' && state.progress !== 'saved' && state.isDurable ? (
                  <CloudOff className="icon icon--sm" />
                ) : (
                  <CircleAlert className="icon icon--sm" />
                )}
                {words.text}
              </button>
            }
          >
            <SaveStateCard />
          </Popover>
        ) : (
          <WhenWell
            shown={isSaving ? 'saving' : isUnderWay ? 'nothing' : 'saved'}
            isQuiet={isQuiet}
          />
        )}
      </span>
      <NotLive isOffline={state.progress === 'offline'} />
    </span>
  )
}

type WhenWellProps = {
  readonly shown: 'saved' | 'nothing' | 'saving'
  readonly isQuiet: boolean
}

/** One of two words, or the room for them. */
function WhenWell({ shown, isQuiet }: WhenWellProps) {
  if (isQuiet && shown !== 'saving') return null
  return (
    <span className="save save--well">
      {shown === 'saving' && <Spinner />}
      {shown === 'saved' && <Check className="icon icon--sm" />}
      {shown !== 'nothing' && text[shown]}
    </span>
  )
}

/** Says that what others do does not arrive, unless the line says already that nobody answers. */
function NotLive({ isOffline }: { readonly isOffline: boolean }) {
  const isLive = useIsLive()
  return (
    <span role="status" className="inline-flex">
      {!isLive && !isOffline && (
        <span className="save ms-2 is-offline" title={text.notLive + text.notLiveMore}>
          <CloudOff className="icon icon--sm" />
          <span>
            {text.notLive}
            {/* Where there is no room it is heard, and shown to who points at it. */}
            <span className="max-[900px]:sr-only [.bar-top_&]:sr-only">{text.notLiveMore}</span>
          </span>
        </span>
      )}
    </span>
  )
}

type Words = { readonly text: string; readonly look: 'is-failed' | 'is-offline' }

/** What needs a person's eye, the gravest first; `undefined` when all is well. */
function wordsOf({ progress, waiting, refused, unreadable, isDurable }: SaveState) {
  const held = refused.length + unreadable
  const offline = (words: string): Words => ({ text: words, look: 'is-offline' })
  if (held > 0)
    return {
      text: waiting > 0 ? text.failedAndWaiting(held, waiting) : text.failed(held),
      look: 'is-failed',
    } satisfies Words
  if (!isDurable) return offline(waiting > 0 ? text.notDurable(waiting) : text.onlineOnly)
  if (progress === 'saved' || progress === 'saving') return undefined
  return offline(text[progress](waiting))
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
