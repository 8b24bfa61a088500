import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Api } from '@parallax/api'

/** While it still answers, whoever asks whether it is ready hears that it is not. */
const sayNotReadyMs = 300
const finishWithinMs = 6_000
const closeWithinMs = 2_500
const hardStopMs = 25_000

/** A server, and all that ends with it. */
export type Running = {
  readonly server: Server
  /** What `connectionsOf` has given for it. */
  readonly connections: ReadonlySet<Socket>
  readonly api: Api
  readonly closePages: () => Promise<void>
}

/** The connections that a server has at any time, from those on that it takes after this call. */
export function connectionsOf(server: Server): ReadonlySet<Socket> {
  const connections = new Set<Socket>()
  server.on('connection', (socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  return connections
}

/**
 * Ends a server in good order: feeds are told, requests that are under way finish within seconds,
 * what was submitted is on the disk. What hangs longer was not acknowledged, and is let go of. Ends
 * the process by force if even that does not work.
 */
export async function stopServer({ server, connections, api, closePages }: Running): Promise<void> {
  const guard = startHardStop()
  api.endFeeds()
  await wait(sayNotReadyMs)
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const idle = setInterval(() => closeIdle(server, connections), 50)
  await inTime(closed, finishWithinMs)
  clearInterval(idle)
  server.closeAllConnections()
  await inTime(api.close().then(closePages), closeWithinMs)
  await guard.terminate()
}

/**
 * A kept-alive connection counts as open until it is idle, and then nobody closes it. One that a
 * browser has opened in advance, and asks nothing on, does not even count as idle.
 */
function closeIdle(server: Server, connections: ReadonlySet<Socket>): void {
  server.closeIdleConnections()
  for (const socket of connections) if (socket.bytesRead === 0) socket.destroy()
}

/** From another thread, because a timer of this one would wait for whatever does not end. */
function startHardStop(): Worker {
  const program = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${hardStopMs})`
  const guard = new Worker(program, { eval: true })
  // Without it a server still ends, if nothing hangs.
  guard.on('error', () => undefined)
  guard.unref()
  return guard
}

function inTime(work: Promise<void>, limitMs: number): Promise<void> {
  return Promise.race([work, wait(limitMs, undefined, { ref: false })])
}
