import type { AppRouter } from '@parallax/api'
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from '@trpc/client'

export type ApiClient = ReturnType<typeof createApiClient>

/** The HTTP status of a server's no, or `undefined` when the server was not reached. */
export function httpStatusOf(reason: unknown): number | undefined {
  if (!(reason instanceof TRPCClientError)) return undefined
  const data: unknown = reason.data
  const isStatus = typeof data === 'object' && data !== null && 'httpStatus' in data
  return isStatus && typeof data.httpStatus === 'number' ? data.httpStatus : undefined
}

/** What a page has of itself, and a client elsewhere brings along. */
export type ApiClientOptions = {
  /** Where the server is; a page asks the one it came from. */
  readonly origin?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly EventSource?: typeof EventSource
}

/** The typed client: changes and questions are batched, the feed is a stream of events. */
export function createApiClient({ origin = '', headers = {}, EventSource }: ApiClientOptions = {}) {
  const url = `${origin}/api/trpc`
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url, ...(EventSource && { EventSource }) }),
        false: httpBatchLink({ url, maxItems: 10, headers }),
      }),
    ],
  })
}
