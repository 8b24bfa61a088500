import { startPostgres } from './postgres.mjs'

/**
 * The global setup of Vitest and of Playwright: lends their tests a PostgreSQL when nobody named one.
 * Every worker sees its address in TEST_DATABASE_URL; the function given back takes it away.
 */
export default async function lendPostgres() {
  const server = await startPostgres()
  process.env.TEST_DATABASE_URL = server.url
  return server.stop
}
