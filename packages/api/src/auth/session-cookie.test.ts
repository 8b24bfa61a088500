import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSessionToken, sessionCookieName } from './session-cookie.ts'

const name = sessionCookieName(false)
const secret = 'a secret of this installation'

function cookieOf(token: string, by = secret): string {
  const signature = createHmac('sha256', by).update(token).digest('base64')
  return `${name}=${encodeURIComponent(`${token}.${signature}`)}`
}

describe('the session cookie', () => {
  test('gives the token that was signed, first and again, beside other cookies', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{8,40}$/), (token) => {
        for (const header of [cookieOf(token), `theme=dark; ${cookieOf(token)}; a=b`]) {
          expect(readSessionToken(header, name, secret)).toBe(token)
        }
      }),
    )
  })

  test('gives nothing for what was altered or signed by others, though the right one was seen', () => {
    const token = 'tokenOfAda1234567890'
    const right = cookieOf(token)
    expect(readSessionToken(right, name, secret)).toBe(token)
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom('x', 'Z', '0'), (at, letter) => {
        const start = name.length + 1 + at
        const altered = right.slice(0, start) + letter + right.slice(start + 1)
        if (altered !== right) expect(readSessionToken(altered, name, secret)).toBeUndefined()
      }),
    )
    expect(readSessionToken(right, name, 'another secret')).toBeUndefined()
    expect(readSessionToken(cookieOf(token, 'another secret'), name, secret)).toBeUndefined()
    expect(readSessionToken(right, name, secret)).toBe(token)
    expect(readSessionToken(`${name}=${token}`, name, secret)).toBeUndefined()
    expect(readSessionToken(undefined, name, secret)).toBeUndefined()
  })
})
