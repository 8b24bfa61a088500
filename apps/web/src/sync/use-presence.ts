'use client'

import type { UserId } from '@parallax/domain'
import type { PersonHere } from '@parallax/sync'
import { useCallback, useSyncExternalStore } from 'react'
import { useSession } from './project-provider.tsx'

const nobody: readonly PersonHere[] = []

/** Who else is in the project now, and where; a new array whenever one of them moves. */
export function useOthersHere(): readonly PersonHere[] {
  const { presence } = useSession()
  const subscribe = useCallback((listener: () => void) => presence.subscribe(listener), [presence])
  return useSyncExternalStore(
    subscribe,
    () => presence.others,
    () => nobody,
  )
}

/** The colleague whom one follows, if any. */
export function useFollowed(): UserId | null {
  const { presence } = useSession()
  const subscribe = useCallback((listener: () => void) => presence.subscribe(listener), [presence])
  return useSyncExternalStore(
    subscribe,
    () => presence.followed,
    () => null,
  )
}
