import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  type AnyTRPCProcedure,
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  TRPCError,
} from '@trpc/server'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import { appRouter } from '../app-router.ts'
import { logFault } from '../log/log-fault.ts'
import type { Services } from '../services.ts'
import { createRequestContext } from '../trpc/request-context.ts'
import { noteOf } from '../trpc/request-note.ts'
import { answerJson, answerProblem, privateHeaders, retryHeaders } from './answers.ts'
import { readBody } from './read-body.ts'

const maxBodyBytes = 25_000_000
const maxBatchSize = 10

/** Below which path procedures are called. */
export const trpcPrefix = '/api/trpc/'

/** A call of one procedure, or of several at once. */
type Call = {
  readonly services: Services
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly clientAddress: string
}

/**
 * Answers calls of procedures. One change by itself, which is what all work is sent as, goes past the
 * adapter of tRPC: that makes a request and an answer of the web's kind of each, with a stream in
 * either, which takes as long as planning and writing the operation (decision 0030).
 */
export async function answerTrpc(call: Call): Promise<void> {
  const { request, response, url } = call
  const isPost = request.method === 'POST'
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false
  if (isPost && !isJson) {
    return answerProblem(response, 415, { code: 'not-json', message: 'Send JSON.' })
  }
  const path = url.pathname.slice(trpcPrefix.length)
  if (isPost && !url.searchParams.has('batch') && mutations.has(path)) return answerOne(call, path)
  await answerByAdapter(call, path)
}

// By their whole names, whatever its type says.
const procedures = appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>
const mutations: ReadonlySet<string> = new Set(
  Object.entries(procedures).flatMap(([path, { _def }]) => (_def.type === 'mutation' ? path : [])),
)

/** One change. What is answered is what the adapter would answer to it in a batch of one. */
async function answerOne(call: Call, path: string): Promise<void> {
  const { services, request, response, clientAddress } = call
  const ctx = createRequestContext(services, request, clientAddress)
  let input: Promise<unknown> | undefined
  const getRawInput = () => {
    input ??= readInput(request)
    return input
  }
  try {
    const data: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      type: 'mutation',
      ctx,
      getRawInput,
      signal: undefined,
      batchIndex: 0,
    })
    answerJson(response, 200, { result: { data } })
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause)
    noteFault(call, error, path)
    for (const [name, value] of Object.entries(retryHeaders([error])))
      response.setHeader(name, value)
    const config = appRouter._def._config
    const shape = getTRPCErrorShape({
      config,
      error,
      type: 'mutation',
      path,
      input: undefined,
      ctx,
    })
    answerJson(response, shape.data.httpStatus, { error: shape })
  }
}

/** What the call brings along; read when somebody asks for it, which may be after it was turned away. */
async function readInput(request: IncomingMessage): Promise<unknown> {
  try {
    const body = await readBody(request, maxBodyBytes)
    if (body === 'too-large') throw new TRPCError({ code: 'PAYLOAD_TOO_LARGE' })
    return JSON.parse(body.toString())
  } catch (cause) {
    throw cause instanceof TRPCError ? cause : new TRPCError({ code: 'BAD_REQUEST', cause })
  }
}

async function answerByAdapter(call: Call, path: string): Promise<void> {
  const { services, request, response, clientAddress } = call
  for (const [name, value] of Object.entries(privateHeaders)) response.setHeader(name, value)
  await nodeHTTPRequestHandler({
    req: request,
    res: response,
    path,
    router: appRouter,
    createContext: () => createRequestContext(services, request, clientAddress),
    responseMeta: ({ errors }) => ({ headers: retryHeaders(errors) }),
    maxBodySize: maxBodyBytes,
    maxBatchSize,
    onError: ({ error, path: named }) => noteFault(call, error, named),
  })
}

/** What nobody has foreseen is told to the log, and to nobody else; tRPC calls all of it by one name. */
function noteFault({ services, request }: Call, error: TRPCError, path: string | undefined): void {
  if (error.code !== 'INTERNAL_SERVER_ERROR') return
  const about = { path, request: noteOf(request).id }
  logFault(services.log, error.cause ?? error, about, 'a call failed')
}
