import { useCallback, useRef } from 'react'

/** The same function for good, which calls the newest one: what it is handed to is not drawn again. */
export function useStable<Args extends readonly unknown[], Result>(
  newest: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(newest)
  latest.current = newest
  return useCallback((...args: Args) => latest.current(...args), [])
}
