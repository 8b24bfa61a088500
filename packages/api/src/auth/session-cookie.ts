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
  return isSigned(token, value.slice(dot + 1), secret) ? token : undefined
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
