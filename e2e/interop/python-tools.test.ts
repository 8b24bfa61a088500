import { expect, test } from 'vitest'
import { isRecentEnough, isUnreached, requirementsOf } from './python-tools.ts'

test.each([
  ['Python 3.11.7\n', true],
  ['Python 3.13.0', true],
  ['Python 3.9.18', false],
  ['Python 2.7.18', false],
  ['Python 4.0.0', false],
  ['', false],
])('%j is recent enough: %j', (said, answer) => expect(isRecentEnough(said)).toBe(answer))

test('requirements are the lines that are no remarks', () => {
  expect(requirementsOf('# readers\npandas==1.2.3\n\nspacy==4.5.6 # words\n')).toEqual([
    'pandas==1.2.3',
    'spacy==4.5.6',
  ])
})

test.each([
  ["connection broken by 'NewConnectionError'", true],
  ['Temporary failure in name resolution', true],
  ['Read timed out.', true],
  ['No matching distribution found for pandas==99', false],
])('%j means that the registry was not reached: %j', (said, answer) =>
  expect(isUnreached(said)).toBe(answer),
)
