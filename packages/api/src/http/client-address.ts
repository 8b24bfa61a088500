import type { IncomingMessage } from 'node:http'
import type { PublicAddress } from './origin-rule.ts'

/**
 * Where a request comes from. A proxy on this machine is believed when a public address is set: it
 * appends whom it spoke to, and only that last entry cannot be invented by the visitor.
 */
export function clientAddressOf(request: IncomingMessage, address: PublicAddress): string {
  const peer = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''
  const isProxied = address.publicUrl !== undefined && /^(127\.|::1$)/.test(peer)
  const forwarded = request.headers['x-forwarded-for']
  if (!isProxied || forwarded === undefined) return peer
  const last = String(forwarded).split(',').at(-1)?.trim()
  return last || peer
}
