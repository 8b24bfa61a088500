import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Api } from '@parallax/api'

/** While it still answers, whoever asks whether it is ready hears that it is not. */
const sayNotReadyMs = 300
const finishWithinMs = 6_000
const closeWithinMs = 2_500
const hardStopMs = 25_000

/**
 * Ends a server in good order: feeds are told, requests that are under way finish within seconds,
 * what was submitted is on the disk. What hangs longer was not acknowledged, and is let go of. Ends
 * the process by force if even that does not work.
 */
export async function stopServer(
  server: Server,
  api: Api,
  closePages: () => Promise<void>,
): Promise<void> {
  const hardStop = setTimeout(() => process.exit(1), hardStopMs)
  hardStop.unref()
  api.endFeeds()
  await wait(sayNotReadyMs)
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A kept-alive connection counts as open until it is idle, and then nobody closes it.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  await inTime(closed, finishWithinMs)
  clearInterval(idle)
  server.closeAllConnections()
  await inTime(api.close().then(closePages), closeWithinMs)
  clearTimeout(hardStop)
}

function inTime(work: Promise<void>, limitMs: number): Promise<void> {
  return Promise.race([work, wait(limitMs, undefined, { ref: false })])
}
