import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../../sync/trpc.ts'
import type { Account } from './account-screen.tsx'

/** Asks for the account anew. */
export function useRefetchAccount(): () => void {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () => {
    void queryClient.invalidateQueries(trpc.account.get.pathFilter())
    void queryClient.invalidateQueries(trpc.session.me.pathFilter())
  }
}

/** Saves some preferences and keeps the others. */
export function useSavePreferences(account: Account) {
  const trpc = useTRPC()
  const refetch = useRefetchAccount()
  const { mutate, error } = useMutation(
    trpc.account.setPreferences.mutationOptions({ onSettled: refetch }),
  )
  const save = (changed: Account['preferences']) =>
    mutate({ preferences: { ...account.preferences, ...changed } })
  return { save, error }
}
