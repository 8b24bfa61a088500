import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collect, filesOf, textFile } from '../../test/codec-laws.ts'
import { describeHostileFiles } from '../../test/hostile-files.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { smallCorpus } from '../../test/small-corpus.ts'
import type { SomeCorpus } from '../../test/some-corpus.ts'
import { chooseFormat } from '../conversion/choose-format.ts'
import { countLosses } from '../corpus/convert.ts'
import type { CorpusLabel } from '../corpus/corpus.ts'
import { Ledger, unaccounted } from '../corpus/ledger.ts'
import { readCorpus } from '../corpus/read-corpus.ts'
import { projectEntries, type XmlNode } from '../refi/project-entries.ts'
import type { InputFile } from './codec-definition.ts'
import { refiQdaCodec } from './refi-qda.ts'
import { refiQdcCodec } from './refi-qdc.ts'
import { codecs } from './registry.ts'

const context = { tools: plainTools }

async function labelsIn(files: readonly InputFile[]) {
  const { source, problems } = await readCorpus(refiQdcCodec, { files }, context, new Ledger())
  expect(problems).toEqual([])
  expect(await collect(source.documents())).toEqual([])
  return source.head.labels
}

const setOf = {
  entityType: 'Entity types',
  relationType: 'Relations',
  topic: 'Topics',
  documentField: 'tone',
} as const
const name = fc.constantFrom('River', 'a\tb', 'line\nbreak', '<&> "q"', 'א 🦉', '=1+1', 'Land', 'x')

/** Labels of every slot: of one slot no two have the same name, and some are parts of earlier ones. */
const someLabels: fc.Arbitrary<readonly CorpusLabel[]> = fc
  .tuple(
    ...Object.entries(setOf).map(([slot, set]) =>
      fc
        .uniqueArray(
          fc.record({
            name,
            above: fc.nat(9),
            definition: fc.oneof(fc.constant(''), name),
            colour: fc.option(fc.integer({ min: 1, max: 12 })),
          }),
          {
            selector: (each) => each.name,
            maxLength: 5,
          },
        )
        .map((drawn) =>
          drawn.map(({ name, above, definition, colour }, index): CorpusLabel => {
            const parent = above < index ? (drawn[above]?.name ?? null) : null
            // Keys of the table are slots.
            return {
              slot: slot as CorpusLabel['slot'],
              set,
              name,
              parent,
              definition,
              colour,
            }
          }),
        ),
    ),
  )
  .map((slots) => slots.flat())

const withLabels = (labels: readonly CorpusLabel[]): SomeCorpus => ({
  head: { name: '', labels, attributes: [], entities: [], propositions: [] },
  documents: [],
})
const sorted = (labels: readonly CorpusLabel[]) =>
  labels.map((label) => JSON.stringify(Object.entries(label).sort())).sort()

test('a codebook comes back: labels, what they are labels of, definitions, colours, what is part of what', () =>
  fc.assert(
    fc.asyncProperty(someLabels, async (labels) => {
      const files = await filesOf(refiQdcCodec, withLabels(labels))
      expect(sorted(await labelsIn(files))).toEqual(sorted(labels))
    }),
  ))

test('all but the codebook is told as left out', async () => {
  const ledger = new Ledger()
  const { head, documents } = smallCorpus
  const source = {
    head,
    documents: async function* () {
      yield* documents
    },
  }
  await countLosses(source, refiQdcCodec, context, ledger)
  const report = ledger.report()
  expect(unaccounted(report)).toEqual([])
  const kept = Object.entries(report.out).filter(([, count]) => count > 0)
  expect(kept).toEqual([['label', head.labels.length]])
  expect(report.dropped).toContainEqual(
    expect.objectContaining({
      kind: 'document',
      reason: 'documents-not-held',
      count: documents.length,
    }),
  )
})

test('what is left out of a label is told: the name of its set, when somebody gave it one', async () => {
  const ledger = new Ledger()
  const [label] = smallCorpus.head.labels
  if (!label) throw new Error('It has a label.')
  const labels = [
    { ...label, colour: 3, definition: 'People.' },
    { ...label, name: 'Town', set: 'Kinds' },
  ]
  const source = { head: { ...smallCorpus.head, labels }, documents: none }
  await countLosses(source, refiQdcCodec, context, ledger)
  const { changed, out } = ledger.report()
  expect(out.label).toBe(2)
  expect(changed).toMatchObject([
    { kind: 'label', reason: 'label-detail-not-held', count: 1, places: [{ what: 'Town: set' }] },
  ])
})

test('it is as the schema wants it, and its codes are those of a project of ours', async () => {
  const [book] = await filesOf(refiQdcCodec, smallCorpus)
  const nodes: XmlNode[] = []
  const sections = new Set<string>()
  let root = ''
  const entries = projectEntries(
    book?.text() ?? none(),
    () => true,
    ({ name, uri, attributes }) => {
      root = `${uri} ${name} ${attributes.get('origin')}`
    },
  )
  for await (const entry of entries) {
    if ('ok' in entry) throw new Error('our own XML can be read')
    sections.add(entry.section)
    nodes.push(...withChildren(entry.node))
  }
  expect(root).toBe('urn:QDA-XML:codebook:1.0 CodeBook Parallax')
  expect([...sections]).toEqual(['Codes'])
  for (const { name, attributes, children } of nodes) {
    expect(['Code', 'Description']).toContain(name)
    if (name !== 'Code') continue
    expect(attributes.get('guid')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(attributes.get('name')).not.toBe('')
    expect(attributes.get('isCodable')).toMatch(/^(true|false)$/)
    expect(attributes.get('color') ?? '#000000').toMatch(/^#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})$/)
    // At most one description, and before the codes below.
    expect(children.slice(1).every((child) => child.name === 'Code')).toBe(true)
  }
  const guids = nodes.flatMap(({ attributes }) => attributes.get('guid') ?? [])
  expect(new Set(guids).size).toBe(guids.length)
  const project = await textOf((await filesOf(refiQdaCodec, smallCorpus)).find(isProject))
  for (const guid of guids) expect(project).toContain(guid)
})

test('a codebook of another tool is labels, with codes below codes', async () => {
  const code = (guid: string, name: string, inner = '') =>
    `<Code guid="${guid}" name="${name}" isCodable="true" color="#46AA00">${inner}</Code>`
  const file = textFile(
    'book.qdc',
    `<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Some Tool"><Codes>
${code('c1', 'rivers', `<Description>Flowing water.</Description>${code('c2', 'brooks')}`)}</Codes><Sets/></CodeBook>`,
  )
  expect(await labelsIn([file])).toMatchObject([
    { name: 'rivers', definition: 'Flowing water.', parent: null, colour: green },
    { name: 'brooks', parent: 'rivers', colour: green },
  ])
  const ledger = new Ledger()
  await readCorpus(refiQdcCodec, { files: [file] }, context, ledger)
  expect(ledger.report().changed).toMatchObject([
    {
      kind: 'label',
      reason: 'colour-not-held',
      count: 2,
      places: [{ what: 'rivers: #46AA00' }, {}],
    },
  ])
  expect(await chooseFormat([file], Object.values(codecs))).toEqual([refiQdcCodec])
})

/** The third of the twelve. */
const green = 3

const isProject = ({ path }: InputFile) => path === 'project.qde'

async function textOf(file: InputFile | undefined): Promise<string> {
  return (await collect(file?.text() ?? none())).join('')
}

async function* none(): AsyncGenerator<never> {}

function withChildren(node: XmlNode): readonly XmlNode[] {
  return [node, ...node.children.flatMap(withChildren)]
}

describeHostileFiles(refiQdcCodec, 30)
