import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { ApiOptions } from '@parallax/api'

/** As much of tRPC as a procedure without rules needs. */
type Trpc = {
  readonly initTRPC: {
    create(): {
      router(procedures: Readonly<Record<string, unknown>>): unknown
      readonly procedure: {
        input(parser: (value: unknown) => unknown): {
          mutation(answer: (call: { readonly input: unknown }) => unknown): unknown
        }
      }
    }
  }
  /** Calls a procedure as the door of the product does. */
  callTRPCProcedure(call: {
    readonly router: unknown
    readonly path: string
    readonly type: 'mutation'
    readonly ctx: object
    readonly getRawInput: () => Promise<unknown>
    readonly signal: undefined
    readonly batchIndex: 0
  }): Promise<unknown>
}

type NodeAdapter = {
  nodeHTTPRequestHandler(options: {
    readonly req: IncomingMessage
    readonly res: ServerResponse
    readonly path: string
    readonly router: unknown
    createContext(): object
  }): Promise<void>
}

type Pino = (options: { readonly level: 'silent' | 'error' }) => ApiOptions['log']

// The very copies that the api runs on: a limit on another version would be another limit.
const fromApi = createRequire(new URL('../../packages/api/package.json', import.meta.url))

export const pino: Pino = fromApi('pino')
export const { initTRPC, callTRPCProcedure }: Trpc = fromApi('@trpc/server')
export const { nodeHTTPRequestHandler }: NodeAdapter = fromApi('@trpc/server/adapters/node-http')
