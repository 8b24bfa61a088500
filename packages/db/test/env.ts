/** A PostgreSQL server where databases may be created, or `undefined`. */
export const testDatabaseUrl = process.env.TEST_DATABASE_URL

/** Whether this run is `npm run faults`, which has time for what is large. */
export const isFullRun = process.env.PARALLAX_FAULTS === 'full'
