import { type AnyRecord, type CodebookContent, isRecordOf, type RecordKind } from '@parallax/domain'
import { canonicalJson } from '../parallax/canonical-json.ts'
import type { DocumentSource, ProjectSource } from '../project/project-item.ts'
import { versionOfSource } from './codebook-of-source.ts'
import type { SplitName } from './draw-splits.ts'
import { keyOfLabel, labelOfKey, labelsOfRecord } from './record-labels.ts'
import type { ReleaseManifest } from './release-manifest.ts'

/** A release that is compared. */
export type ReleaseReading = { readonly manifest: ReleaseManifest; readonly source: ProjectSource }

/** Things of one sort that differ: all of them counted, the first of them named. */
export type Listed<Item> = { readonly count: number; readonly first: readonly Item[] }

export type NamedDocument = { readonly id: string; readonly title: string }

export type ChangedDocument = NamedDocument & {
  readonly isTextChanged: boolean
  readonly areZonesChanged: boolean
  /** What is known of it and differs now: `title`, `publishedAt`… */
  readonly meta: readonly string[]
}

export type MovedDocument = NamedDocument & {
  readonly from: SplitName | null
  readonly to: SplitName | null
}

export type Differences = {
  readonly added: number
  readonly removed: number
  readonly changed: number
}

/** Records of one kind with one label; without a label, all of the kind. */
export type RecordDifferences = Differences & {
  readonly kind: RecordKind
  readonly label: string | null
  /** What people call the label; `null` for all of a kind. */
  readonly name: string | null
}

export type CodebookDifference = {
  readonly kind: string
  readonly id: string
  readonly name: string
  readonly change: 'added' | 'removed' | 'changed'
  /** The fields that differ, of what is in both. */
  readonly fields: readonly string[]
}

/** What differs between two releases of one project, seen from the first. */
export type ReleaseComparison = {
  readonly documents: {
    readonly added: Listed<NamedDocument>
    readonly removed: Listed<NamedDocument>
    readonly changed: Listed<ChangedDocument>
    readonly moved: Listed<MovedDocument>
  }
  /** Kinds and their labels; what is the same in both is left out. */
  readonly records: readonly RecordDifferences[]
  readonly registry: readonly RecordDifferences[]
  readonly codebook: readonly CodebookDifference[]
}

/** Goes through both releases side by side; memory holds one document of each, and the registries. */
export async function compareReleases(
  before: ReleaseReading,
  after: ReleaseReading,
): Promise<ReleaseComparison> {
  const notes = new Notes(before.manifest, after.manifest)
  for await (const [was, is] of bothDocuments(before.source, after.source)) notes.take(was, is)
  return {
    documents: notes.documents(),
    records: notes.records(),
    registry: await compareRegistries(before.source, after.source),
    codebook: await compareCodebooks(before, after),
  }
}

type Pair<Item> = readonly [was: Item | undefined, is: Item | undefined]

/** Documents of both, matched by id: each source gives them in the order of their ids. */
async function* bothDocuments(
  before: ProjectSource,
  after: ProjectSource,
): AsyncGenerator<Pair<DocumentSource>> {
  const a = before.documents()[Symbol.asyncIterator]()
  const b = after.documents()[Symbol.asyncIterator]()
  try {
    let [was, is] = [await nextOf(a), await nextOf(b)]
    for (let pair = matched(was, is); pair; pair = matched(was, is)) {
      yield pair
      if (pair[0]) was = await nextOf(a)
      if (pair[1]) is = await nextOf(b)
    }
  } finally {
    // Whoever stops in the middle leaves no file open.
    await Promise.all([a.return?.(), b.return?.()])
  }
}

/** What comes next of the two: both if they are one document, else the one with the smaller id. */
function matched(
  was: DocumentSource | undefined,
  is: DocumentSource | undefined,
): Pair<DocumentSource> | undefined {
  if (!was || !is) return was || is ? [was, is] : undefined
  if (was.record.id === is.record.id) return [was, is]
  return was.record.id < is.record.id ? [was, undefined] : [undefined, is]
}

async function nextOf<Item>(items: AsyncIterator<Item>): Promise<Item | undefined> {
  const step = await items.next()
  return step.done === true ? undefined : step.value
}

const listedAtMost = 200

class List<Item> {
  #count = 0
  readonly #first: Item[] = []

  add(item: Item): void {
    this.#count += 1
    if (this.#first.length < listedAtMost) this.#first.push(item)
  }

  told(): Listed<Item> {
    return { count: this.#count, first: this.#first }
  }
}

/** What is found on the way through the documents. */
class Notes {
  readonly #added = new List<NamedDocument>()
  readonly #removed = new List<NamedDocument>()
  readonly #changed = new List<ChangedDocument>()
  readonly #moved = new List<MovedDocument>()
  readonly #counts: DifferenceCounts
  readonly #placesBefore: ReadonlyMap<string, ReleaseManifest['documents'][number]>
  readonly #placesAfter: ReadonlyMap<string, ReleaseManifest['documents'][number]>

  constructor(before: ReleaseManifest, after: ReleaseManifest) {
    this.#counts = new DifferenceCounts(namesIn(before, after))
    this.#placesBefore = new Map(before.documents.map((each) => [each.id, each]))
    this.#placesAfter = new Map(after.documents.map((each) => [each.id, each]))
  }

  take(was: DocumentSource | undefined, is: DocumentSource | undefined): void {
    if (was && is) this.#compare(was, is)
    else if (is) this.#added.add(named(is))
    else if (was) this.#removed.add(named(was))
    const id = (was ?? is)?.record.id ?? ''
    const [a, b] = [this.#placesBefore.get(id), this.#placesAfter.get(id)]
    // The hash covers everything of a document, its layers too.
    if (a && b && a.sha256 === b.sha256) return
    this.#counts.take(recordsIn(was), recordsIn(is))
  }

  #compare(was: DocumentSource, is: DocumentSource): void {
    const change = changeOf(was, is)
    if (change.isTextChanged || change.areZonesChanged || change.meta.length > 0)
      this.#changed.add(change)
    const from = this.#placesBefore.get(is.record.id)?.split ?? null
    const to = this.#placesAfter.get(is.record.id)?.split ?? null
    if (from !== to) this.#moved.add({ ...named(is), from, to })
  }

  documents(): ReleaseComparison['documents'] {
    return {
      added: this.#added.told(),
      removed: this.#removed.told(),
      changed: this.#changed.told(),
      moved: this.#moved.told(),
    }
  }

  records(): readonly RecordDifferences[] {
    return this.#counts.told()
  }
}

/** How both releases call their labels; the later one has the last word. */
function namesIn(before: ReleaseManifest, after: ReleaseManifest): ReadonlyMap<string, string> {
  const labels = [...before.counts.labels, ...after.counts.labels]
  return new Map(labels.map(({ label, name }) => [label, name]))
}

function named({ record }: DocumentSource): NamedDocument {
  return { id: record.id, title: record.data.meta.title }
}

function changeOf(was: DocumentSource, is: DocumentSource): ChangedDocument {
  const [a, b] = [was.record.data, is.record.data]
  return {
    ...named(is),
    isTextChanged: a.textSha256 !== b.textSha256,
    areZonesChanged: canonicalJson(a.zones) !== canonicalJson(b.zones),
    meta: differingFields(a.meta, b.meta),
  }
}

function differingFields(a: object, b: object): readonly string[] {
  const [was, is] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  const fields = [...new Set([...was.keys(), ...is.keys()])]
  return fields.filter(
    (field) => canonicalJson(was.get(field) ?? null) !== canonicalJson(is.get(field) ?? null),
  )
}

type Records = ReadonlyMap<string, AnyRecord>

function recordsIn(document: DocumentSource | undefined): Records {
  const records = document?.layers.flatMap((layer) => [...layer.records]) ?? []
  return new Map(records.map(({ record }) => [record.id, record]))
}

/** Counts by kind, and by label within a kind. */
class DifferenceCounts {
  readonly #counts = new Map<string, Record<keyof Differences, number>>()
  readonly #names: ReadonlyMap<string, string>

  constructor(names: ReadonlyMap<string, string> = new Map()) {
    this.#names = names
  }

  take(was: Records, is: Records): void {
    for (const [id, record] of is) {
      const earlier = was.get(id)
      if (!earlier) this.#note(record, 'added')
      else if (canonicalJson(earlier.data) !== canonicalJson(record.data))
        this.#note(record, 'changed')
    }
    for (const [id, record] of was) if (!is.has(id)) this.#note(record, 'removed')
  }

  told(): readonly RecordDifferences[] {
    return [...this.#counts]
      .map(([key, counts]) => {
        const { kind, label } = labelOfKey(key)
        const name = label === '' ? null : (this.#names.get(label) ?? label)
        return { kind, label: label === '' ? null : label, name, ...counts }
      })
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  }

  #note(record: AnyRecord, what: keyof Differences): void {
    const keys = [`${record.kind} `, ...labelsOfRecord(record).map(keyOfLabel)]
    for (const key of keys) {
      const counts = this.#counts.get(key) ?? { added: 0, removed: 0, changed: 0 }
      counts[what] += 1
      this.#counts.set(key, counts)
    }
  }
}

function keyOf({ kind, label }: { readonly kind: string; readonly label: string | null }): string {
  return `${kind} ${label ?? ''}`
}

async function compareRegistries(
  before: ProjectSource,
  after: ProjectSource,
): Promise<readonly RecordDifferences[]> {
  const counts = new DifferenceCounts()
  counts.take(await registryOf(before), await registryOf(after))
  return counts.told()
}

async function registryOf(source: ProjectSource): Promise<Records> {
  const records = new Map<string, AnyRecord>()
  for await (const { record } of source.registry())
    if (!record.deleted) records.set(record.id, record)
  return records
}

async function compareCodebooks(
  before: ReleaseReading,
  after: ReleaseReading,
): Promise<readonly CodebookDifference[]> {
  const [was, is] = await Promise.all([contentOf(before), contentOf(after)])
  const kinds = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return kinds.flatMap((kind) => {
    const [a, b] = [entriesOf(was, kind), entriesOf(is, kind)]
    return [...new Set([...a.keys(), ...b.keys()])].flatMap(
      (id) => differenceOf({ kind, id }, a.get(id), b.get(id)) ?? [],
    )
  })
}

async function contentOf({ manifest, source }: ReleaseReading): Promise<Partial<CodebookContent>> {
  const version = await versionOfSource(source, manifest.codebook.version)
  return version && isRecordOf(version, 'version') ? version.data.content : {}
}

type EntryData = Readonly<Record<string, unknown>>

function entriesOf(
  content: Partial<CodebookContent>,
  kind: string,
): ReadonlyMap<string, EntryData> {
  const lists = new Map(Object.entries(content))
  return new Map(lists.get(kind)?.map(({ id, data }) => [id, data]))
}

function differenceOf(
  { kind, id }: { readonly kind: string; readonly id: string },
  was: EntryData | undefined,
  is: EntryData | undefined,
): CodebookDifference | undefined {
  const name = nameOfEntry(is ?? was)
  if (!was || !is) return { kind, id, name, change: is ? 'added' : 'removed', fields: [] }
  const fields = differingFields(was, is)
  return fields.length > 0 ? { kind, id, name, change: 'changed', fields } : undefined
}

/** Labels, sets and attributes have names; a guideline is called after what it explains. */
function nameOfEntry(data: EntryData | undefined): string {
  if (typeof data?.name === 'string') return data.name
  const about = [data?.field, data?.value, data?.on].filter((each) => typeof each === 'string')
  return about.join(' ')
}
