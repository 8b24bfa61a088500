import type { IncomingMessage } from 'node:http'

/** Where browsers find this instance. */
export type PublicAddress = {
  /** The one public origin; without it, localhost and 127.0.0.1 at the port. */
  readonly publicUrl: string | undefined
  readonly port: number
}

/** Every origin that is ours. */
export function ownOrigins({ publicUrl, port }: PublicAddress): readonly string[] {
  if (publicUrl !== undefined) return [new URL(publicUrl).origin]
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => new URL(`http://${host}:${port}`).origin)
}

/**
 * Whether a request may have been made by our own pages. What changes something must say that it
 * comes from our origin; what only reads must not say that it comes from elsewhere.
 */
export function isFromOurPages(
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  origins: readonly string[],
): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (site === 'cross-site' || site === 'same-site') return false
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (origin === undefined) return isRead
  return origins.includes(origin)
}
