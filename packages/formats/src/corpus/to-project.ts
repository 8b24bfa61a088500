import {
  type AnyRecord,
  type DocumentId,
  deriveId,
  isUuid,
  layerId,
  newRecord,
  ok,
  type ProjectId,
  type RecordOf,
  type Result,
  type UserId,
} from '@parallax/domain'
import type { PlatformTools } from '../codecs/codec-definition.ts'
import type {
  Authored,
  Authorship,
  DocumentSource,
  LayerSource,
  Person,
} from '../project/project-item.ts'
import { canonicalDocument } from './canonical-document.ts'
import type { CorpusDocument, CorpusLabel, CorpusLayer, CorpusSource } from './corpus.ts'
import { documentData } from './document-data.ts'
import { lawfulRecords } from './lawful-records.ts'
import type { Ledger } from './ledger.ts'
import { type LabelChoice, Registrar, type TargetCodebook } from './registrar.ts'

/** Where a corpus is to go, and who brings it. */
export type CorpusTarget = {
  readonly projectId: ProjectId
  readonly tools: PlatformTools
  /** Who imports, and when: ISO 8601, UTC. Stands where the file names no author or time. */
  readonly importer: Person
  readonly at: string
  /** The format that the corpus was read from. */
  readonly importedFrom: string
  /** Labels, sets and attributes that are there already; new ones are made beside them. */
  readonly codebook: TargetCodebook
  /** Who an annotator of the file is; by default a person of the name, made for this project. */
  readonly personOf?: (name: string) => Person
  /** What becomes of a label that the project lacks; by default it is made. */
  readonly labelChoice?: (label: CorpusLabel) => LabelChoice
}

/** A corpus as parts of a project. */
export type CorpusParts = {
  /** New records of the codebook, each once. */
  readonly codebook: readonly AnyRecord[]
  readonly registry: readonly Authored[]
  /** Everyone whom the file names, and the importer. Complete when the documents were gone through. */
  readonly people: ReadonlyMap<UserId, Person>
  /**
   * The documents, each with the version of the codebook that its layers follow. A document whose
   * text cannot be stored is a refusal with its name.
   */
  readonly documents: (codebook: number) => AsyncIterable<Result<DocumentSource, string>>
}

/**
 * What a corpus becomes in a project: ids for names, records that keep the rules. What cannot be a
 * record, and what was changed to be one, is told to the ledger the first time that the documents
 * are gone through; what became one is counted as coming out.
 */
export function partsOfCorpus(
  source: CorpusSource,
  target: CorpusTarget,
  ledger: Ledger,
): CorpusParts {
  const people = new Map<UserId, Person>([[target.importer.id, target.importer]])
  const registrar = new Registrar(source.head, target, ledger)
  const world = { target, registrar, people }
  let told: Ledger | undefined = ledger
  return {
    codebook: registrar.newCodebookRecords(),
    registry: registrar.newRegistryRecords().map((record) => signed(record, world, null)),
    people,
    documents: (codebook) => {
      const own = told
      told = undefined
      return documentsOf(source, { ...world, codebook }, own)
    },
  }
}

/** What every document of one import has in common. */
type World = {
  readonly target: CorpusTarget
  readonly registrar: Registrar
  readonly people: Map<UserId, Person>
}
type DocumentWorld = World & { readonly codebook: number }

async function* documentsOf(
  source: CorpusSource,
  world: DocumentWorld,
  ledger: Ledger | undefined,
): AsyncGenerator<Result<DocumentSource, string>> {
  for await (const document of source.documents()) {
    const canonical = canonicalDocument(document)
    if (canonical.ok) {
      ledger?.documentIn(canonical.value)
      yield ok(documentOf(canonical.value, world, ledger))
    } else yield { ok: false, reason: `${document.name}: the text cannot be stored.` }
  }
}

function documentOf(
  document: CorpusDocument,
  world: DocumentWorld,
  ledger: Ledger | undefined,
): DocumentSource {
  const { target, registrar } = world
  const id = documentIdOf(document.id, target.projectId)
  const made = documentData(document, target, registrar, ledger)
  const record = newRecord('document', id, made.data)
  ledger?.documentOut({ ...document, meta: made.meta, zones: made.data.zones, layers: [] })
  return {
    ...signed(record, world, null),
    text: document.text,
    comments: [],
    layers: document.layers
      .map((layer) => layerOf(layer, { document, record }, world, ledger))
      .sort((a, b) => (a.record.id < b.record.id ? -1 : 1)),
  }
}

/** A document's own id where it is one, or one that follows from its name. */
export function documentIdOf(id: string, project: ProjectId): DocumentId {
  return (isUuid(id) ? id : deriveId(project, `document ${id}`)) as DocumentId // derived for a document
}

function layerOf(
  layer: CorpusLayer,
  at: { readonly document: CorpusDocument; readonly record: RecordOf<'document'> },
  world: DocumentWorld,
  ledger: Ledger | undefined,
): LayerSource {
  const { kind, annotator } = layer
  const owner = kind === 'annotator' ? personOf(annotator ?? '', world) : null
  const document = at.record.id as string as DocumentId // a document's own id
  const id = layerId(document, kind, owner?.id ?? null)
  const data = {
    document,
    kind,
    owner: owner?.id ?? null,
    blind: false,
    state: 'open' as const,
    codebook: world.codebook,
  }
  ledger?.countOut('layer')
  const records = lawfulRecords(layer, { ...at, layerId: id }, world.registrar, ledger)
  return {
    ...signed(newRecord('layer', id, data), world, owner),
    records: records.map(({ record, signature }) => {
      const by = signature ? personOf(signature.by, world) : owner
      return signed(record, world, by, signature?.at)
    }),
  }
}

/** The person of that name, remembered as one whom the file names. */
function personOf(name: string, { target, people }: World): Person {
  const plain = name.trim() === '' ? 'Unknown' : name
  const id = deriveId(target.projectId, `person ${plain}`) as unknown as UserId // derived for a person
  const person = target.personOf?.(plain) ?? { id, name: plain }
  people.set(person.id, person)
  return person
}

function signed<R extends AnyRecord>(
  record: R,
  { target }: World,
  by: Person | null,
  at = target.at,
): Authored<R> {
  const person = (by ?? target.importer).id
  const authorship: Authorship = {
    createdBy: person,
    createdAt: at,
    updatedBy: person,
    updatedAt: at,
  }
  return { record, authorship }
}
