import { createServer, type RequestListener, type Server } from 'node:http'

/** A server of the bench on a free port. */
export async function serve(
  listener: RequestListener,
): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> {
  const server = createServer(listener)
  const port = await listen(server)
  return { origin: `http://127.0.0.1:${port}`, close: () => stopListening(server) }
}

/** Listens on a free port of this machine, which it gives. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

/** Ends the server and every connection to it. */
export function stopListening(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
