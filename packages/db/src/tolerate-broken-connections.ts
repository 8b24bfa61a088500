import type { Pool } from 'pg'

/**
 * Keeps a broken connection from ending the process: whoever is using it gets the error with their
 * query, and the pool makes another.
 */
export function tolerateBrokenConnections(pool: Pool): void {
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
}
