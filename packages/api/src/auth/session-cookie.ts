import { createHmac, timingSafeEqual } from 'node:crypto'

/** The cookie that carries a session; browsers refuse the secure name without HTTPS. */
export function sessionCookieName(isSecure: boolean): string {
  return `${isSecure ? '__Secure-' : ''}parallax.session_token`
}

/**
 * The session token in a `Cookie` header, if its signature is ours. Reading it here saves the two
 * statements that asking better-auth would take: session, person and role then come in one.
 */
export function readSessionToken(
  cookieHeader: string | undefined,
  cookieName: string,
  secret: string,
): string | undefined {
  const written = cookieHeader
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${cookieName}=`))
  const value = written && unescaped(written.slice(cookieName.length + 1))
  const dot = value?.lastIndexOf('.') ?? -1
  if (value === undefined || dot < 1) return undefined
  const token = value.slice(0, dot)
  return isSignedAsBefore(token, value, secret) ? token : undefined
}

/** Cookies whose signature was found to be ours: a browser sends the same one with every request. */
const found = new Map<string, string>()
const mostFound = 10_000

function isSignedAsBefore(token: string, value: string, secret: string): boolean {
  if (found.get(value) === secret) return true
  if (!isSigned(token, value.slice(token.length + 1), secret)) return false
  if (found.size >= mostFound) found.clear()
  found.set(value, secret)
  return true
}

/** Percent escapes undone; unlike decodeURIComponent it never throws. */
function unescaped(value: string): string {
  const bytes = Buffer.from(
    value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    'latin1',
  )
  return bytes.toString('utf8')
}

function isSigned(token: string, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(token).digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
