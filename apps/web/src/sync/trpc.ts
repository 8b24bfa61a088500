import type { AppRouter } from '@parallax/api'
import { QueryClient } from '@tanstack/react-query'
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'

export type ApiClient = ReturnType<typeof createApiClient>

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

/** The HTTP status of a server's no, or `undefined` when the server was not reached. */
export function httpStatusOf(reason: unknown): number | undefined {
  if (!(reason instanceof TRPCClientError)) return undefined
  const data: unknown = reason.data
  const isStatus = typeof data === 'object' && data !== null && 'httpStatus' in data
  return isStatus && typeof data.httpStatus === 'number' ? data.httpStatus : undefined
}

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

/** The typed client: changes and questions are batched, the feed is a stream of events. */
export function createApiClient() {
  const url = '/api/trpc'
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url }),
        false: httpBatchLink({ url, maxItems: 10 }),
      }),
    ],
  })
}
