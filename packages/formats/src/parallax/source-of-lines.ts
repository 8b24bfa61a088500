import type { RecordOf, UserId } from '@parallax/domain'
import type {
  Authored,
  DocumentSource,
  Manifest,
  Person,
  ProjectItem,
  ProjectSource,
  RecordInLayer,
} from '../project/project-item.ts'
import { readLines } from './read-lines.ts'

/**
 * A native file as a project that codecs write. `open` begins the file anew; the file is read once
 * here for its people, who stand at its end, and once for every section that is asked for. It has to
 * be a good file: what cannot be read is a fault.
 */
export async function sourceOfLines(open: () => AsyncIterable<string>): Promise<ProjectSource> {
  const { manifest, people } = await readEnds(open())
  return {
    manifest,
    people,
    codebook: () => section(open(), 'codebook'),
    registry: () => section(open(), 'registry'),
    documents: () => documentsIn(open()),
  }
}

type Ends = { readonly manifest: Manifest; readonly people: ReadonlyMap<UserId, Person> }

/** The first line and the lines of people: others are not even parsed. */
async function readEnds(lines: AsyncIterable<string>): Promise<Ends> {
  let manifest: Manifest | undefined
  const people = new Map<UserId, Person>()
  for await (const line of lines) {
    if (manifest === undefined) manifest = (await firstItem(line)).manifest
    if (!line.startsWith('{"kind":"person"')) continue
    const person = JSON.parse(line) as Person // such a line is made of one
    people.set(person.id, { id: person.id, name: person.name })
  }
  if (manifest === undefined) throw new Error('The file is empty.')
  return { manifest, people }
}

async function firstItem(line: string): Promise<Extract<ProjectItem, { item: 'manifest' }>> {
  async function* only(): AsyncGenerator<string> {
    yield line
  }
  for await (const item of itemsIn(only())) if (item.item === 'manifest') return item
  throw new Error('The file does not begin with a manifest.')
}

async function* itemsIn(lines: AsyncIterable<string>): AsyncGenerator<ProjectItem> {
  for await (const outcome of readLines(lines)) {
    if (!outcome.ok) throw new Error(`Line ${outcome.reason.line}: ${outcome.reason.message}`)
    yield outcome.value.item
  }
}

/** Sections stand one after the other, the documents last. */
async function* section(
  lines: AsyncIterable<string>,
  name: 'codebook' | 'registry',
): AsyncGenerator<Authored> {
  for await (const item of itemsIn(lines)) {
    if (item.item === 'document') return
    if (item.item === name) yield { record: item.record, authorship: item.authorship }
  }
}

type OpenLayer = Authored<RecordOf<'layer'>> & { readonly records: Authored<RecordInLayer>[] }
type OpenDocument = Omit<DocumentSource, 'comments' | 'layers'> & {
  readonly comments: Authored<RecordOf<'comment'>>[]
  readonly layers: OpenLayer[]
}

async function* documentsIn(lines: AsyncIterable<string>): AsyncGenerator<DocumentSource> {
  let document: OpenDocument | undefined
  for await (const item of itemsIn(lines)) {
    if (item.item !== 'document') {
      if (document) put(document, item)
      continue
    }
    if (document) yield document
    const { record, authorship, text } = item
    document = { record, authorship, text, comments: [], layers: [] }
  }
  if (document) yield document
}

function put({ comments, layers }: OpenDocument, item: ProjectItem): void {
  if (item.item === 'document-comment')
    comments.push({ record: item.record, authorship: item.authorship })
  if (item.item === 'layer')
    layers.push({ record: item.record, authorship: item.authorship, records: [] })
  if (item.item === 'layer-record')
    layers.at(-1)?.records.push({ record: item.record, authorship: item.authorship })
}
