import { isProjectGone } from '@parallax/db'
import type { TRPCError } from '@trpc/server'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import * as z from 'zod'
import { faultMessage } from '../http/request-id.ts'
import { type PassingTrouble, passingTrouble } from '../load/passing-trouble.ts'
import { notFound } from './edge-errors.ts'
import type { RequestContext } from './request-context.ts'

type Shape = {
  readonly message: string
  readonly code: number
  readonly data: {
    readonly code: string
    readonly httpStatus: number
    readonly path?: string | undefined
    readonly stack?: string | undefined
  }
}

type Failed = {
  readonly error: TRPCError
  readonly shape: Shape
  /** There is none when it could not be made. */
  readonly ctx?: Pick<RequestContext, 'note'> | undefined
}

/** What the outside is told of an error: never a stack, a statement or a path of ours. */
export function formatError({ error, shape, ctx }: Failed) {
  if (isProjectGone(error.cause)) return toldNotFound(shape)
  const { code, httpStatus, path } = shape.data
  const trouble = passingTrouble(error.cause)
  const isFault = trouble === undefined && error.code === 'INTERNAL_SERVER_ERROR'
  const requestId = isFault ? ctx?.note?.id : undefined
  return {
    message: trouble?.message ?? messageOf(error, shape.message, requestId),
    code: shape.code,
    data: {
      code,
      httpStatus,
      path,
      ...(trouble && toldOf(trouble)),
      ...(requestId && { requestId }),
    },
  }
}

/** Who was let in a moment before its project was removed is told what they would be told now. */
function toldNotFound({ data: { path } }: Shape) {
  const { code, message } = notFound()
  return { message, code: TRPC_ERROR_CODES_BY_KEY[code], data: { code, httpStatus: 404, path } }
}

/** Also in the body: an answer may carry several errors, and a page does not see its headers. */
function toldOf({ httpStatus, reason, retryAfterS }: PassingTrouble) {
  return { httpStatus, reason, retryAfterMs: retryAfterS * 1_000 }
}

function messageOf(error: TRPCError, message: string, requestId: string | undefined): string {
  if (error.code === 'INTERNAL_SERVER_ERROR') return faultMessage(requestId)
  if (error.cause instanceof z.ZodError) {
    const fields = error.cause.issues.map((issue) => issue.path.join('.') || 'input')
    return `The request is malformed: ${[...new Set(fields)].join(', ')}.`
  }
  // A body that is no JSON makes the parser's own words the message.
  return error.cause === undefined ? message : 'The request is malformed.'
}
