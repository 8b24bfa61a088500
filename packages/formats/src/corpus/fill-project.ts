import {
  type AnyRecord,
  type DocumentId,
  isRecordOf,
  type LayerId,
  type RecordOf,
  type UserId,
} from '@parallax/domain'
import { brokenRule, streamOf } from '../project/broken-rule.ts'
import type { Authored, DocumentSource, Person } from '../project/project-item.ts'
import type { Annotation, CorpusDocument, CorpusHead, CorpusLayer } from './corpus.ts'
import { lawfulAddition } from './lawful-addition.ts'
import type { Ledger } from './ledger.ts'
import { loseAnnotation, loseSplit } from './narrow.ts'
import { Registrar } from './registrar.ts'
import { type MatchedRegistry, standingRegistry } from './standing-registry.ts'
import {
  type CorpusTarget,
  type DocumentWorld,
  documentOf,
  newLayer,
  signed,
  signedRecord,
} from './to-project.ts'

/** A project that has something already. */
export type StandingProject = Omit<CorpusTarget, 'registry'> & {
  /** Every record of the registry, deleted ones too. */
  readonly registry: readonly AnyRecord[]
  /** The version of the codebook that new layers follow, if the file adds to it, and if not. */
  readonly versions: { readonly next: number; readonly newest: number }
}

/** A document that is there already: the same text, with every record of its layers' streams. */
export type StandingDocument = {
  readonly record: RecordOf<'document'>
  readonly layers: ReadonlyMap<LayerId, readonly AnyRecord[]>
}

/** What comes to a document that is there already. */
export type DocumentAddition = {
  readonly document: DocumentId
  /** Whether it was retired and comes back. */
  readonly isBack: boolean
  /** Those layers to which something comes. */
  readonly layers: readonly LayerAddition[]
}
export type LayerAddition = {
  readonly layer: Authored<RecordOf<'layer'>>
  readonly isNew: boolean
  readonly records: readonly Authored[]
  readonly restored: readonly AnyRecord[]
}

/** A corpus on its way into a project. Its documents are in their stored form. */
export type ProjectFilling = {
  /** What comes to the codebook. Some may stand there deleted: then it comes back. */
  readonly codebook: readonly AnyRecord[]
  readonly registry: readonly Authored[]
  /** Entries of the registry that are deleted and come back. */
  readonly restored: readonly string[]
  /** Everyone whom the file names, and the importer. Complete when all documents were taken. */
  readonly people: ReadonlyMap<UserId, Person>
  readonly newDocument: (document: CorpusDocument, id: DocumentId) => DocumentSource
  readonly addTo: (document: CorpusDocument, standing: StandingDocument) => DocumentAddition
  /** A document that is there already and to which nothing shall come. */
  readonly skip: (document: CorpusDocument) => void
}

/**
 * Brings a corpus into a project that has something already. What is there – labels by name, entities
 * by their id at Wikidata or by type and name, propositions by what they state, documents by their
 * text, annotations by what they say – is found again and told as a duplicate; the rest is made. So
 * bringing the same file twice adds nothing the second time.
 */
export function fillProject(
  head: CorpusHead,
  standing: StandingProject,
  ledger: Ledger,
): ProjectFilling {
  const { registry: records, versions, ...rest } = standing
  const registry = standingRegistry(records)
  const target: CorpusTarget & { registry: MatchedRegistry } = { ...rest, registry }
  const people = new Map<UserId, Person>([[target.importer.id, target.importer]])
  const registrar = new Registrar(head, target, ledger)
  const codebook = registrar.newCodebookRecords()
  const version = codebook.length > 0 ? versions.next : versions.newest
  const world = { target, registrar, people, codebook: version }
  return {
    codebook,
    registry: soundEntries(registrar.newRegistryRecords(), records, ledger).map((record) =>
      signed(record, world, null),
    ),
    restored: registry.restored(),
    people,
    newDocument: (document, id) => {
      ledger.documentIn(document)
      return documentOf(document, id, world, ledger)
    },
    addTo: (document, to) => {
      ledger.documentIn(document)
      return additionTo(document, to, world, ledger)
    },
    skip: (document) => {
      ledger.documentIn(document)
      tellStanding(document, false, ledger)
      for (const layer of document.layers) loseLayer(layer, document, 'duplicate', ledger)
    },
  }
}

/** Entries that keep the rules beside those that stand: what cannot be kept of one is told. */
function soundEntries(
  made: readonly AnyRecord[],
  standing: readonly AnyRecord[],
  ledger: Ledger,
): readonly AnyRecord[] {
  const stream = streamOf('registry', [...standing, ...made], null, null)
  return made.map((record) => {
    if (!isRecordOf(record, 'entity') || !brokenRule(record, stream)) return record
    const place = { document: '', range: null, what: record.data.name }
    ledger.lose({ how: 'changed', kind: 'entity', reason: 'breaks-rule', place, count: 1 })
    const plain = { members: [], partOf: null, aliases: {}, externalIds: {} }
    return { ...record, data: { ...record.data, ...plain } }
  })
}

function additionTo(
  document: CorpusDocument,
  { record, layers }: StandingDocument,
  world: DocumentWorld,
  ledger: Ledger,
): DocumentAddition {
  tellStanding(document, record.deleted, ledger)
  const additions = document.layers.flatMap((layer) => {
    const { record: made, owner } = newLayer(layer, record, world)
    const layerId = made.id as string as LayerId // a layer's own id
    const standing = layers.get(layerId)
    if (isClosed(standing)) {
      loseLayer(layer, document, 'layer-closed', ledger)
      return []
    }
    if (standing) loseOne('layer', layer.annotator ?? layer.kind, document, ledger)
    else ledger.countOut('layer')
    const place = { document, record, layerId, standing: standing ?? [] }
    const { records, restored } = lawfulAddition(layer, place, world.registrar, ledger)
    if (standing && records.length + restored.length === 0) return []
    return [
      {
        layer: signed(made, world, owner),
        isNew: standing === undefined,
        records: records.map((each) => signedRecord(each, world, owner)),
        restored,
      },
    ]
  })
  const id = record.id as string as DocumentId // a document's own id
  return { document: id, isBack: record.deleted, layers: additions }
}

function isClosed(standing: readonly AnyRecord[] | undefined): boolean {
  const layer = standing?.find((record) => record.kind === 'layer')
  return layer !== undefined && isRecordOf(layer, 'layer') && layer.data.state !== 'open'
}

/** Tells that a document is there already, with what is known of it. */
function tellStanding(document: CorpusDocument, isBack: boolean, ledger: Ledger): void {
  if (isBack) ledger.countOut('document')
  else loseOne('document', document.meta.title ?? document.name, document, ledger)
  for (const field of Object.keys(document.meta)) loseOne('meta', field, document, ledger)
  for (const { kind } of document.zones) loseOne('zone', kind, document, ledger)
  loseSplit(document, ledger)
}

function loseOne(
  kind: 'document' | 'layer' | 'meta' | 'zone',
  what: string,
  { name }: CorpusDocument,
  ledger: Ledger,
): void {
  const place = { document: name, range: null, what }
  ledger.lose({ how: 'dropped', kind, reason: 'duplicate', place, count: 1 })
}

function loseLayer(
  layer: CorpusLayer,
  document: CorpusDocument,
  reason: 'duplicate' | 'layer-closed',
  ledger: Ledger,
): void {
  const place = { document: document.name, range: null, what: layer.annotator ?? layer.kind }
  ledger.lose({ how: 'dropped', kind: 'layer', reason, place, count: 1 })
  const lose = (annotation: Annotation) => loseAnnotation(annotation, document, reason, ledger)
  layer.annotations.forEach(lose)
}
