import { lazy, Suspense, useEffect, useState } from 'react'
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
  return {
    asked,
    open: () => setAsked((before) => before + 1),
    close: () => setAsked(0),
  }
}

/** The place of the bar over the text. Its code comes when it is asked for. */
export function FindSlot({ asked, close }: Find) {
  useRangeInAddress()
  if (asked === 0) return null
  return (
    <Suspense fallback={null}>
      <FindBar asked={asked} onClose={close} />
    </Suspense>
  )
}
