import { useSyncExternalStore } from 'react'

/** One column: the tree is a drawer, and what is open lies in a sheet under the text. */
export const narrowScreen = '(max-width: 700px)'
/** The bar has a menu for what it has no room for. */
export const tightBar = '(max-width: 900px)'
/** Where selecting by finger brings handles and a menu of its own beside the words. */
export const handleScreen = '(max-width: 700px), (pointer: coarse)'

/** Whether a media query holds now. The server says no. */
export function useMedia(query: string): boolean {
  const { subscribe, matches } = watchOf(query)
  return useSyncExternalStore(subscribe, matches, () => false)
}

type Watch = {
  readonly subscribe: (onChange: () => void) => () => void
  readonly matches: () => boolean
}

const watches = new Map<string, Watch>()

/** One list of the browser for each query: asking for a new one with each drawing is not free. */
function watchOf(query: string): Watch {
  const known = watches.get(query)
  if (known) return known
  let list: MediaQueryList | undefined
  const listOf = () => {
    list ??= window.matchMedia(query)
    return list
  }
  const made: Watch = {
    subscribe: (onChange) => {
      listOf().addEventListener('change', onChange)
      return () => listOf().removeEventListener('change', onChange)
    },
    matches: () => listOf().matches,
  }
  watches.set(query, made)
  return made
}
