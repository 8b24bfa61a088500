import type { Moment } from '@parallax/sync'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useSession } from '../sync/project-provider.tsx'
import { noteField } from '../sync/typed-words.ts'

export type TypedOptions = {
  /** What stands, as the field shows it. A colleague may change it at any time. */
  readonly value: string
  /** Called with trimmed words that differ from what stood when the typing began. */
  readonly onWrite: (words: string) => void
  /** Words that cannot be written stay in the field; without it, all can. */
  readonly accepts?: (words: string) => boolean
}

export type Typed = {
  /** What the field shows. */
  readonly words: string
  /** Call it with what the field holds, at every key. */
  readonly type: (words: string) => void
  /** Call it when the field is left, or at Enter. */
  readonly write: () => void
  /** Forgets what was typed. */
  readonly drop: () => void
}

type Typing = { readonly before: string; readonly since: Moment; readonly words: string }

/**
 * Words on their way into a field that is written when one leaves it. They stand apart from the
 * value: one that arrives meanwhile, a colleague's or one's own of a moment ago, never takes their
 * place, nor is it written over: where a colleague has written to the field since one began to type,
 * one is asked whose words shall stand. A field that goes away with words in it writes them, and so does
 * one whose page goes away.
 */
export function useTyped({ value, onWrite, accepts = () => true }: TypedOptions): Typed {
  const session = useSession()
  const [shown, setShown] = useState<string | null>(null)
  // Apart from what is drawn: one may type and leave between two drawings.
  const typing = useRef<Typing | null>(null)
  const drop = () => {
    typing.current = null
    setShown(null)
  }
  const write = () => {
    if (!typing.current) return
    const { before, since, words } = typing.current
    const written = words.trim()
    if (!accepts(written)) return
    drop()
    if (written !== before.trim()) session.decidedAt(since, () => onWrite(written))
  }
  const type = (words: string) => {
    const { before, since } = typing.current ?? { before: value, since: session.moment() }
    typing.current = { before, since, words }
    setShown(words)
  }
  const leave = useEffectEvent(write)
  useEffect(() => {
    // The page: it may go away, and the field from it by a key, without being left.
    const forget = noteField({ write: () => leave(), hasWords: () => typing.current !== null })
    return () => {
      leave()
      forget()
    }
  }, [])
  return { words: shown ?? value, type, write, drop }
}
