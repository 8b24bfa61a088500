import type { ServerResponse } from 'node:http'
import { isProjectGone } from '@parallax/db'
import { passingTrouble } from '../load/passing-trouble.ts'
import { notFound } from '../trpc/edge-errors.ts'
import { faultMessage, nameOfAnswer } from './request-id.ts'

/** Headers of every answer of ours that holds somebody's data. */
export const privateHeaders = {
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
} as const

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  const json = JSON.stringify(body)
  response.writeHead(status, {
    ...privateHeaders,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(json),
  })
  response.end(json)
}

/** Somebody's budget of heavy requests is used up; `done` is what they did: "exported". */
export function answerTooMany(response: ServerResponse, waitS: number, done: string): void {
  response.setHeader('retry-after', waitS)
  const message = `You have ${done} a lot just now. Try again in ${waitS} s.`
  answerProblem(response, 429, { code: 'too-many', message })
}

/** An error in the one shape that all doors but tRPC's and better-auth's use. */
export function answerProblem(
  response: ServerResponse,
  status: number,
  problem: { readonly code: string; readonly message: string; readonly filename?: string },
): void {
  answerJson(response, status, { error: problem })
}

/** What is not there, and what is there but not for whoever asks. */
export function answerNothing(response: ServerResponse): void {
  answerProblem(response, 404, { code: 'not-found', message: notFound().message })
}

/** Answers that something went wrong: in a way that passes, or through a fault of ours. */
export function answerFault(response: ServerResponse, fault: unknown): void {
  const trouble = passingTrouble(fault)
  if (trouble === undefined) {
    if (isProjectGone(fault)) answerNothing(response)
    else answerOwnFault(response)
    return
  }
  response.setHeader('retry-after', trouble.retryAfterS)
  const { httpStatus, reason: code, message } = trouble
  answerProblem(response, httpStatus, { code, message })
}

function answerOwnFault(response: ServerResponse): void {
  const message = faultMessage(nameOfAnswer(response))
  answerProblem(response, 500, { code: 'fault', message })
}

/** When to send again what failed for a reason that passes; nothing when it is not to be. */
export function retryHeaders(faults: readonly unknown[]): Record<string, string> {
  const seconds = faults.map((fault) => passingTrouble(fault)?.retryAfterS ?? 0)
  const longest = Math.max(0, ...seconds)
  return longest > 0 ? { 'retry-after': String(longest) } : {}
}

/** The value of a `Content-Disposition` that saves under this name, whatever letters it has. */
export function attachment(filename: string): string {
  const ascii = filename.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(filename)}`
}
