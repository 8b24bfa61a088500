import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTRPC } from '../sync/trpc.ts'
import { isTyping } from './ui/search-field.tsx'

/**
 * Listens for keys anywhere on the screen, but for those typed into a field and while a dialog or
 * a menu is open. Letters by themselves are left alone for whoever switched them off. `onKey` says
 * whether it used the key; then nothing else does.
 */
export function useWindowKeys(onKey: (event: KeyboardEvent) => boolean): void {
  const isLettersOn = useSingleKeys()
  const listener = useRef({ onKey, isLettersOn })
  useEffect(() => {
    // The window: its listener is set once and calls the newest handler.
    listener.current = { onKey, isLettersOn }
  }, [onKey, isLettersOn])
  useEffect(() => {
    // The window's keyboard.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || isLayerOpen()) return
      if (isLetter(event) && !listener.current.isLettersOn) return
      if (listener.current.onKey(event)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Whether a key was pressed by itself, without Ctrl, Alt or Meta. */
export function isPlainKey(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey
}

/** Whether letters act by themselves for this person; they do until the account says otherwise. */
function useSingleKeys(): boolean {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.session.me.queryOptions(undefined, { staleTime: 60_000 }))
  return data?.preferences.singleKeys !== false
}

/** Whether a layer over the page (dialog, menu, list) has the keyboard. */
function isLayerOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null
}

function isLetter(event: KeyboardEvent): boolean {
  return isPlainKey(event) && event.key.length === 1 && event.key !== ' '
}
