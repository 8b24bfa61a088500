import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, type JourneyServer, startJourneyServer } from '../journeys/journey-server.ts'

let server: JourneyServer
let port: number
beforeAll(async () => {
  port = await freePort()
  // People on other machines may use the server; its numbers are still for this one.
  const settings = { METRICS_PORT: String(port), HOST: '0.0.0.0' }
  server = await startJourneyServer('postgresql', 'the metrics', settings)
})
afterAll(() => server.stop())

/** Addresses of this machine beside the one that the metrics listen on. */
function otherAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  const own = all.map(({ address }) => address).filter((address) => address !== '127.0.0.1')
  // Linux answers on all of 127.0.0.0/8.
  return process.platform === 'linux' ? [...own, '127.0.0.2'] : own
}

function canConnect(host: string, to: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: to, timeout: 2_000 })
    const tell = (isOpen: boolean) => () => {
      socket.destroy()
      resolve(isOpen)
    }
    socket.once('connect', tell(true))
    socket.once('error', tell(false))
    socket.once('timeout', tell(false))
  })
}

test('the metrics answer on the loopback address and on no other of this machine', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`)
  expect(await answer.text()).toContain('parallax_feeds 0')
  const others = otherAddresses()
  const pagesPort = Number(new URL(server.baseUrl).port)
  const reached = await Promise.all(others.map((host) => canConnect(host, pagesPort)))
  // So that a refusal says something: the server itself can be reached there.
  const open = others.filter((_, index) => reached[index])
  if (process.platform === 'linux') expect(open).toContain('127.0.0.2')
  for (const host of others) expect(await canConnect(host, port), host).toBe(false)
})
