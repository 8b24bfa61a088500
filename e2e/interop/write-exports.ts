import path from 'node:path'
import { platformTools, writeOutput } from '@parallax/files'
import { carrierOf, codecs, convertFiles, type InputFile } from '@parallax/formats'
import { goldCorpus, type SomeCorpus, someCorpus, sourceOf } from '@parallax/formats/test'
import fc from 'fast-check'
import { expectedCounts, expectedSpans, type Reading, type SpanView } from './expected-reading.ts'
import { nastyCorpus, nastyNetworks } from './nasty-corpus.ts'

/** Who opens which of our formats, and what a span is there; none for formats without spans. */
export const readers: readonly {
  readonly reader: string
  readonly format: string
  readonly view: SpanView | null
}[] = [
  { reader: 'pandas', format: 'csv', view: { unit: 'utf16', cut: 'records' } },
  { reader: 'pandas', format: 'tsv', view: { unit: 'utf16', cut: 'records' } },
  { reader: 'pyarrow', format: 'huggingface', view: { unit: 'code-points', cut: 'records' } },
  { reader: 'datasets', format: 'huggingface', view: { unit: 'code-points', cut: 'records' } },
  { reader: 'spacy', format: 'prodigy', view: { unit: 'code-points', cut: 'regions' } },
  { reader: 'cassis-json', format: 'uima-json', view: { unit: 'code-points', cut: 'records' } },
  { reader: 'cassis-xmi', format: 'uima-xmi', view: { unit: 'code-points', cut: 'records' } },
  { reader: 'networkx', format: 'graphml', view: null },
  { reader: 'networkx', format: 'gexf', view: null },
  ...['refi-qda', 'refi-qdc', 'graphml', 'gexf', 'uima-xmi'].map((format) => ({
    reader: 'schema',
    format,
    view: null,
  })),
  { reader: 'label-studio', format: 'label-studio', view: { unit: 'code-points', cut: 'regions' } },
]
export type Reader = (typeof readers)[number]

/** A format of ours in one place, who shall open it, and what they must see. */
export type Job = {
  readonly reader: Reader
  readonly place: string
  readonly meant: Reading
  readonly corpus: string
}

/** Every corpus in every format, and what its readers must see. */
export async function writeJobs(folder: string): Promise<readonly Job[]> {
  const jobs: Job[] = []
  for (const known of await corpora())
    for (const format of new Set(readers.map((each) => each.format)))
      if (isFor(format, known)) jobs.push(...(await jobsOf(format, known, folder)))
  return [...jobs, await jobOfParts(folder)]
}

/** What breaks a rule of projects is in no table of one; networks are held against figures by hand. */
function isFor(format: string, { networks, isProject }: KnownCorpus): boolean {
  if (codecs[format]?.via === 'project') return isProject
  return networks !== null || codecs[format]?.offsetUnit !== 'none'
}

async function jobsOf(
  format: string,
  { name, corpus, networks }: KnownCorpus,
  folder: string,
): Promise<readonly Job[]> {
  const place = await writeExport(corpus, format, path.join(folder, `${name}-${format}`))
  return readers
    .filter((reader) => reader.format === format)
    .map((reader) => {
      const counts = { ...expectedCounts(corpus), ...networks }
      return { reader, place, meant: { spans: spansFor(reader, corpus), counts }, corpus: name }
    })
}

function spansFor({ view }: Reader, corpus: SomeCorpus): Reading['spans'] {
  return view === null ? [] : expectedSpans(corpus, view)
}

/** The nasty corpus as a release divides it: a document for training, one for tuning, one for tests. */
async function jobOfParts(folder: string): Promise<Job> {
  const reader = readers.find((each) => each.reader === 'datasets')
  const { huggingface } = codecs
  if (!reader || huggingface?.via !== 'corpus' || !huggingface.write)
    throw new Error('There is nobody who reads datasets in parts.')
  const corpus = titled(nastyCorpus)
  const parts = ['train', 'validation', 'test']
  const order = corpus.documents.map(({ id }) => id)
  const splitOf = (id: string) => parts[order.indexOf(id)] ?? 'train'
  const place = path.join(folder, 'parts')
  await writeOutput(
    place,
    'folder',
    huggingface.write(sourceOf(corpus), { tools: platformTools, splitOf }),
  )
  const sizes = Object.fromEntries(parts.map((part) => [`documents in ${part}`, 1]))
  const counts = { ...expectedCounts(corpus), ...sizes }
  return { reader, place, meant: { spans: spansFor(reader, corpus), counts }, corpus: 'in parts' }
}

type KnownCorpus = {
  readonly name: string
  readonly corpus: SomeCorpus
  /** What its networks are, where somebody has counted them by hand. */
  readonly networks: Readonly<Record<string, number>> | null
  /** Whether it keeps the rules of projects: what breaks one is told and is in no table. */
  readonly isProject: boolean
}

/** The nasty one, generated ones that are always the same, and the gold annotation where it is kept. */
async function corpora(): Promise<readonly KnownCorpus[]> {
  const gold = await goldCorpus()
  // Conversions start from a format in which documents carry what they refer to: none are none.
  const withDocuments = someCorpus.filter(({ documents }) => documents.length > 0)
  const generated = fc.sample(withDocuments, { seed: 20_261_127, numRuns: 12 })
  const ofProject = { networks: null, isProject: true }
  return [
    { name: 'nasty', corpus: titled(nastyCorpus), networks: nastyNetworks, isProject: true },
    ...generated.map((corpus, index) => {
      const name = `generated-${index + 1}`
      return { name, corpus: titled(corpus), networks: null, isProject: false }
    }),
    ...(gold ? [{ name: 'gold', corpus: titled(gold), ...ofProject }] : []),
  ]
}

/** Every format names documents by their titles, so each has one of its own. */
function titled({ head, documents }: SomeCorpus): SomeCorpus {
  return {
    head,
    documents: documents.map((document, index) => ({
      ...document,
      meta: { ...document.meta, title: `Paper ${index + 1} "ä" 🦉` },
    })),
  }
}

/** Writes a corpus as `parallax convert` does, from a file of it, and gives the place. */
async function writeExport(corpus: SomeCorpus, format: string, place: string): Promise<string> {
  const [from, to] = [codecs.prodigy, codecs[format]]
  if (!from || !to) throw new Error(`There is no format ${format}.`)
  const { problems, pieces } = await convertFiles({
    from,
    to,
    input: { files: [await fileOf(corpus)] },
    tools: platformTools,
    name: 'readers',
    at: new Date(0).toISOString(),
  })
  if (problems.length > 0) throw new Error(JSON.stringify(problems[0]))
  const carrier = carrierOf(to)
  const there = carrier === 'file' ? `${place}${to.fileExtension}` : place
  await writeOutput(there, carrier, pieces())
  return there
}

/** A corpus as a file that conversions start from: a format of one file that holds everything. */
async function fileOf(corpus: SomeCorpus): Promise<InputFile> {
  const { prodigy } = codecs
  if (prodigy?.via !== 'corpus' || !prodigy.write) throw new Error('Prodigy is not written.')
  let content = ''
  for await (const piece of prodigy.write(sourceOf(corpus), { tools: platformTools }))
    content += String(piece.content)
  const bytes = Buffer.from(content)
  return {
    path: 'annotations.jsonl',
    bytes: bytes.length,
    text: async function* () {
      yield content
    },
    content: async () => bytes,
  }
}
