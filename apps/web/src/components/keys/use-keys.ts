import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '../../sync/trpc.ts'
import { type EffectiveKeys, effectiveKeys, type OwnKeys } from './effective-keys.ts'

/** The keys as this person has them. The same value until they change one. */
export function useKeys(): EffectiveKeys {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.session.me.queryOptions(undefined, { staleTime: 60_000 }))
  const own = data?.preferences.keys
  return useMemo(() => effectiveKeys(ownKeys(own)), [own])
}

/** What the preferences say of keys; anything else than words by ids is not used. */
export function ownKeys(stored: unknown): OwnKeys {
  if (typeof stored !== 'object' || stored === null) return {}
  const words = Object.entries(stored).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(words)
}
