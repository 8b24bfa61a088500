import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { KeepTyped } from '../../../components/keep-typed.tsx'
import { useRangeInAddress } from './use-range-in-address.ts'

const FindBar = lazy(async () => ({ default: (await import('./find-bar.tsx')).FindBar }))

export type Find = {
  /** How often the open bar was asked for; 0 while it is closed. */
  readonly asked: number
  readonly open: () => void
  readonly close: () => void
}

/** Whether the bar that finds in the document is open. */
export function useFind(): Find {
  const [asked, setAsked] = useState(0)
  useEffect(() => {
    // The window's keyboard: fields have Ctrl+F too, where commands do not listen.
    const onKeyDown = (event: KeyboardEvent) => {
      const isFindKey = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (!isFindKey || event.key.toLowerCase() !== 'f' || event.defaultPrevented) return
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return
      event.preventDefault()
      setAsked((before) => before + 1)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  const open = useCallback(() => setAsked((before) => before + 1), [])
  const close = useCallback(() => setAsked(0), [])
  return { asked, open, close }
}

/** The place of the bar over the text. Its code comes when it is asked for. */
export function FindSlot({ asked, close }: Find) {
  const typed = useRef('')
  useRangeInAddress()
  const leave = useCallback(() => {
    typed.current = ''
    close()
  }, [close])
  if (asked === 0) return null
  return (
    <Suspense fallback={<KeepTyped typed={typed} onLeave={leave} />}>
      <FindBar asked={asked} typedBefore={() => typed.current} onClose={leave} />
    </Suspense>
  )
}
