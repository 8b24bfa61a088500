import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '../../sync/trpc.ts'
import { type EffectiveKeys, effectiveKeys } from './effective-keys.ts'
import { ownKeys } from './own-keys.ts'

/** The keys as this person has them. The same value until they change one. */
export function useKeys(): EffectiveKeys {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.session.me.queryOptions(undefined, { staleTime: 60_000 }))
  const own = data?.preferences.keys
  return useMemo(() => effectiveKeys(ownKeys(own)), [own])
}
