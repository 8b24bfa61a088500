import { expect, test } from 'vitest'
import { commonHeaders, contentSecurityPolicy, mintNonce } from './security-headers.ts'

test('no two answers share a nonce, and each is one that a policy can hold', () => {
  const nonces = Array.from({ length: 100 }, mintNonce)
  expect(new Set(nonces).size).toBe(100)
  for (const nonce of nonces) expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/)
})

test('a page runs scripts that we signed, and loads nothing from elsewhere', () => {
  const policy = contentSecurityPolicy('abc', false)
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';")
  expect(policy).not.toMatch(/unsafe-eval|https?:|script-src[^;]*unsafe-inline/)
})

test('browsers are held to HTTPS where it is spoken, and only there', () => {
  expect(commonHeaders(true)).toHaveProperty('strict-transport-security')
  expect(commonHeaders(false)).not.toHaveProperty('strict-transport-security')
})
