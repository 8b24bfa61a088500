'use client'

import type { UndoChoice, UndoOutcome } from '@parallax/sync'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { useSession } from '../../sync/project-provider.tsx'
import { lazily } from '../lazily.tsx'

export type UndoWay = 'undo' | 'redo' | 'takeBack'

/** What a person is asked about a step that cannot simply be taken back. */
export type UndoAsked = {
  readonly way: UndoWay
  readonly outcome: Extract<UndoOutcome, { readonly kind: 'elsewhere' | 'blocked' }>
}

export type Undoing = {
  /** Undoes or does again; asks the person where that needs a word of theirs. */
  readonly undo: () => Promise<UndoOutcome>
  readonly redo: () => Promise<UndoOutcome>
  readonly takeBack: (choice: UndoChoice) => Promise<UndoOutcome>
}

const UndoContext = createContext<Undoing | null>(null)

const UndoQuestion = lazily(async () => (await import('./undo-question.tsx')).UndoQuestion)

/** Undo and redo, the same on every screen of the open project. */
export function useUndoing(): Undoing {
  const undoing = useContext(UndoContext)
  if (!undoing) throw new Error('useUndoing needs an UndoProvider above it')
  return undoing
}

export function UndoProvider({ children }: { readonly children: ReactNode }) {
  const session = useSession()
  const [asked, setAsked] = useState<UndoAsked | null>(null)
  useEffect(() => {
    // The window: whoever looks away may be at work in another tab.
    const away = () => session.lookedAway()
    window.addEventListener('blur', away)
    return () => window.removeEventListener('blur', away)
  }, [session])
  const undoing = useMemo((): Undoing => {
    const act = async (way: UndoWay, choice?: UndoChoice): Promise<UndoOutcome> => {
      const outcome =
        way === 'takeBack' ? choice && (await session.takeBack(choice)) : await session[way](choice)
      if (!outcome) return { kind: 'nothing' }
      setAsked(outcome.kind === 'elsewhere' || outcome.kind === 'blocked' ? { way, outcome } : null)
      return outcome
    }
    return {
      undo: () => act('undo'),
      redo: () => act('redo'),
      takeBack: (choice) => act('takeBack', choice),
    }
  }, [session])
  return (
    <UndoContext value={undoing}>
      {children}
      {asked && <UndoQuestion asked={asked} onAsked={setAsked} />}
    </UndoContext>
  )
}
