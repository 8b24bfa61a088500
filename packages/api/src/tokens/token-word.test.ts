import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTokenWord, mintTokenWord, tokenWordOf } from './token-word.ts'

const secret = fc.uint8Array({ minLength: 32, maxLength: 32 })
const sign = fc.constantFrom(...'0123456789ABCXYZabcxyz_-.')

test('a token is one word that says what it is, and no two are the same', () => {
  const [one, other] = [mintTokenWord(), mintTokenWord()]
  expect(one).toMatch(/^plx_[0-9A-Za-z]{49}$/)
  expect(one).not.toBe(other)
})

test('every secret makes a whole token, and different secrets make different ones', () => {
  fc.assert(
    fc.property(secret, secret, (one, other) => {
      expect(isTokenWord(tokenWordOf(one))).toBe(true)
      const isSame = Buffer.from(one).equals(Buffer.from(other))
      expect(tokenWordOf(one) === tokenWordOf(other)).toBe(isSame)
    }),
  )
})

test('one sign typed wrong, or left out, or two that changed places, is not a whole token', () => {
  fc.assert(
    fc.property(secret, fc.nat(52), sign, (bytes, at, typed) => {
      const word = tokenWordOf(bytes)
      const before = word.slice(0, at)
      const after = word.slice(at + 1)
      const [here = '', next = ''] = [word[at], word[at + 1]]
      expect(isTokenWord(`${before}${typed}${after}`)).toBe(typed === here)
      expect(isTokenWord(`${before}${after}`)).toBe(false)
      expect(isTokenWord(`${before}${next}${here}${after.slice(1)}`)).toBe(
        next === here || next === '',
      )
    }),
  )
})
