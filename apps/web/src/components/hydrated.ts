import { useSyncExternalStore } from 'react'

/** Whether the page answers yet. A form that is sent earlier would leave the page with its fields. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}
