import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Annotation } from '@parallax/formats'
import type { Difference, InteropCheck, InteropResult, Reading } from './interop-check.ts'
import { readFixture } from './read-fixture.ts'

type ExpectedOf<T> = Readonly<Record<string, T>>
type Prodigy = {
  readonly records: number
  readonly spans: number
  readonly labels: Readonly<Record<string, number>>
  readonly answers: Readonly<Record<string, number>>
}
type Doccano = { readonly records?: readonly (readonly [string, readonly unknown[]])[] }

/** JSON lines of doccano and Prodigy: every record, span and label is counted. */
export const checks: readonly InteropCheck[] = [
  {
    folder: 'json-annotation/prodigy',
    run: (folder) => eachFile<Prodigy>(folder, 'prodigy', () => true, compareProdigy),
  },
  {
    folder: 'json-annotation/doccano',
    run: (folder) =>
      eachFile<Doccano>(folder, 'doccano', (file) => file.endsWith('.jsonl'), compareDoccano),
  },
  {
    folder: 'json-annotation/japanese-ner-wikipedia',
    run: async (folder) => {
      const reading = await readFixture(path.join(folder, 'ner.json'), 'doccano')
      const records = differ('ner.json', 'records', 4, reading.documents.length)
      const problems = differ('ner.json', 'problems', 0, reading.problems.length)
      return { fileCount: 1, differences: [...records, ...problems] }
    },
  },
]

async function eachFile<T>(
  folder: string,
  format: string,
  isMeant: (file: string) => boolean,
  compare: (file: string, expected: T, reading: Reading) => readonly Difference[],
): Promise<InteropResult> {
  // The file's own shape.
  const expected = JSON.parse(
    readFileSync(path.join(folder, 'expected.json'), 'utf8'),
  ) as ExpectedOf<T>
  const files = Object.entries(expected).filter(([file]) => isMeant(file))
  const differences = await Promise.all(
    files.map(async ([file, meant]) =>
      compare(file, meant, await readFixture(path.join(folder, file), format)),
    ),
  )
  return { fileCount: files.length, differences: differences.flat() }
}

function compareProdigy(file: string, expected: Prodigy, reading: Reading): readonly Difference[] {
  const mentions = annotationsOf(reading).filter(({ kind }) => kind === 'mention')
  const labels = new Map<string, number>()
  for (const { label } of mentions) labels.set(label ?? '', (labels.get(label ?? '') ?? 0) + 1)
  const rejected = reading.report.dropped.find(({ reason }) => reason === 'rejected')?.count ?? 0
  return [
    ...differ(file, 'records', expected.records, reading.documents.length),
    ...differ(file, 'spans', expected.spans, mentions.length),
    ...Object.entries(expected.labels).flatMap(([label, count]) =>
      differ(file, label, count, labels.get(label) ?? 0),
    ),
    ...differ(file, 'rejected', expected.answers.reject ?? 0, rejected),
    ...differ(file, 'problems', 0, reading.problems.length),
  ]
}

/** Records without a text are none for doccano either: it leaves them out, we name their lines. */
function compareDoccano(
  file: string,
  { records }: Doccano,
  reading: Reading,
): readonly Difference[] {
  const found = reading.documents.map(({ text, layers }) => [
    text,
    layers.flatMap(({ annotations }) => annotations.flatMap(asDoccano)),
  ])
  return differ(file, 'records', JSON.stringify(records), JSON.stringify(found))
}

function asDoccano({ label, extent, values }: Annotation): readonly unknown[] {
  const [range] = extent
  if (range) return [[range.startUtf16, range.endUtf16, label]]
  return typeof values.values === 'object' ? values.values : []
}

function annotationsOf({ documents }: Reading): readonly Annotation[] {
  return documents.flatMap(({ layers }) => layers.flatMap(({ annotations }) => annotations))
}

function differ(
  file: string,
  what: string,
  expected: unknown,
  found: unknown,
): readonly Difference[] {
  return expected === found ? [] : [{ file, what, expected: `${expected}`, found: `${found}` }]
}
