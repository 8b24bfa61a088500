import type { IncomingMessage, ServerResponse } from 'node:http'
import { appRouter } from '../app-router.ts'
import type { Services } from '../services.ts'
import { noteOf } from '../trpc/request-note.ts'
import { doorNameOf } from '../v1/match-route.ts'

/**
 * Writes one line when the answer has ended, and counts it. The line says who asked which door and
 * how it went; never an address with ids of documents, and nothing that was sent or answered.
 */
export function logRequest(
  { log, metrics }: Pick<Services, 'log' | 'metrics'>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const startedMs = performance.now()
  const door = doorOf(request)
  response.once('close', () => {
    const durationMs = Math.round((performance.now() - startedMs) * 10) / 10
    const status = response.statusCode
    const { id, userId, tokenId } = noteOf(request)
    const isWhole = response.writableFinished
    metrics.request({ door, status, durationMs })
    const who = { user: userId, ...(tokenId && { token: tokenId }) }
    log.info({ request: id, ...who, door, status, durationMs, isWhole }, 'request')
  })
}

const procedureNames = new Set(Object.keys(appRouter._def.procedures))
const doorNames =
  /^\/api\/(feed|setup|uploads|texts|documents|sources|exports|imports|backup|auth)(\/|$)/

/** A name from a fixed list: what somebody types into an address must not become a new series. */
function doorOf({ method, url = '' }: IncomingMessage): string {
  const path = url.split('?', 1)[0] ?? ''
  if (path.startsWith('/api/v1/')) return doorNameOf(method, path.slice('/api/v1'.length))
  const procedures = /^\/api\/trpc\/(.+)$/.exec(path)?.[1]
  if (procedures === undefined) return doorNames.exec(path)?.[1] ?? 'unknown'
  const names = [...new Set(procedures.split(','))]
  if (names.length > 1) return 'batch'
  return procedureNames.has(names[0] ?? '') ? (names[0] ?? 'unknown') : 'unknown'
}
