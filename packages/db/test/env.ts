/** A PostgreSQL server where databases may be created, or `undefined`. */
export const testDatabaseUrl = process.env.TEST_DATABASE_URL
