import { expect, test } from 'vitest'
import { jobOutcome, keptCodebook, releaseNumber } from './job-outcome.ts'

test('a job that is done says what it brought', () => {
  const counts = { documents: 2, layers: 4, records: 310 }
  expect(jobOutcome(counts)).toEqual({ counts, problems: [] })
})

test('a job that failed names the lines', () => {
  const problems = [{ line: 7, message: 'It is not JSON.' }]
  expect(jobOutcome({ problems })).toEqual({ counts: null, problems })
})

test('a job that says nothing yet says nothing', () => {
  for (const result of [null, undefined, 'x', {}, { problems: 'many' }])
    expect(jobOutcome(result)).toEqual({ counts: null, problems: [] })
})

test('an import that was taken back says when its codebook stayed', () => {
  expect(keptCodebook({ documents: 1, codebook: 'kept' })).toBe(true)
  for (const result of [null, {}, { codebook: 'before' }]) expect(keptCodebook(result)).toBe(false)
})

test('a release that was made is named by its number', () => {
  expect(releaseNumber({ number: 3 })).toBe(3)
  for (const result of [null, {}, { number: 'x' }]) expect(releaseNumber(result)).toBeNull()
})
