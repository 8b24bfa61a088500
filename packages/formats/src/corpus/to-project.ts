import {
  type AnyRecord,
  type DocumentId,
  deriveId,
  isUuid,
  type LayerId,
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
import type {
  Annotation,
  CorpusDocument,
  CorpusLabel,
  CorpusLayer,
  CorpusSource,
} from './corpus.ts'
import { documentData } from './document-data.ts'
import { lawfulRecords } from './lawful-records.ts'
import type { Ledger } from './ledger.ts'
import { loseDocument, loseSplit } from './narrow.ts'
import {
  type LabelChoice,
  type LabelRestatement,
  Registrar,
  type StandingRegistry,
  type TargetCodebook,
} from './registrar.ts'

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
  /** The project is only made: its codebook says what the file says. One that stands keeps its own. */
  readonly isNew?: boolean
  /** Entities and propositions that are there already, unless the project is new. */
  readonly registry?: StandingRegistry
  /** Who an annotator of the file is; by default a person of the name, made for this project. */
  readonly personOf?: (name: string) => Person
  /** What becomes of a label that the project lacks; by default it is made. */
  readonly labelChoice?: (label: CorpusLabel) => LabelChoice
}

/** A corpus as parts of a project. */
export type CorpusParts = {
  /** New records of the codebook, each once. */
  readonly codebook: readonly AnyRecord[]
  /** What labels that are there already shall say, by their ids. Of a new project only. */
  readonly restatements: ReadonlyMap<string, LabelRestatement>
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
    restatements: registrar.restatements(),
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
export type World = {
  readonly target: CorpusTarget
  readonly registrar: Registrar
  readonly people: Map<UserId, Person>
}
/** With the version of the codebook that new layers follow. */
export type DocumentWorld = World & { readonly codebook: number }

async function* documentsOf(
  source: CorpusSource,
  world: DocumentWorld,
  ledger: Ledger | undefined,
): AsyncGenerator<Result<DocumentSource, string>> {
  for await (const document of source.documents()) {
    const canonical = canonicalDocument(document)
    if (canonical.ok) {
      const { value } = canonical
      ledger?.documentIn(value)
      const id = documentIdOf(value.id, world.target.projectId)
      yield ok(documentOf(value, id, world, ledger))
    } else {
      ledger?.documentIn(document)
      if (ledger) loseDocument(document, ledger, 'text-not-held')
      yield { ok: false, reason: `${document.name}: the text cannot be stored.` }
    }
  }
}

/** A document, in its stored form, as a new one of the project. */
export function documentOf(
  document: CorpusDocument,
  id: DocumentId,
  world: DocumentWorld,
  ledger: Ledger | undefined,
): DocumentSource {
  const { target, registrar } = world
  const made = documentData(document, target, registrar, ledger)
  const record = newRecord('document', id, made.data)
  if (ledger) loseSplit(document, ledger)
  const kept = { meta: made.meta, zones: made.data.zones, split: undefined, layers: [] }
  ledger?.documentOut({ ...document, ...kept })
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
  const { record, owner } = newLayer(layer, at.record, world)
  ledger?.countOut('layer')
  const layerId = record.id as string as LayerId // a layer's own id
  const records = lawfulRecords(layer, { ...at, layerId }, world.registrar, ledger)
  return {
    ...signed(record, world, owner),
    records: records.map((each) => signedRecord(each, world, owner)),
  }
}

/** The record of a layer as it is when new, and whose it is. */
export function newLayer(
  { kind, annotator }: CorpusLayer,
  { id }: RecordOf<'document'>,
  world: DocumentWorld,
): { readonly record: RecordOf<'layer'>; readonly owner: Person | null } {
  const owner = kind === 'annotator' ? personOf(annotator ?? '', world) : null
  const document = id as string as DocumentId // a document's own id
  const data = {
    document,
    kind,
    owner: owner?.id ?? null,
    blind: false,
    state: 'open' as const,
    codebook: world.codebook,
  }
  return { record: newRecord('layer', layerId(document, kind, owner?.id ?? null), data), owner }
}

/** A record with who made it: whom the file names, else the owner of the layer, else who imports. */
export function signedRecord<R extends AnyRecord>(
  { record, signature }: { readonly record: R; readonly signature: Annotation['signature'] },
  world: World,
  owner: Person | null,
): Authored<R> {
  const by = signature ? personOf(signature.by, world) : owner
  return signed(record, world, by, signature?.at)
}

/** The person of that name, remembered as one whom the file names. */
function personOf(name: string, { target, people }: World): Person {
  const plain = name.trim() === '' ? 'Unknown' : name
  const id = deriveId(target.projectId, `person ${plain}`) as unknown as UserId // derived for a person
  const person = target.personOf?.(plain) ?? { id, name: plain }
  people.set(person.id, person)
  return person
}

/** A record made by this person, or by who imports. */
export function signed<R extends AnyRecord>(
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
