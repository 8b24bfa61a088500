import { type RefObject, useLayoutEffect } from 'react'

export type KeepTypedProps = {
  /** Takes what is typed meanwhile. */
  readonly typed: RefObject<string>
  readonly onLeave: () => void
}

/**
 * Stands where a field comes that is still being fetched: keys that are meant for it are kept, instead
 * of acting on what has the focus until then.
 */
export function KeepTyped({ typed, onLeave }: KeepTypedProps) {
  useLayoutEffect(() => {
    // The window's keyboard: before anybody else.
    const onKeyDown = (event: KeyboardEvent) => {
      const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
      if (event.key === 'Escape') onLeave()
      else if (event.key === 'Backspace') typed.current = typed.current.slice(0, -1)
      else if (isLetter) typed.current += event.key
      else return
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [typed, onLeave])
  return null
}
