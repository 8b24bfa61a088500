import type { FileHandle } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import parseRange from 'range-parser'
import { attachment } from '../http/answers.ts'
import { ApiProblem } from './api-problem.ts'

/** A file that never changes under its name. */
export type SentFile = {
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: string
}

/**
 * Sends a file, or the one part of it that `Range` asks for, so that a download that broke off goes
 * on. Its ETag is its hash: whoever has the file already is told so. Closes the file.
 */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { name, mediaType, sizeBytes, sha256 }: SentFile,
  file: FileHandle,
): Promise<void> {
  try {
    const etag = `"${sha256}"`
    response.setHeader('etag', etag)
    response.setHeader('accept-ranges', 'bytes')
    response.setHeader('cache-control', 'private, no-cache')
    response.setHeader('x-content-type-options', 'nosniff')
    if (names(request.headers['if-none-match'], etag)) return void response.writeHead(304).end()
    const part = partOf(request, { sizeBytes, etag })
    const { start, end } = part ?? { start: 0, end: sizeBytes - 1 }
    response.writeHead(part ? 206 : 200, {
      'content-type': mediaType,
      'content-length': end - start + 1,
      'content-disposition': attachment(name),
      ...(part && { 'content-range': `bytes ${start}-${end}/${sizeBytes}` }),
    })
    if (request.method === 'HEAD' || sizeBytes === 0) return void response.end()
    await pipeline(file.createReadStream({ start, end, autoClose: false }), response)
  } finally {
    await file.close()
  }
}

/** Whether a list of tags has this one; a weak tag names the same file here. */
function names(list: string | undefined, etag: string): boolean {
  const tags = (list ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes(etag) || tags.includes('*')
}

/** The part that is asked for; `undefined` for all of it, as of a file that has changed since. */
function partOf(
  { headers, method }: IncomingMessage,
  { sizeBytes, etag }: { readonly sizeBytes: number; readonly etag: string },
): { readonly start: number; readonly end: number } | undefined {
  const isOfThis = headers['if-range'] === undefined || headers['if-range'] === etag
  if (headers.range === undefined || !isOfThis || method !== 'GET') return undefined
  const parsed = parseRange(sizeBytes, headers.range)
  if (parsed === -1) {
    const detail = `The file has ${sizeBytes} bytes, so it has no such part.`
    throw new ApiProblem(416, 'no-such-range', detail, { 'content-range': `bytes */${sizeBytes}` })
  }
  // What is not understood, or asks for several parts, is answered with the whole file.
  if (parsed === -2 || parsed.type !== 'bytes' || parsed.length !== 1) return undefined
  return parsed[0]
}
