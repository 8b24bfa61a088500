import { createContext, use } from 'react'
import type { SessionUser } from './session-user.ts'

export type Visitor = {
  /** The person who is signed in, as the server knew them when the page was asked for. */
  readonly user: SessionUser | undefined
  /** For every element the content security policy asks a nonce of. */
  readonly nonce: string | undefined
}

const VisitorContext = createContext<Visitor>({ user: undefined, nonce: undefined })

export const VisitorProvider = VisitorContext.Provider

/** Who is signed in, and the nonce of this page. */
export function useVisitor(): Visitor {
  return use(VisitorContext)
}

/** The nonce of this page, for what writes style elements of its own. */
export function useNonce(): string | undefined {
  return useVisitor().nonce
}
