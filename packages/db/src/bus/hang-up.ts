import type pg from 'pg'

/** Ends a connection without waiting for the other side, which may be gone. */
export function hangUp(client: pg.Client): void {
  client.end().catch(() => undefined)
  client.connection.stream.destroy()
}
