import { useSyncExternalStore } from 'react'

/** One column: the tree is a drawer, and what is open lies in a sheet under the text. */
export const narrowScreen = '(max-width: 700px)'
/** The bar has a menu for what it has no room for. */
export const tightBar = '(max-width: 900px)'
/** Where selecting by finger brings handles and a menu of its own beside the words. */
export const handleScreen = '(max-width: 700px), (pointer: coarse)'

/** Whether a media query holds now. The server says no. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', onChange)
      return () => list.removeEventListener('change', onChange)
    },
    () => window.matchMedia(query).matches,
    () => false,
  )
}
