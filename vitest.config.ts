import { configDefaults, defineConfig } from 'vitest/config'

/** Tests that need a database run in a project of their own, with time for a server to start. */
const databaseTests = 'packages/*/src/**/*.pg.test.ts'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'packages',
          setupFiles: ['scripts/property-seed.mjs'],
          include: ['packages/*/src/**/*.test.{ts,tsx}', 'apps/web/src/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, databaseTests],
        },
      },
      { test: { name: 'architecture', include: ['architecture/*.test.ts', 'scripts/*.test.ts'] } },
      {
        test: {
          name: 'database',
          setupFiles: ['scripts/property-seed.mjs'],
          include: [databaseTests],
          globalSetup: ['scripts/lend-postgres.mjs'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
