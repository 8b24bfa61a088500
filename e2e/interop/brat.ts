import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Annotation, CorpusDocument } from '@parallax/formats'
import type { Difference, InteropCheck, Reading } from './interop-check.ts'
import { readFixture } from './read-fixture.ts'

/** What a fixture's `expected.json` counts in one file of annotation. */
type Expected = {
  readonly T: number
  readonly R?: number
  readonly A?: number
  readonly notes?: number
  readonly chars: number
  readonly types?: Readonly<Record<string, number>>
  readonly rel_types?: Readonly<Record<string, number>>
  readonly attributes?: Readonly<Record<string, number>>
}

const folders = [
  'bionlp2011-EPI',
  'bionlp2011-REL',
  'brat-tutorial-bio',
  'brat-tutorial-news',
  'conll2002-esp',
  'dkpro-brat-fixtures',
  'litbank-coref',
  'litbank-entities',
  'ncbi-disease',
  'tdt-fi',
]

/** Folders of brat's: every span stands where its words are, and everything on it is counted. */
export const checks: readonly InteropCheck[] = folders.map((name) => ({
  folder: `brat/${name}`,
  run: async (folder) => {
    const reading = await readFixture(folder, 'brat')
    const { documents } = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as {
      readonly documents: Readonly<Record<string, Expected>>
    }
    const problems = reading.problems.map(({ file, line, message }) => {
      return { file, what: `line ${line}`, expected: 'no problem', found: message }
    })
    const differences = Object.entries(documents).flatMap(([file, expected]) =>
      compare(file, expected, reading),
    )
    return { fileCount: Object.keys(documents).length, differences: [...problems, ...differences] }
  },
}))

function compare(file: string, expected: Expected, reading: Reading): readonly Difference[] {
  const document = reading.documents.find(({ id }) => `${id}.ann` === file)
  const found = document ? countsOf(document) : {}
  const { T, R, A, notes, chars, types, rel_types, attributes } = expected
  const meant = { T, R, A, notes, chars, types, rel_types, attributes }
  return Object.entries(meant).flatMap(([what, count]) => {
    const is = found[what]
    const isSame = count === undefined || sameCounts(count, is, what !== 'rel_types')
    return isSame
      ? []
      : [{ file, what, expected: JSON.stringify(count), found: JSON.stringify(is) }]
  })
}

type Count = number | Readonly<Record<string, number>>

/** Roles of events are relations too, so that of relations only the expected ones are looked at. */
function sameCounts(expected: Count, found: Count | undefined, isWhole: boolean): boolean {
  if (typeof expected === 'number' || typeof found !== 'object') return expected === found
  const keys = isWhole ? [...Object.keys(expected), ...Object.keys(found)] : Object.keys(expected)
  return keys.every((key) => expected[key] === found[key])
}

function countsOf({ text, layers }: CorpusDocument): Record<string, Count> {
  const all = layers.flatMap(({ annotations }) => annotations)
  const mentions = all.filter(({ kind }) => kind === 'mention')
  const relations = all.filter(({ kind, id }) => kind === 'relation' && id.startsWith('R'))
  const names = all.flatMap(({ values }) => Object.keys(values))
  // A note of a type of its own is read as an attribute.
  const attributes = names.filter((name) => name.startsWith('attr.') && name !== 'attr.Lemma')
  return {
    T: mentions.length,
    R: relations.length,
    A: attributes.length,
    notes: names.filter((name) => name === 'note' || name === 'attr.Lemma').length,
    chars: [...text].length,
    types: tally(mentions.map(labelOf)),
    rel_types: tally(relations.map(labelOf)),
    attributes: tally(attributes.map((name) => name.slice('attr.'.length))),
  }
}

function labelOf({ label }: Annotation): string {
  return label ?? ''
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
