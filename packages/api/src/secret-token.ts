import { createHash, randomBytes } from 'node:crypto'

/** The secret of a link: 256 random bits, safe in an address. Only its hash is ever stored. */
export function mintToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token: it finds the row, and nobody can make the token of it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
