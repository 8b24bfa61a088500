'use client'

import type { AppRouter } from '@parallax/api'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useState } from 'react'

export type ApiClient = ReturnType<typeof createApiClient>

const context = createTRPCContext<AppRouter>()
export const { useTRPC, useTRPCClient } = context

/** Hands the api and the query cache to every screen below. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient)
  const [client] = useState(createApiClient)
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  )
}

/** Whether the server itself said no, as opposed to not being reached. */
export function isServerAnswer(reason: unknown): boolean {
  return reason instanceof TRPCClientError && httpStatusOf(reason) !== undefined
}

/** The HTTP status of a server's no, or `undefined` when the server was not reached. */
export function httpStatusOf(reason: unknown): number | undefined {
  if (!(reason instanceof TRPCClientError)) return undefined
  const data: unknown = reason.data
  const isStatus = typeof data === 'object' && data !== null && 'httpStatus' in data
  return isStatus && typeof data.httpStatus === 'number' ? data.httpStatus : undefined
}

function createQueryClient(): QueryClient {
  const isFinal = (reason: Error) => (httpStatusOf(reason) ?? 500) < 500
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 5_000, retry: (count, reason) => !isFinal(reason) && count < 2 },
    },
  })
}

function createApiClient() {
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
