import { startPostgres } from '../../scripts/postgres.mjs'

/**
 * Lends the journeys a PostgreSQL when nobody did so before. What is set here is seen by every
 * worker; the function given back takes the server away.
 */
export default async function globalSetup(): Promise<() => void> {
  const server = await startPostgres()
  process.env.TEST_DATABASE_URL = server.url
  return server.stop
}
