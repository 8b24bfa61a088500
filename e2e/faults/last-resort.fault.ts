import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type JourneyServer, startJourneyServer } from '../journeys/journey-server.ts'

/** Makes faults that nobody catches, when a signal asks for one; the server itself has no such thing. */
const planted = `
process.on('SIGUSR2', () => void Promise.reject(new Error('a planted rejection')))
process.on('SIGHUP', () => setImmediate(() => { throw new Error('a planted exception') }))
`
const preload = `data:text/javascript,${encodeURIComponent(planted)}`

describe('F32: a fault that nobody has caught', () => {
  let server: JourneyServer
  beforeAll(async () => {
    server = await startJourneyServer('postgresql', 'uncaught faults', {
      NODE_OPTIONS: `--import=${preload}`,
    })
  })
  afterAll(() => server.stop())

  const lines = () => server.output().split('\n')
  /** What of a fault was printed past the log. */
  const printed = () => lines().filter((line) => line.includes('planted') && !line.startsWith('{'))
  const told = (message: string) =>
    lines()
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
      .filter(({ err }) => err?.message === message)

  test.each([
    ['a planted rejection', 'SIGUSR2', 50, 'a rejection that nobody has handled'],
    ['a planted exception', 'SIGHUP', 60, 'an exception that nobody has caught'],
  ] as const)(
    'is logged by its name and where it was thrown, and the server goes on: %s',
    async (...planned) => {
      const [fault, signal, level, msg] = planned
      const { pid = 0 } = server
      for (let times = 1; times <= 3; times += 1) {
        // Whatever makes pages may want to listen itself, and would print all of a fault.
        expect((await fetch(`${server.baseUrl}/sign-in`)).status).toBe(200)
        process.kill(pid, signal)
        await expect.poll(() => told(fault)).toHaveLength(times)
        expect((await fetch(`${server.baseUrl}/readyz`)).status).toBe(200)
      }
      const err = { type: 'Error', message: fault, stack: expect.stringContaining('at ') }
      expect(told(fault)[0]).toMatchObject({ level, msg, err })
      expect(printed()).toEqual([])
      expect(server.pid).toBe(pid)
    },
  )
})
