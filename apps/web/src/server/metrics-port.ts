import { createServer, type Server } from 'node:http'
import type { Api } from '@parallax/api'

/**
 * Answers `GET /metrics` to this machine only: numbers are nobody's business elsewhere. Resolves with
 * `undefined`, having said why, when the port is taken: the product works without.
 */
export function serveMetrics(
  { services: { metrics, log } }: Api,
  port: number,
): Promise<Server | undefined> {
  metrics.watchProcess()
  const server = createServer(async (request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end()
      return
    }
    const { mediaType, body } = await metrics.text()
    response.writeHead(200, { 'content-type': mediaType }).end(body)
  })
  return new Promise((resolve) => {
    server.once('error', (fault) => {
      log.error({ err: fault }, 'the metrics have no port')
      resolve(undefined)
    })
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
