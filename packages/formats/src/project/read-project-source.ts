import type { AnyRecord, DocumentId, RecordOf, Result, UserId } from '@parallax/domain'
import type {
  Authored,
  DocumentSource,
  LayerSource,
  Manifest,
  NumberedItem,
  Person,
  ProjectItem,
  ProjectSource,
  ReadProblem,
  RecordInLayer,
} from './project-item.ts'

type Outcome = Result<NumberedItem, ReadProblem>

/** A project in a file, and what is wrong with the file. */
export type ReadProjectSource = {
  readonly source: ProjectSource
  /** The first of the problems, and how many there are. */
  readonly problems: readonly ReadProblem[]
  readonly problemCount: number
}

const mostProblems = 100

/**
 * A file of a project as a project that codecs write: read through once for its problems and people,
 * and again for each section that is asked for. Holds one document at a time.
 */
export async function readProjectSource(
  read: () => AsyncIterable<Outcome>,
): Promise<ReadProjectSource> {
  const people = new Map<UserId, Person>()
  const problems: ReadProblem[] = []
  let problemCount = 0
  let manifest: Manifest = {
    project: { name: '', mode: 'together' },
    exportedAt: '1970-01-01T00:00:00.000Z',
    codebook: null,
    counts: { documents: 0, layers: 0 },
  }
  for await (const outcome of read()) {
    if (!outcome.ok) {
      problemCount += 1
      if (problems.length < mostProblems) problems.push(outcome.reason)
    } else if (outcome.value.item.item === 'manifest') manifest = outcome.value.item.manifest
    else if (outcome.value.item.item === 'person') {
      const { person } = outcome.value.item
      people.set(person.id, person)
    }
  }
  const source: ProjectSource = {
    manifest,
    people: async () => people,
    codebook: () => sectionOf(read, 'codebook'),
    registry: () => sectionOf(read, 'registry'),
    documents: () => documentsOf(read),
  }
  return { source, problems, problemCount }
}

async function* itemsOf(read: () => AsyncIterable<Outcome>): AsyncGenerator<ProjectItem> {
  for await (const outcome of read()) if (outcome.ok) yield outcome.value.item
}

async function* sectionOf(
  read: () => AsyncIterable<Outcome>,
  section: 'codebook' | 'registry',
): AsyncGenerator<Authored> {
  for await (const item of itemsOf(read)) {
    if (item.item === section) yield item
    // Documents come after both sections.
    else if (item.item === 'document') return
  }
}

type Open = {
  readonly head: Extract<ProjectItem, { item: 'document' }>
  readonly comments: Authored<RecordOf<'comment'>>[]
  readonly layers: { head: Authored<RecordOf<'layer'>>; records: Authored<RecordInLayer>[] }[]
}

async function* documentsOf(read: () => AsyncIterable<Outcome>): AsyncGenerator<DocumentSource> {
  let open: Open | undefined
  for await (const item of itemsOf(read)) {
    if (item.item === 'document') {
      if (open) yield documentOf(open)
      open = { head: item, comments: [], layers: [] }
    } else if (open) take(open, item)
  }
  if (open) yield documentOf(open)
}

function take(open: Open, item: ProjectItem): void {
  if (item.item === 'document-comment') open.comments.push(item)
  else if (item.item === 'layer') open.layers.push({ head: item, records: [] })
  else if (item.item === 'layer-record') {
    const layer = open.layers.find(({ head }) => sameId(head.record, item.layer))
    layer?.records.push(item)
  }
}

/** Ids of layers and of their records differ in nothing but a brand. */
function sameId(record: AnyRecord, id: string): boolean {
  return record.id === id
}

function documentOf({ head, comments, layers }: Open): DocumentSource {
  const { record, authorship, text } = head
  return {
    record,
    authorship,
    text,
    comments,
    layers: layers.map((layer): LayerSource => ({ ...layer.head, records: layer.records })),
  }
}

/** The items of a project in the order of a file of it. */
export async function* itemsOfSource(source: ProjectSource): AsyncGenerator<ProjectItem> {
  yield { item: 'manifest', manifest: source.manifest }
  for await (const each of source.codebook()) yield { item: 'codebook', ...each }
  for await (const each of source.registry()) yield { item: 'registry', ...each }
  for await (const { comments, layers, ...document } of source.documents()) {
    const id = document.record.id as string as DocumentId // a document's own id
    yield { item: 'document', ...document }
    for (const each of comments) yield { item: 'document-comment', document: id, ...each }
    for (const { records, ...layer } of layers) {
      yield { item: 'layer', ...layer }
      for (const each of records)
        yield { item: 'layer-record', layer: layer.record.id as never, document: id, ...each } // a layer's own id
    }
  }
  for (const person of (await source.people()).values()) yield { item: 'person', person }
}
