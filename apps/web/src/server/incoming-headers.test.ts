import { expect, test } from 'vitest'
import { stripOwnHeaders } from './incoming-headers.ts'

test('nobody outside can say who they are or which scripts are signed', () => {
  const headers: Record<string, string> = {
    host: 'localhost',
    cookie: 'a=b',
    'x-nonce': 'mine',
    'x-parallax-user': '{}',
    'x-parallax-address': '1.2.3.4',
    'x-middleware-subrequest': 'src/middleware',
    'content-security-policy': "script-src 'unsafe-inline'",
    'next-action': 'abc',
    'x-parallax-invitation': 'a token that the sign-up door reads',
  }
  stripOwnHeaders(headers)
  expect(Object.keys(headers)).toEqual(['host', 'cookie', 'x-parallax-invitation'])
})
