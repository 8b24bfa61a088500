import { schema, setOpenSignUp } from '@parallax/db'
import { type Failure, failStatements } from '@parallax/db/test'
import { type ProjectId, projectIdSchema } from '@parallax/domain'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { testPassword } from '../../test/open-test-api.ts'
import { entity, operation, registryOf } from '../../test/sample-work.ts'
import { cookiesOf, type ServedApi, serveApi } from '../../test/serve-api.ts'
import { mintId } from '../mint-id.ts'

const canary = /canar/i
const failures: readonly (readonly [string, Failure, number])[] = [
  ['fails for a reason that nobody has foreseen', { sqlState: 'XX000' }, 50],
  ['finds no database', 'before', 40],
]

describe('the log', () => {
  const lines: string[] = []
  const printed: string[] = []
  let api: ServedApi
  let cookie: string
  let project: ProjectId

  beforeAll(async () => {
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
    for (const way of ['error', 'warn', 'log'] as const)
      vi.spyOn(console, way).mockImplementation((...words) => void printed.push(words.join(' ')))
    api = await serveApi('postgresql', { log })
    cookie = await api.cookieOf('Olga')
    await setOpenSignUp(api.services.db, true)
    project = projectIdSchema.parse(mintId())
    await call('projects.create', { id: project, name: 'News', mode: 'together' })
  })
  afterAll(async () => {
    vi.restoreAllMocks()
    await api.remove()
  })

  const post = (path: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${api.origin}${path}`, {
      method: 'POST',
      headers: { cookie, origin: api.origin, 'content-type': 'application/json', ...headers },
      body,
    })
  const call = (name: string, input: unknown) => post(`/api/trpc/${name}`, JSON.stringify(input))
  const signIn = () =>
    api.services.auth.api.signInEmail({
      body: { email: 'olga@example.org', password: testPassword },
      asResponse: true,
    })

  /** What people do, with words that must not be in a log. */
  const doings: Readonly<Record<string, () => Promise<Response>>> = {
    operation: () => {
      const create = operation('entity.create', registryOf(project), entity(project, 'Canary Bird'))
      return call('operations.submit', { project, operations: [create] })
    },
    batch: () => call('projects.update?batch=1', { 0: { project, name: 'Canary News' } }),
    upload: () =>
      post(`/api/uploads?project=${project}&filename=canary.txt`, `Canaries sing, ${mintId()}.`),
    'sign-up': () =>
      post(
        '/api/auth/sign-up/email',
        `{"name": "Canary", "email": "${mintId()}@canary.example", "password": "sings the news"}`,
      ),
  }

  describe.each(failures)('of what %s', (_, failure, level) => {
    test.each(Object.keys(doings))('has no word of the %s', async (doing) => {
      const before = lines.length
      const tokens: string[] = []
      const failing = failStatements(api.services.database.pool)
      for (let nth = 1; nth <= 6; nth += 1) {
        // A session that nobody has been asked about yet: its token is a value of a statement.
        if (nth <= 2) {
          cookie = cookiesOf(await signIn())
          tokens.push(sessionTokenOf(cookie))
        }
        await api.services.db.delete(schema.rateLimits)
        failing.failAt(nth, failure, Number.POSITIVE_INFINITY)
        const answer = await doings[doing]?.()
        failing.heal()
        expect(await answer?.text()).not.toMatch(/select|insert|Failed query/)
      }
      const told = lines.slice(before).map((line) => JSON.parse(line))
      const ofThis = told.filter((line) => line.request !== undefined && line.door === undefined)
      expect(ofThis.length).toBeGreaterThan(0)
      expect([...new Set(ofThis.map((line) => line.level))]).toEqual([level])
      expect(ofThis.every((line) => (line.err === undefined) === (level === 40))).toBe(true)
      const all = [...lines.slice(before), ...printed].join('')
      expect(all).not.toMatch(canary)
      expect(all).not.toMatch(/sings the news|Failed query|params/)
      for (const token of tokens) expect(all).not.toContain(token)
    })
  })
})

function sessionTokenOf(cookie: string): string {
  const signed = decodeURIComponent(cookie.split('=').slice(1).join('='))
  const token = signed.split('.')[0] ?? ''
  expect(token.length).toBeGreaterThan(20)
  return token
}
