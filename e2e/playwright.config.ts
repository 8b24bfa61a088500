import { defineConfig, devices } from '@playwright/test'
import { browserArguments, findBrowser } from './browser/find-browser.mjs'
import { isFullRun } from './faults/rounds.ts'
import type { ServerOptions } from './journeys/server-fixture.ts'

const browser = await findBrowser()
const faultTimeoutMs = isFullRun ? 7_200_000 : 120_000
const reportFile = process.env.JOURNEY_REPORT
const isTraceFull = process.env.JOURNEY_TRACE === 'full'

export default defineConfig<object, ServerOptions>({
  testDir: 'journeys',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Whatever the browser and its version: pictures.spec.ts says with which they were taken.
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  globalSetup: '../scripts/lend-postgres.mjs',
  workers: 2,
  // A journey that needs a second try has found something.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter:
    reportFile === undefined ? [['list']] : [['list'], ['json', { outputFile: reportFile }]],
  use: {
    ...devices['Desktop Chrome'],
    // The caret and word movement differ between systems; the journeys name keys, not positions.
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // Without pictures of every step, which cost a third of the time, and copies of the page and its
    // requests, which cost a fifth of the processor's: JOURNEY_TRACE=full brings the copies back.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: isTraceFull },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser.executablePath,
      args: browserArguments,
      chromiumSandbox: false,
      env: { ...process.env, ...browser.env },
    },
  },
  projects: [
    // What the pages do does not depend on the database: only journeys named so run on both, and all
    // on the one that costs the processor less.
    { name: 'postgresql', use: { engine: 'postgresql' } },
    { name: 'pglite', testMatch: '**/*.both.spec.ts', use: { engine: 'pglite' } },
    // What can go wrong in a browser; docs/reliability.md lists it.
    {
      name: 'faults-postgresql',
      testDir: 'faults',
      timeout: faultTimeoutMs,
      use: { engine: 'postgresql' },
    },
    {
      name: 'faults-pglite',
      testDir: 'faults',
      testMatch: '**/*.both.spec.ts',
      timeout: faultTimeoutMs,
      use: { engine: 'pglite' },
    },
  ],
})
