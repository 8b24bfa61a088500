import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DatabaseEngine, openChangeBus, setOpenSignUp } from '@parallax/db'
import { openTestDatabase, type TestDatabase } from '@parallax/db/test'
import { type UserId, userIdSchema } from '@parallax/domain'
import { pino } from 'pino'
import { appRouter } from '../src/app-router.ts'
import { type Api, type ApiOptions, createApi } from '../src/create-api.ts'
import { createCallerFactory } from '../src/trpc/procedures.ts'
import { folderBlobStore } from '../src/uploads/blob-store.ts'

export const testSecret = 'a secret of tests that is long enough'
export const testPassword = 'reads the news'

const createCaller = createCallerFactory(appRouter)

/** Calls procedures as one person does. */
export type Caller = ReturnType<typeof createCaller>

export type TestPerson = {
  readonly userId: UserId
  readonly name: string
  readonly email: string
  readonly sessionToken: string
  readonly call: Caller
}

/** An api with a database of its own. The first person owns the instance; sign-up is then open. */
export type TestApi = Api & {
  readonly engine: DatabaseEngine
  /** Every statement so far, as its text. */
  readonly statements: readonly string[]
  person(name: string): Promise<TestPerson>
  callerFor(sessionToken: string | undefined): Caller
  /** A second process on the same database: only where the engine allows one. */
  secondProcess(): Promise<Api>
  remove(): Promise<void>
}

export async function openTestApi(
  engine: DatabaseEngine,
  options: Partial<ApiOptions> = {},
): Promise<TestApi> {
  const database = await openTestDatabase(engine)
  const statements = listenTo(database.pool)
  const folder = mkdtempSync(join(tmpdir(), 'parallax-api-'))
  const cleanups: (() => Promise<void>)[] = []
  const create = async (): Promise<Api> => {
    const bus = await openChangeBus(database)
    const api = createApi({
      database,
      bus,
      blobs: folderBlobStore(join(folder, 'blobs')),
      secret: testSecret,
      address: { publicUrl: undefined, port: 3000 },
      log: pino({ level: 'silent' }),
      exportFolder: join(folder, 'exports'),
      importFolder: join(folder, 'imports'),
      ...options,
    })
    cleanups.push(async () => {
      await api.close()
      await bus.close()
    })
    return api
  }
  const api = await create()
  const callerFor = (sessionToken: string | undefined) =>
    createCaller({ services: api.services, sessionToken, clientAddress: '127.0.0.1' })
  return {
    ...api,
    engine,
    statements,
    callerFor,
    person: (name) => signUp(api, name, callerFor),
    secondProcess: create,
    remove: async () => {
      for (const clean of cleanups.reverse()) await clean()
      await database.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Writes down what is asked of a pool from now on; what a transaction asks is not heard. */
function listenTo(pool: TestDatabase['pool']): string[] {
  const heard: string[] = []
  const query = pool.query.bind(pool)
  const listening = (...asked: Parameters<typeof query>) => {
    const [statement]: readonly unknown[] = asked
    heard.push(textOf(statement))
    return query(...asked)
  }
  Object.defineProperty(pool, 'query', { value: listening, configurable: true })
  return heard
}

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement
  const isConfig = typeof statement === 'object' && statement !== null && 'text' in statement
  return isConfig ? String(statement.text) : ''
}

async function signUp(
  { services }: Api,
  name: string,
  callerFor: (sessionToken: string) => Caller,
): Promise<TestPerson> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`
  const { token, user } = await services.auth.api.signUpEmail({
    body: { name, email, password: testPassword },
  })
  await setOpenSignUp(services.db, true)
  const sessionToken = String(token)
  const userId = userIdSchema.parse(user.id)
  return { userId, name, email, sessionToken, call: callerFor(sessionToken) }
}
