import type { IncomingMessage } from 'node:http'
import { findTokenAccess, noteTokenUse, type TokenAccess } from '@parallax/db'
import type { ProjectId, UserId } from '@parallax/domain'
import { hashToken } from '../secret-token.ts'
import type { Services } from '../services.ts'
import { isTokenWord } from '../tokens/token-word.ts'
import { noteOf } from '../trpc/request-note.ts'
import { ApiProblem } from './api-problem.ts'

/** How exactly it is known when a token was last used. */
const useKnownToMs = 60_000

/** The person whose script asks, and the token that it asks with. */
export type TokenHolder = TokenAccess & { readonly userId: UserId }

/** Whose token a request bears. Throws the problem that says what is wrong with it. */
export async function findTokenHolder(
  services: Services,
  request: IncomingMessage,
  projectId: ProjectId | undefined,
): Promise<TokenHolder> {
  const tokenHash = hashToken(wordOf(request))
  const access = await findTokenAccess(services.db, { tokenHash, projectId })
  const now = new Date()
  if (access === undefined) throw unauthorised('token-unknown', 'Nobody has this token here.')
  const { token } = access
  const note = noteOf(request)
  note.userId = access.userId
  note.tokenId = token.id
  if (token.withdrawnAt !== null)
    throw unauthorised(
      'token-withdrawn',
      `The token “${token.name}” was withdrawn. Make a new one.`,
    )
  if (token.expiresAt <= now) {
    const day = token.expiresAt.toISOString().slice(0, 10)
    throw unauthorised('token-expired', `The token “${token.name}” was good until ${day}.`)
  }
  noteUse(services, token, now)
  // A user's id was minted by us.
  return { ...access, userId: access.userId as UserId }
}

function wordOf({ headers }: IncomingMessage): string {
  const word = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (word === undefined)
    throw unauthorised(
      'token-missing',
      'Send an access token: “Authorization: Bearer plx_…”. It is made on the page Account.',
    )
  if (!isTokenWord(word))
    throw unauthorised('token-mistyped', 'This is not a whole token. Was it copied to its end?')
  return word
}

function unauthorised(code: string, detail: string): ApiProblem {
  return new ApiProblem(401, code, detail, { 'www-authenticate': 'Bearer realm="parallax"' })
}

/** Reading does not wait for it, and goes on when nothing can be written. */
function noteUse({ db, log }: Services, token: TokenAccess['token'], now: Date): void {
  const sinceAt = new Date(now.getTime() - useKnownToMs)
  if (token.lastUsedAt !== null && token.lastUsedAt >= sinceAt) return
  void noteTokenUse(db, token.id, { now, sinceAt }).catch((fault: unknown) =>
    log.warn({ err: fault }, 'the use of a token was not noted'),
  )
}
