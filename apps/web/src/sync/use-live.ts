'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { useSession } from './project-provider.tsx'

/** Whether what colleagues do arrives on this page. */
export function useIsLive(): boolean {
  const { liveness } = useSession()
  const subscribe = useCallback((listener: () => void) => liveness.subscribe(listener), [liveness])
  return useSyncExternalStore(
    subscribe,
    () => liveness.isLive,
    () => true,
  )
}
