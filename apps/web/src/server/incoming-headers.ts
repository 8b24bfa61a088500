import type { IncomingHttpHeaders } from 'node:http'

/** Headers by which parts of this server trust each other: from outside they mean nothing. */
const ownHeaders = [
  'x-nonce',
  'x-parallax-user',
  'x-parallax-build',
  'x-parallax-address',
  'x-middleware-subrequest',
  'x-middleware-prefetch',
  'x-now-route-matches',
  'x-matched-path',
  'x-invoke-path',
  'x-invoke-query',
  'x-invoke-status',
  'x-nextjs-data',
  'content-security-policy',
  'content-security-policy-report-only',
  'next-action',
]

/** Takes out of a request what only this server may say. */
export function stripOwnHeaders(headers: IncomingHttpHeaders): void {
  for (const name of ownHeaders) delete headers[name]
}
