import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Api } from '@parallax/api'

const finishWithinMs = 7_000
const hardStopMs = 25_000

/**
 * Ends a server in good order: feeds are told, requests that are under way finish within seconds,
 * everything submitted is on the disk. Ends the process by force if that hangs.
 */
export async function stopServer(
  server: Server,
  api: Api,
  closePages: () => Promise<void>,
): Promise<void> {
  const hardStop = setTimeout(() => process.exit(1), hardStopMs)
  hardStop.unref()
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  api.endFeeds()
  // A kept-alive connection counts as open until it is idle, and then nobody closes it.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  await Promise.race([closed, wait(finishWithinMs, undefined, { ref: false })])
  clearInterval(idle)
  server.closeAllConnections()
  await api.close()
  await closePages()
  clearTimeout(hardStop)
}
