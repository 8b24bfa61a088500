import { useMutation } from '@tanstack/react-query'
import { loadAuthClient } from '../auth-client.ts'
import { type AuthFailure, authFailureSentence } from './auth-failure.ts'
import { authText } from './auth-text.ts'

type AuthClient = Awaited<ReturnType<typeof loadAuthClient>>

/** Knocks at the door of the server, and says in a sentence why it stayed shut. */
export function useAuthCall<Account>(
  knock: (client: AuthClient, account: Account) => Promise<{ readonly error: AuthFailure | null }>,
  onDone: () => void,
) {
  const mutation = useMutation({
    mutationFn: async (account: Account) => {
      const { error } = await knock(await loadAuthClient(), account)
      return error === null ? undefined : authFailureSentence(error)
    },
    onSuccess: (sentence) => {
      if (sentence === undefined) onDone()
    },
  })
  const isIn = mutation.isSuccess && mutation.data === undefined
  return {
    send: mutation.mutate,
    sentence: mutation.isError ? authText.fail.unreachable : mutation.data,
    /** Also when it is done: the next page is on its way. */
    isBusy: mutation.isPending || isIn,
  }
}
