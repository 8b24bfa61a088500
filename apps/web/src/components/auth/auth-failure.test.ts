import { expect, test } from 'vitest'
import { authFailureSentence } from './auth-failure.ts'
import { authText } from './auth-text.ts'

const { fail } = authText

test('a code says more than a status', () => {
  expect(authFailureSentence({ code: 'PASSWORD_TOO_SHORT', status: 400 })).toBe(fail.passwordShort)
  expect(authFailureSentence({ code: 'USER_ALREADY_EXISTS', status: 422 })).toBe(fail.taken)
})

test('a status speaks where there is no code we know', () => {
  expect(authFailureSentence({ status: 429 })).toBe(fail.often)
  expect(authFailureSentence({ code: 'NEW_IN_ANOTHER_VERSION', status: 403 })).toBe(fail.closed)
})

test('what is unknown still gets a sentence', () => {
  expect(authFailureSentence({ status: 418 })).toBe(fail.other)
})
