import type { ServerResponse } from 'node:http'

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

/** An error in the one shape that all doors but tRPC's and better-auth's use. */
export function answerProblem(
  response: ServerResponse,
  status: number,
  problem: { readonly code: string; readonly message: string; readonly filename?: string },
): void {
  answerJson(response, status, { error: problem })
}

/** The value of a `Content-Disposition` that saves under this name, whatever letters it has. */
export function attachment(filename: string): string {
  const ascii = filename.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(filename)}`
}
