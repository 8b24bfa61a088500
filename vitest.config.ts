import { configDefaults, defineConfig } from 'vitest/config'
import { isFullRun } from './e2e/faults/rounds.ts'

/** Tests that need a database run in a project of their own, with time for a server to start. */
const databaseTests = 'packages/*/src/**/*.pg.test.ts'

/** What is waited for comes when a busy machine gets to it; how long it may take is another question. */
const patient = { poll: { timeout: 15_000 } }

export default defineConfig({
  test: {
    // Left to itself, Vitest keeps one core for itself: of two that is half.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'packages',
          expect: patient,
          setupFiles: ['scripts/property-seed.mjs'],
          include: ['packages/*/src/**/*.test.{ts,tsx}', 'apps/web/src/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, databaseTests],
          // Loading the packages anew for every file takes longer than the tests. What a file leaves
          // behind, such as a clock that stands still, would be seen by the next one: see to it.
          isolate: false,
          // Laws try hundreds of cases; a busy machine must not decide about them.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'architecture',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['architecture/*.test.ts', 'scripts/*.test.ts', 'e2e/interop/*.test.ts'],
        },
      },
      {
        test: {
          name: 'database',
          expect: patient,
          isolate: false,
          setupFiles: ['scripts/property-seed.mjs'],
          include: [databaseTests],
          globalSetup: ['scripts/lend-postgres.mjs'],
          testTimeout: isFullRun ? 1_800_000 : 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Faults between servers, clients and databases; they start what `npm run build` has built.
        test: {
          name: 'faults',
          expect: patient,
          setupFiles: ['scripts/property-seed.mjs'],
          include: ['e2e/faults/**/*.fault.ts'],
          globalSetup: ['scripts/lend-postgres.mjs'],
          testTimeout: isFullRun ? 7_200_000 : 120_000,
          // The full rounds have a project each, and all are made at the beginning.
          hookTimeout: isFullRun ? 7_200_000 : 120_000,
        },
      },
    ],
  },
})
