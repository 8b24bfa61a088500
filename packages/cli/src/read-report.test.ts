import fc from 'fast-check'
import { expect, test } from 'vitest'
import { problemLines } from './read-report.ts'

test('every problem has a line of its own that editors can follow, and none is kept back', () => {
  const problem = fc.record({ line: fc.nat(), message: fc.stringMatching(/^[\w ]{1,20}$/) })
  fc.assert(
    fc.property(fc.array(problem, { minLength: 1, maxLength: 5 }), fc.nat(9), (problems, more) => {
      const report = { isGood: false as const, problems, problemCount: problems.length + more }
      const lines = problemLines('a.jsonl', report).split('\n')
      const told = problems.map(({ line, message }) => `a.jsonl:${line}: ${message}`)
      expect(lines).toEqual(more === 0 ? told : [...told, `… and ${more} more`])
    }),
  )
})
