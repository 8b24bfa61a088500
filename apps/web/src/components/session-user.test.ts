import { expect, test } from 'vitest'
import { readSessionUser } from './session-user.ts'

const inHeader = (value: unknown) => encodeURIComponent(JSON.stringify(value))

test('a page without the header has nobody signed in', () => {
  expect(readSessionUser(null)).toBeUndefined()
  expect(readSessionUser('')).toBeUndefined()
})

test('a name in any script survives the header', () => {
  const user = {
    id: 'u1',
    name: 'Łucja 李 “Lu” 100 %',
    email: 'lu@lakes.example',
    isInstanceOwner: true,
  }
  expect(readSessionUser(inHeader(user))).toEqual(user)
})

test('a person owns the instance only where the server says so', () => {
  const header = inHeader({ id: 'u1', name: 'Ines', email: 'ines@lakes.example' })
  expect(readSessionUser(header)?.isInstanceOwner).toBe(false)
})

test('a header that is not a person is a fault', () => {
  expect(() => readSessionUser(inHeader({ id: 7 }))).toThrow()
})
