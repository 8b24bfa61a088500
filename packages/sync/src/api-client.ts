import type { AppRouter } from '@parallax/api'
import { createTRPCClient, httpBatchLink, httpLink, splitLink, TRPCClientError } from '@trpc/client'
import { buildHeader, pageBuild } from './page-build.ts'

export type ApiClient = ReturnType<typeof createApiClient>

/** The HTTP status of a server's no, or `undefined` when the server was not reached. */
export function httpStatusOf(reason: unknown): number | undefined {
  return numberIn(reason, 'httpStatus')
}

/** How long a server that cannot now asks to be left alone; `undefined` when it does not say. */
export function retryAfterMsOf(reason: unknown): number | undefined {
  return numberIn(reason, 'retryAfterMs')
}

/** What a fault of the server is called in its log; `undefined` for any other reason. */
export function requestIdOf(reason: unknown): string | undefined {
  const found = told(reason, 'requestId')
  return typeof found === 'string' ? found : undefined
}

function numberIn(reason: unknown, name: 'httpStatus' | 'retryAfterMs'): number | undefined {
  const found = told(reason, name)
  return typeof found === 'number' ? found : undefined
}

function told(reason: unknown, name: string): unknown {
  if (!(reason instanceof TRPCClientError)) return undefined
  const data: unknown = reason.data
  return typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined
}

/** What a page has of itself, and a client elsewhere brings along. */
export type ApiClientOptions = {
  /** Where the server is; a page asks the one it came from. */
  readonly origin?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** The typed client: questions are batched. The feed has a door of its own (`feed/open-feed.ts`). */
export function createApiClient({ origin = '', headers = {} }: ApiClientOptions = {}) {
  const url = `${origin}/api/trpc`
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        // Work goes by itself and at once: batches are gathered by a timer, which browsers slow
        // down in the background, where the page may be that sends for the one in front.
        condition: ({ path }) => path === 'operations.submit',
        true: httpLink({ url, headers, fetch: fetchNoting }),
        false: httpBatchLink({ url, maxItems: 10, headers, fetch: fetchNoting }),
      }),
    ],
  })
}

type Fetch = NonNullable<NonNullable<Parameters<typeof httpLink>[0]>['fetch']>

/** A request whose answer says which build the server is of. */
const fetchNoting: Fetch = async (input, init) => {
  const response = await fetch(input, init as RequestInit) // what is not set is not there
  pageBuild.noteServer(response.headers.get(buildHeader))
  return response
}
