import type { TRPCError } from '@trpc/server'
import * as z from 'zod'
import { type PassingTrouble, passingTrouble } from '../load/passing-trouble.ts'

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

/** What the outside is told of an error: never a stack, a statement or a path of ours. */
export function formatError({ error, shape }: { error: TRPCError; shape: Shape }) {
  const { code, httpStatus, path } = shape.data
  const trouble = passingTrouble(error.cause)
  return {
    message: trouble?.message ?? messageOf(error, shape.message),
    code: shape.code,
    data: { code, httpStatus, path, ...(trouble && toldOf(trouble)) },
  }
}

/** Also in the body: an answer may carry several errors, and a page does not see its headers. */
function toldOf({ httpStatus, reason, retryAfterS }: PassingTrouble) {
  return { httpStatus, reason, retryAfterMs: retryAfterS * 1_000 }
}

function messageOf(error: TRPCError, message: string): string {
  if (error.code === 'INTERNAL_SERVER_ERROR') return 'Something went wrong on the server.'
  if (error.cause instanceof z.ZodError) {
    const fields = error.cause.issues.map((issue) => issue.path.join('.') || 'input')
    return `The request is malformed: ${[...new Set(fields)].join(', ')}.`
  }
  // A body that is no JSON makes the parser's own words the message.
  return error.cause === undefined ? message : 'The request is malformed.'
}
