import { type BrowserContext, expect, type Page, test as playwrightTest } from '@playwright/test'
import { problemsLeftBy } from '../faults/data-problems.ts'
import {
  type Engine,
  type FirstStart,
  type JourneyServer,
  startJourneyServer,
} from './journey-server.ts'

export { expect } from '@playwright/test'

/** Which database the server of a journey runs on. Set by the project in playwright.config.ts. */
export type ServerOptions = { readonly engine: Engine }

/** What that server finds when it starts. Set by the files that are about it. */
type StartOptions = { readonly firstStart: FirstStart }

/** Someone with a browser of their own: nothing is shared with other people, not even cookies. */
export type Person = {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly context: BrowserContext
  readonly page: Page
}

type JourneyFixtures = {
  /** The server of this file: fresh, with an empty database, shared by the tests of the file. */
  readonly server: JourneyServer
  /** The folder where that server keeps its keys and files, and with PGlite its database. */
  readonly dataFolder: string
  /**
   * Leaves `page` signed in as the owner of the server: the first test of a file creates the first
   * account through the server's own door, later ones take up its session.
   */
  readonly signUpOwner: (page: Page) => Promise<Credentials>
  /** Opens a browser for one more person, who has no account yet. */
  readonly newPerson: (name: string) => Promise<Person>
}

type Credentials = Pick<Person, 'name' | 'email' | 'password'>

/** Gives each journey file the server that was started for it. */
type ServerOfFile = (file: string) => Promise<JourneyServer>

/** The owner's cookies: signing in is rationed, as it should be. */
const sessionOfOwner = new WeakMap<JourneyServer, Cookies>()
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

const serverStartTimeoutMs = 120_000

export const test = playwrightTest.extend<
  JourneyFixtures,
  ServerOptions & StartOptions & { readonly serverOfFile: ServerOfFile }
>({
  engine: ['pglite', { option: true, scope: 'worker' }],
  firstStart: ['on empty tables', { option: true, scope: 'worker' }],

  serverOfFile: [
    async ({ engine, firstStart }, use, { project }) => {
      const servers = new Map<string, JourneyServer>()
      const complaints: unknown[] = []
      const stop = async (file: string, server: JourneyServer) => {
        servers.delete(file)
        try {
          if (project.name.startsWith('faults-')) await expectSoundData(server)
        } catch (complaint) {
          complaints.push(complaint)
        }
        await server.stop().catch((complaint: unknown) => complaints.push(complaint))
      }
      await use(async (file) => {
        const started = servers.get(file)
        if (started) return started
        // A worker runs one file after the other: the server of the last one is not needed again.
        for (const [previous, server] of servers) await stop(previous, server)
        const server = await startJourneyServer(engine, file, {}, firstStart)
        servers.set(file, server)
        return server
      })
      for (const [file, server] of servers) await stop(file, server)
      expect(
        complaints,
        'every server ends by itself within 10 seconds, and its data is whole',
      ).toEqual([])
    },
    { scope: 'worker', timeout: serverStartTimeoutMs },
  ],

  server: [
    async ({ serverOfFile }, use, testInfo) => {
      const server = await serverOfFile(testInfo.file)
      await use(server)
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('what the server printed', { body: server.output() })
      }
    },
    { timeout: serverStartTimeoutMs },
  ],

  baseURL: async ({ server }, use) => {
    await use(server.baseUrl)
  },

  dataFolder: async ({ server }, use) => {
    await use(server.dataFolder)
  },

  signUpOwner: async ({ server }, use) => {
    await use(async (page) => {
      const owner = credentialsOf('Olga Owner')
      const session = sessionOfOwner.get(server)
      if (session !== undefined) {
        await page.context().addCookies(session)
        return owner
      }
      const answer = await page.request.post(`${server.baseUrl}/api/auth/sign-up/email`, {
        headers: { origin: server.baseUrl },
        data: owner,
      })
      expect(answer.status(), await answer.text()).toBe(200)
      sessionOfOwner.set(server, await page.context().cookies())
      return owner
    })
  },

  newPerson: async ({ browser, server }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (name) => {
      const context = await browser.newContext({ baseURL: server.baseUrl })
      contexts.push(context)
      return { ...credentialsOf(name), context, page: await context.newPage() }
    })
    for (const context of contexts) await context.close()
  },
})

/** Whatever went wrong meanwhile, what a server leaves behind is whole. */
async function expectSoundData(server: JourneyServer): Promise<void> {
  await server.end()
  expect(await problemsLeftBy(server), 'every log folds to its tables and counters').toEqual([])
}

function credentialsOf(name: string): Credentials {
  const address = name.toLowerCase().replaceAll(' ', '.')
  return { name, email: `${address}@example.org`, password: `${address} reads the news` }
}
