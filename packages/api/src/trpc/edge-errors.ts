import { TRPCError } from '@trpc/server'

/** What is not there, and what is there but not for the caller: nobody can tell them apart. */
export function notFound(): TRPCError {
  return new TRPCError({ code: 'NOT_FOUND', message: 'There is nothing here for you.' })
}

export function notAllowed(): TRPCError {
  return new TRPCError({ code: 'FORBIDDEN', message: 'Your role does not allow this.' })
}

/** A request that is well-formed and comes at the wrong time; the message is for people. */
export function conflict(message: string): TRPCError {
  return new TRPCError({ code: 'CONFLICT', message })
}
