import type { AppRouter } from '@parallax/api'
import { httpStatusOf } from '@parallax/sync/api-client'
import { QueryClient } from '@tanstack/react-query'
import { createTRPCContext } from '@trpc/tanstack-react-query'

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

/** The cache of what screens asked the server: what the server refused is not asked again. */
export function createQueryClient(): QueryClient {
  const isFinal = (reason: Error) => (httpStatusOf(reason) ?? 500) < 500
  return new QueryClient({
    defaultOptions: {
      // Offline, a question fails and says so, instead of waiting in silence.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        retry: (count, reason) => !isFinal(reason) && count < 2,
      },
    },
  })
}
