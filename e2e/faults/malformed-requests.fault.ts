import { chooser } from '@parallax/domain/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signUp, type Visitor } from '../bench/visitor.ts'
import { type JourneyServer, startJourneyServer } from '../journeys/journey-server.ts'
import { rounds } from './rounds.ts'

const malformed: readonly (readonly [string, string])[] = [
  ['what is not JSON', '{"project": '],
  ['an empty body', ''],
  ['another shape', '{"operations": {"id": 7}}'],
  ['a list that nests too deep', '['.repeat(100_000)],
  ['a name of everything', '{"__proto__": {"isAdmin": true}, "operations": []}'],
]

describe.each(['postgresql', 'pglite'] as const)('F32: on %s a malformed request', (engine) => {
  let at: Addressed
  beforeAll(async () => {
    const server = await startJourneyServer(engine, 'malformed requests')
    at = { server, owner: await signUp(server.baseUrl, 'Olga Owner') }
  })
  afterAll(() => at.server.stop())

  test.each(malformed)('of %s fails alone', async (_, body) => expectRefused(at, body))

  test('with any of its bytes changed fails alone or is read as what it says', async () => {
    for (let round = 0; round < rounds(40, 2_000); round++) {
      const answer = await post(at, spoilt(sound, round))
      expect([200, 400, 403, 404], `round ${round}: ${await answer.text()}`).toContain(
        answer.status,
      )
    }
    await expectAlive(at)
  })
})

/** Who is asked, and by whom. */
type Addressed = { readonly server: JourneyServer; readonly owner: Visitor }

const sound = JSON.stringify({
  project: '0190a0e5-7c1e-7000-8000-00000000000a',
  operations: [
    {
      id: '0190a0e5-7c1e-7000-8000-00000000000b',
      stream: { kind: 'layer', id: '0190a0e5-7c1e-7000-8000-00000000000c' },
      baseSeq: 3,
      group: '0190a0e5-7c1e-7000-8000-00000000000b',
      after: null,
      type: 'record.set',
      args: { id: '0190a0e5-7c1e-7000-8000-00000000000d', register: 'note', value: 'Ångström' },
    },
  ],
})

/** The bytes of a request with a few of them overwritten, taken out or said twice. */
function spoilt(body: string, seed: number): Uint8Array<ArrayBuffer> {
  const choose = chooser(seed)
  const bytes = [...new TextEncoder().encode(body)]
  for (let times = 0; times <= choose.below(4); times++) {
    const at = choose.below(bytes.length)
    const replaced = choose.from([[], [choose.below(256)], bytes.slice(at, at + 40)])
    bytes.splice(at, choose.below(3), ...replaced)
  }
  return Uint8Array.from(bytes)
}

async function expectRefused(at: Addressed, body: string): Promise<void> {
  const { status } = await post(at, body)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(500)
  await expectAlive(at)
}

async function expectAlive({ server }: Addressed): Promise<void> {
  expect((await fetch(`${server.baseUrl}/readyz`)).status).toBe(200)
}

function post(
  { server, owner }: Addressed,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<Response> {
  const { baseUrl: origin } = server
  return fetch(`${origin}/api/trpc/operations.submit`, {
    method: 'POST',
    headers: { origin, cookie: owner.cookie, 'content-type': 'application/json' },
    body,
  })
}
