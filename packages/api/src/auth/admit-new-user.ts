import { timingSafeEqual } from 'node:crypto'
import { claimInstance, type Db, findInvitation, getInstanceSettings } from '@parallax/db'
import { APIError } from 'better-auth/api'
import { mintId } from '../mint-id.ts'
import { hashToken } from '../secret-token.ts'
import { releaseUnfinishedClaim } from './release-claim.ts'

export const setupTokenHeader = 'x-parallax-setup-token'
export const invitationHeader = 'x-parallax-invitation'

/** Making an account takes less than this. */
const claimLifeMs = 60_000

type Door = { readonly db: Db; readonly setupToken: string | undefined }

/**
 * Lets a new account in, or throws what better-auth answers with: the first person, who becomes the
 * owner of the instance; afterwards whoever has an invitation, or anybody when sign-up is open. The
 * instance is claimed before the account is made, so of two first people only one can win.
 */
export async function admitNewUser(
  door: Door,
  user: { readonly name: string },
  headers: Headers | undefined,
): Promise<{ data: { id: string; name: string } }> {
  const id = mintId()
  const name = user.name.normalize('NFC').trim()
  if (name.length < 1 || name.length > 100) {
    throw refusal('BAD_REQUEST', 'INVALID_NAME', 'A name has 1 to 100 characters.')
  }
  await releaseUnfinishedClaim(door.db, new Date(Date.now() - claimLifeMs))
  const settings = await getInstanceSettings(door.db)
  if (settings.ownerId === null) {
    requireSetupToken(door.setupToken, headers)
    if (await claimInstance(door.db, id)) return { data: { id, name } }
  }
  if (settings.openSignUp || (await isInvited(door.db, headers))) return { data: { id, name } }
  throw refusal(
    'FORBIDDEN',
    'SIGN_UP_CLOSED',
    'New accounts here need an invitation. Ask a project owner for a link.',
  )
}

function requireSetupToken(setupToken: string | undefined, headers: Headers | undefined): void {
  if (setupToken === undefined) return
  const given = Buffer.from(hashToken(headers?.get(setupTokenHeader) ?? ''))
  if (timingSafeEqual(given, Buffer.from(hashToken(setupToken)))) return
  throw refusal(
    'FORBIDDEN',
    'SETUP_TOKEN_REQUIRED',
    'The first account needs the setup token that the server printed when it started.',
  )
}

async function isInvited(db: Db, headers: Headers | undefined): Promise<boolean> {
  const token = headers?.get(invitationHeader)
  if (!token) return false
  return (await findInvitation(db, hashToken(token), new Date())) !== undefined
}

function refusal(status: 'BAD_REQUEST' | 'FORBIDDEN', code: string, message: string): APIError {
  return new APIError(status, { code, message })
}
