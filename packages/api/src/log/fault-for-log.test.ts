import { DrizzleQueryError } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { faultForLog } from './fault-for-log.ts'

const canary = 'Quill, Ada\n    at the bridge (file:///story.txt:4:2)'

/** Named as the driver's own is. */
class DatabaseError extends Error {}

/** An error of PostgreSQL, with the properties that its driver gives it. */
function databaseError(code: string, message: string, more: object = {}): DatabaseError {
  const detail = `Key (quote)=(${canary})`
  return Object.assign(new DatabaseError(message), { code, severity: 'ERROR', detail, ...more })
}

const quoting: readonly (readonly [string, () => unknown])[] = [
  [
    'a statement',
    () => new DrizzleQueryError('select $1', [canary], databaseError('22P02', canary)),
  ],
  ['a value of PostgreSQL', () => databaseError('22P02', `invalid input syntax: "${canary}"`)],
  ['a piece of JSON', () => caught(() => JSON.parse(canary))],
  ['a field that is not known', () => caught(() => z.strictObject({}).parse({ [canary]: 1 }))],
  ['a word that was thrown', () => canary],
]

describe('of a fault that quotes', () => {
  const wrapped = quoting.flatMap(([of, make]) => [
    [of, make] as const,
    [`${of}, wrapped`, () => new Error('It failed.', { cause: make() })] as const,
    [`${of}, said again`, () => saidAgain(make())] as const,
  ])
  test.each(wrapped)('%s, nothing of it is told', (_, make) => {
    expect(JSON.stringify(faultForLog(make()))).not.toMatch(/Quill|bridge|story/)
  })
})

test('its kind, the names in it, where it was thrown and what caused it are told', () => {
  const cause = databaseError('23505', 'duplicate key value violates "users_by_email"', {
    constraint: 'users_by_email',
    table: 'users',
  })
  const told = faultForLog(new DrizzleQueryError('insert', [canary], cause))
  expect(told).toMatchObject({
    type: 'DrizzleQueryError',
    stack: expect.stringContaining('fault-for-log.test.ts'),
    cause: {
      type: 'DatabaseError',
      code: '23505',
      constraint: 'users_by_email',
      table: 'users',
      message: 'duplicate key value violates "users_by_email"',
    },
  })
  expect(told).not.toHaveProperty('message')
  expect(faultForLog(new Error('The head is missing.'))).toMatchObject({
    type: 'Error',
    message: 'The head is missing.',
  })
})

test('of a stack only frames are told, whatever the message looks like', () => {
  const lines = fc.array(fc.constantFrom('    at x (a:1:2)', 'Error: y', '', canary))
  fc.assert(
    fc.property(lines, (message) => {
      const fault = new SyntaxError(message.join('\n'))
      const frames = faultForLog(fault).stack.split('\n')
      expect(frames[0]).toContain('fault-for-log.test.ts')
      expect(frames.join('')).not.toMatch(/Quill|story|\(a:1:2\)/)
    }),
  )
})

test('a fault that is its own cause is told', () => {
  const fault = new Error('Round and round.')
  fault.cause = fault
  expect(faultForLog(fault).type).toBe('Error')
})

function caught(run: () => unknown): unknown {
  try {
    return run()
  } catch (fault) {
    return fault
  }
}

/** As libraries do that make the words of another their own. */
function saidAgain(cause: unknown): Error {
  const words = cause instanceof Error ? cause.message : 'It failed.'
  return new Error(`Somewhere: ${words}`, { cause })
}
