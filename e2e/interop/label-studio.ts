import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Difference, InteropCheck, Reading } from './interop-check.ts'
import { readFixture } from './read-fixture.ts'

type Expected = {
  readonly tasks: number
  readonly annotations: number
  readonly predictions: number
}

/** Exports of Label Studio: every task, annotation and prediction is a document or a layer. */
export const checks: readonly InteropCheck[] = [
  {
    folder: 'json-annotation/label-studio-export',
    run: async (folder) => {
      const expected = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as {
        readonly [file: string]: Expected
      }
      const files = Object.entries(expected)
      const differences = await Promise.all(
        files.map(async ([file, counts]) =>
          compare(file, counts, await readFixture(path.join(folder, file), 'label-studio')),
        ),
      )
      return { fileCount: files.length, differences: differences.flat() }
    },
  },
  {
    folder: 'json-annotation/label-studio-server-samples',
    run: async (folder) => {
      const file = 'text_with_2_predictions.json'
      const reading = await readFixture(path.join(folder, file), 'label-studio')
      const counts = { tasks: 1, annotations: 0, predictions: 2 }
      return { fileCount: 1, differences: compare(file, counts, reading) }
    },
  },
  {
    folder: 'json-annotation/label-studio-spans-to-conll',
    run: async (folder) => {
      const reading = await readFixture(path.join(folder, 'vectors.json'), 'label-studio')
      const problems = reading.problems.map(({ line, message }) => {
        return {
          file: 'vectors.json',
          what: `line ${line}`,
          expected: 'no problem',
          found: message,
        }
      })
      return { fileCount: 1, differences: problems }
    },
  },
]

function compare(file: string, expected: Expected, reading: Reading): readonly Difference[] {
  const layers = reading.documents.flatMap((document) => document.layers)
  const predictions = layers.filter(({ annotator }) => annotator?.endsWith('(predictions)')).length
  const lost = reading.report.dropped.find(({ kind }) => kind === 'document')?.count ?? 0
  const found = {
    tasks: reading.documents.length + lost,
    annotations: layers.length - predictions,
    predictions,
  }
  return Object.entries(found).flatMap(([what, count]) => {
    const meant = expected[what as keyof Expected] // the keys are those of `found`
    return count === meant ? [] : [{ file, what, expected: `${meant}`, found: `${count}` }]
  })
}
