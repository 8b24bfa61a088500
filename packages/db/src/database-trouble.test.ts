import { DrizzleQueryError } from 'drizzle-orm/errors'
import { expect, test } from 'vitest'
import { EmbeddedDatabaseAway, hasGivenWay, troubleOf } from './database-trouble.ts'

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code })

test.each([
  ['57P01', 'away'],
  ['57P03', 'away'],
  ['08006', 'away'],
  ['25006', 'away'],
  ['ECONNREFUSED', 'away'],
  ['ECONNRESET', 'away'],
  ['53100', 'full'],
  ['ENOSPC', 'full'],
  ['55P03', 'busy'],
  ['57014', 'busy'],
  ['53300', 'busy'],
  ['23505', undefined],
  ['42P01', undefined],
  ['ENOENT', undefined],
] as const)('%s means that the database is %s', (code, trouble) => {
  expect(troubleOf(coded(code))).toBe(trouble)
  expect(troubleOf(new DrizzleQueryError('select 1', [], coded(code)))).toBe(trouble)
})

test('the driver’s own words are understood, and a fault of ours is none of the database', () => {
  const wordsOfDriver = new Error('Connection terminated unexpectedly')
  expect(troubleOf(new DrizzleQueryError('select 1', [], wordsOfDriver))).toBe('away')
  expect(troubleOf(new EmbeddedDatabaseAway('gone'))).toBe('away')
  expect(troubleOf(new Error('timeout exceeded when trying to connect'))).toBe('busy')
  const limit = coded('XX000', 'could not extend file "base/5/16625": File too large')
  expect(troubleOf(new DrizzleQueryError('insert', [], limit))).toBe('full')
  expect(troubleOf(coded('XX000', 'cache lookup failed for type 7'))).toBeUndefined()
  expect(troubleOf(new TypeError('x is not a function'))).toBeUndefined()
  expect(troubleOf('a string')).toBeUndefined()
})

test('who gave way may begin again, and nobody else', () => {
  expect(['40001', '40P01', '23505', '57P01'].map((code) => hasGivenWay(coded(code)))).toEqual([
    true,
    true,
    false,
    false,
  ])
})
