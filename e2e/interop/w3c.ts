import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Difference, InteropCheck } from './interop-check.ts'
import { readFixture } from './read-fixture.ts'

type Expected = {
  readonly correct: Readonly<Record<string, unknown>>
  readonly incorrect: readonly string[]
}

/** The examples of the Web Annotation Data Model. None of them brings the text that it is about. */
export const checks: readonly InteropCheck[] = [
  { folder: 'w3c-annotation/model-examples', run: runExamples },
]

async function runExamples(folder: string) {
  // The file is fixed and looked at by people.
  const expected = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as Expected
  const [good, bad] = [Object.keys(expected.correct), expected.incorrect]
  const files = [
    ...good.map((name) => `correct/${name}`),
    ...bad.map((name) => `incorrect/${name}`),
  ]
  const differences: Difference[] = []
  for (const file of files) {
    const { problems, report } = await readFixture(path.join(folder, file), 'w3c')
    const isTaken = problems.length === 0 && report.in.other === 1
    const found = isTaken ? 'taken' : 'refused'
    const meant = file.startsWith('correct/') ? 'taken' : 'refused'
    if (found !== meant) differences.push({ file, what: 'reading', expected: meant, found })
  }
  return { fileCount: files.length, differences }
}
