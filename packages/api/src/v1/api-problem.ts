import type { ServerResponse } from 'node:http'
import { isProjectGone } from '@parallax/db'
import { privateHeaders } from '../http/answers.ts'
import { passingTrouble } from '../load/passing-trouble.ts'

const titles = {
  400: 'Malformed request',
  401: 'Token needed',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  415: 'Media type not taken',
  416: 'Range not there',
  422: 'Not as expected',
  429: 'Too many requests',
  500: 'Fault of the server',
  503: 'Not available now',
  507: 'Disk full',
} as const

export type ProblemStatus = keyof typeof titles

/** Why a request of a script is not done: thrown by what answers it, told as RFC 9457 says. */
export class ApiProblem extends Error {
  readonly status: ProblemStatus
  /** A word for programs; it stays the same when the sentence is reworded. */
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: ProblemStatus,
    code: string,
    detail: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** What is not there, and what is there but not for this token: nobody can tell them apart. */
export function nothingHere(): ApiProblem {
  return new ApiProblem(404, 'not-found', 'There is nothing here for this token.')
}

/** The problem behind what was thrown; `undefined` for a fault of ours, which the log is to know. */
export function problemOf(fault: unknown): ApiProblem | undefined {
  if (fault instanceof ApiProblem) return fault
  if (isProjectGone(fault)) return nothingHere()
  const trouble = passingTrouble(fault)
  if (trouble === undefined) return undefined
  const { httpStatus, reason, message, retryAfterS } = trouble
  return new ApiProblem(httpStatus, reason, message, { 'retry-after': String(retryAfterS) })
}

export function sendProblem(response: ServerResponse, problem: ApiProblem): void {
  const { status, code, message: detail, headers } = problem
  const json = JSON.stringify({ type: 'about:blank', title: titles[status], status, detail, code })
  response.writeHead(status, {
    ...privateHeaders,
    ...headers,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(json),
  })
  response.end(json)
}
