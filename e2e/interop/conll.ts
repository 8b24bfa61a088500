import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Annotation, CorpusDocument } from '@parallax/formats'
import type { Difference, InteropCheck, Reading } from './interop-check.ts'
import { readFixture } from './read-fixture.ts'

type Entity = { readonly sentence: number; readonly type: string; readonly text: string }
type Chains = {
  readonly chains: number
  readonly mentions: number
  readonly singletons: number
  readonly largest: readonly { readonly size: number; readonly mentions: readonly string[] }[]
}

/** What `expected.json` says of a file of tags. */
type ExpectedTags = {
  readonly entities?: number | readonly Entity[]
  readonly chunks?: readonly Entity[]
  readonly first20?: readonly Entity[]
  readonly by_type?: Readonly<Record<string, number>>
}

/** Words with tags, and words with brackets: what is marked is compared sentence by sentence. */
export const checks: readonly InteropCheck[] = [
  {
    folder: 'conll/dkpro-core-conll',
    run: async (folder) => {
      const expected = expectedIn(folder) as Readonly<Record<string, ExpectedTags>> & {
        readonly '2012/en-orig.conll': { readonly coref: readonly Chains[] }
      }
      const chunks = '2000/chunk2000_test.conll'
      const tags = '2003/en-orig.conll'
      const chains = '2012/en-orig.conll'
      return inFiles([
        await tagsOf(folder, chunks, 'conll2002', expected[chunks]),
        await tagsOf(folder, tags, 'conll2003', expected[tags]),
        await chainsOf(folder, chains, expected[chains].coref),
      ])
    },
  },
  tagged('conll/wnut17-dev', 'emerging.dev.conll', (expected) => {
    // A record of counts by the file's name.
    return (expected as Readonly<Record<string, ExpectedTags>>)['emerging.dev.conll']
  }),
  tagged('conll/spacy-example', 'ner-token-per-line.iob', (expected) => expected as ExpectedTags),
  {
    folder: 'conll/litbank-conll2012',
    run: async (folder) => {
      // Each file's list has one entry, for its one document.
      const expected = expectedIn(folder) as Readonly<Record<string, readonly Chains[]>>
      const files = Object.entries(expected)
      return inFiles(await Promise.all(files.map(([file, all]) => chainsOf(folder, file, all))))
    },
  },
  {
    folder: 'coref-scoring/conll-reference-scorer',
    run: async (folder) => {
      const files = readdirSync(folder).filter((file) => /\.(?:key|response)$/.test(file))
      return inFiles(await Promise.all(files.map((file) => problemsOf(folder, file))))
    },
  },
]

function expectedIn(folder: string): unknown {
  return JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8'))
}

function tagged(
  folder: string,
  file: string,
  choose: (expected: unknown) => ExpectedTags | undefined,
): InteropCheck {
  return {
    folder,
    run: async (place) =>
      inFiles([await tagsOf(place, file, 'conll2002', choose(expectedIn(place)))]),
  }
}

function inFiles(all: readonly (readonly Difference[])[]) {
  return { fileCount: all.length, differences: all.flat() }
}

async function tagsOf(
  folder: string,
  file: string,
  format: string,
  expected: ExpectedTags = {},
): Promise<readonly Difference[]> {
  const reading = await readFixture(path.join(folder, file), format)
  const found = reading.documents.flatMap(mentionsOf)
  const { entities, chunks, first20, by_type } = expected
  const list = typeof entities === 'object' ? entities : chunks
  return [
    ...problemsIn(file, reading),
    ...compare(
      file,
      'entities',
      typeof entities === 'number' ? entities : list?.length,
      found.length,
    ),
    ...compare(file, 'list', list?.map(textOf), found.map(textOf)),
    ...compare(file, 'first 20', first20?.map(textOf), found.slice(0, 20).map(textOf)),
    ...compare(file, 'by type', sorted(by_type), sorted(tally(found))),
  ]
}

async function chainsOf(
  folder: string,
  file: string,
  expected: readonly Chains[],
): Promise<readonly Difference[]> {
  const reading = await readFixture(path.join(folder, file), 'conll2012')
  const found = reading.documents.map(chainsIn)
  const told = expected.map(({ chains, mentions, singletons, largest }) => {
    return { chains, mentions, singletons, largest: largest.map(({ size }) => size) }
  })
  const words = expected.map(({ largest }) => plain(largest[0]?.mentions.join(' ') ?? ''))
  const read = found.map(({ first }) => first)
  return [
    ...problemsIn(file, reading),
    ...compare(
      file,
      'chains',
      told,
      found.map(({ first: _, ...rest }) => rest),
    ),
    // Fixtures name the first eight mentions of a chain.
    ...compare(file, 'largest chain', words, read),
  ]
}

function chainsIn({ text, layers }: CorpusDocument) {
  const chains = new Map<string, string[]>()
  const place = ({ extent }: Annotation) => [extent[0]?.startUtf16 ?? 0, extent[0]?.endUtf16 ?? 0]
  const all = layers.flatMap(({ annotations }) => annotations)
  // Of mentions that begin together the fixtures have the shorter first.
  const inOrder = all.sort((a, b) => {
    const [[startA = 0, endA = 0], [startB = 0, endB = 0]] = [place(a), place(b)]
    return startA - startB || endA - endB
  })
  for (const { extent, links } of inOrder)
    for (const { to } of links) {
      const words = extent.map(({ startUtf16, endUtf16 }) => text.slice(startUtf16, endUtf16))
      chains.set(to.id, [...(chains.get(to.id) ?? []), words.join(' ')])
    }
  const sizes = [...chains.values()].sort((a, b) => b.length - a.length)
  return {
    chains: sizes.length,
    mentions: sizes.reduce((sum, { length }) => sum + length, 0),
    singletons: sizes.filter(({ length }) => length === 1).length,
    largest: sizes.slice(0, 5).map(({ length }) => length),
    first: plain(sizes[0]?.slice(0, 8).join(' ') ?? ''),
  }
}

async function problemsOf(folder: string, file: string): Promise<readonly Difference[]> {
  return problemsIn(file, await readFixture(path.join(folder, file), 'conll2012'))
}

function problemsIn(file: string, { problems }: Reading): readonly Difference[] {
  return problems.map(({ line, message }) => {
    return { file, what: `line ${line}`, expected: 'no problem', found: message }
  })
}

function mentionsOf({ text, layers }: CorpusDocument): readonly Entity[] {
  return layers.flatMap(({ annotations }) =>
    annotations.map(({ label, extent }: Annotation) => {
      const { startUtf16, endUtf16 } = extent[0] ?? { startUtf16: 0, endUtf16: 0 }
      const sentence = text.slice(0, startUtf16).split('\n').length - 1
      return { sentence, type: label ?? '', text: text.slice(startUtf16, endUtf16) }
    }),
  )
}

function textOf({ sentence, type, text }: Entity): string {
  return `${sentence} ${type} ${plain(text)}`
}

/** Words as they stand, whatever the spaces between them: fixtures have one between all. */
function plain(text: string): string {
  return text.replace(/\s+/g, '')
}

function tally(all: readonly Entity[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { type } of all) counts[type] = (counts[type] ?? 0) + 1
  return counts
}

function sorted(counts: Readonly<Record<string, number>> | undefined) {
  return counts && Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))
}

function compare(file: string, what: string, expected: unknown, found: unknown): Difference[] {
  const [meant, is] = [JSON.stringify(expected), JSON.stringify(found)]
  return expected === undefined || meant === is ? [] : [{ file, what, expected: meant, found: is }]
}
