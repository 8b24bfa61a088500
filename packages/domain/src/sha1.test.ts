import { expect, test } from 'vitest'
import { sha1 } from './sha1.ts'

const hex = (bytes: Uint8Array) => [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')
const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

// The vectors of FIPS 180-4 and RFC 3174.
const vectors = [
  ['', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
  ['abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '84983e441c3bd26ebaae4aa1f95129e5e54670f1',
  ],
  ['01234567'.repeat(80), 'dea356a2cddd90c7a7ecedc5ebb563934f460452'],
  ['a'.repeat(1_000_000), '34aa973cd4c4daa4f61eeb2bdbad27316534016f'],
] as const

test.each(vectors)('the published digest of %.20s', (text, digest) => {
  expect(hex(sha1(ascii(text)))).toBe(digest)
})

test('a message that ends at any place of a block has the length it has', () => {
  const digests = Array.from({ length: 130 }, (_, length) => hex(sha1(new Uint8Array(length))))
  expect(new Set(digests).size).toBe(130)
})
