import { hullOf } from '@parallax/domain'
import {
  type Annotation,
  type CorpusDocument,
  type CorpusHead,
  type CorpusLayer,
  countedKinds,
  type Link,
  type LossPlace,
  type LossReason,
  metaFields,
} from './corpus.ts'
import { isAttribute, isOfChain } from './facets.ts'
import { type Holds, holdsEverything, isNamed } from './holds.ts'
import { countsOf, countsOfAnnotation, type Ledger } from './ledger.ts'
import { separateSpans } from './separate-spans.ts'

/**
 * A document with all that `holds` has no place for taken out, and each thing taken out told to the
 * ledger. What is left is what a codec writes and reads back; counting in and out is the caller's.
 */
export function narrow(document: CorpusDocument, holds: Holds, ledger: Ledger): CorpusDocument {
  const layers = chosenLayers(document, holds, ledger).map((layer) =>
    narrowLayer(layer, document, holds, ledger),
  )
  return { ...document, ...narrowMeta(document, holds, ledger), layers }
}

/** Tells that a document is dropped with everything in it. */
export function loseDocument(
  document: CorpusDocument,
  ledger: Ledger,
  reason: LossReason = 'documents-not-held',
): void {
  const place = { document: document.name, range: null, what: 'document' }
  const counts = countsOf(document)
  for (const kind of countedKinds) {
    const isRecord = kind === 'document' || isAnnotationKind(kind)
    const why = isRecord ? reason : 'with-record'
    ledger.lose({ ...dropped(why), kind, place, count: counts[kind] })
  }
}

function isAnnotationKind(kind: string): boolean {
  return holdsEverything.kinds.some((each) => each === kind)
}

/** The head with what the format has no list for taken out: counted and told at the end. */
export function narrowHead(head: CorpusHead, holds: Holds): CorpusHead {
  return {
    ...head,
    entities: holds.entities === 'none' ? [] : head.entities,
    propositions: holds.propositions === 'none' ? [] : head.propositions,
  }
}

const dropped = (reason: LossReason) => ({ how: 'dropped', reason }) as const

/** The layers that a format of one annotation keeps: the adjudicated, the shared or the first. */
function chosenLayers(
  document: CorpusDocument,
  holds: Holds,
  ledger: Ledger,
): readonly CorpusLayer[] {
  const { layers } = document
  if (holds.annotators || layers.length <= 1) return layers
  const kept =
    layers.find(({ kind }) => kind === 'adjudicated') ??
    layers.find(({ kind }) => kind === 'shared') ??
    layers[0]
  for (const layer of layers) {
    if (layer === kept) continue
    const what = layer.annotator ?? layer.kind
    const place = { document: document.name, range: null, what }
    const alone = { ...document, meta: {}, zones: [], split: undefined, layers: [layer] }
    const counts = { ...countsOf(alone), document: 0 }
    for (const kind of countedKinds) {
      const loss = dropped('layers-not-held')
      ledger.lose({ ...loss, kind, place, count: counts[kind] })
    }
  }
  return kept ? [kept] : []
}

function narrowLayer(
  layer: CorpusLayer,
  document: CorpusDocument,
  holds: Holds,
  ledger: Ledger,
): CorpusLayer {
  const loseWhole = (annotation: Annotation, reason: LossReason) =>
    loseAnnotation(annotation, document, reason, ledger)
  const held = layer.annotations.filter((annotation) => {
    const isHeld = holds.kinds.includes(annotation.kind)
    if (!isHeld) loseWhole(annotation, 'kind-not-held')
    return isHeld
  })
  const stripped = held.map((annotation) => strip(annotation, document, holds, ledger))
  const separate = separateSpans(stripped, holds, loseWhole)
  return { ...layer, annotations: withEnds(separate, document, loseWhole, ledger) }
}

/** Tells that an annotation is dropped with everything on it. */
export function loseAnnotation(
  annotation: Annotation,
  document: { readonly name: string },
  reason: LossReason,
  ledger: Ledger,
): void {
  const counts = countsOfAnnotation(annotation)
  const place = placeOfAnnotation(annotation, document)
  for (const kind of countedKinds) {
    const why = kind === annotation.kind ? reason : 'with-record'
    ledger.lose({ ...dropped(why), kind, place, count: counts[kind] })
  }
}

/** Where an annotation is, for a report. */
export function placeOfAnnotation(
  { kind, label, extent }: Annotation,
  { name }: { readonly name: string },
  what = label ?? kind,
): LossPlace {
  return { document: name, range: hullOf(extent) ?? null, what }
}

/** An annotation without the values, passages, links, parts and signature that have no place. */
function strip(
  annotation: Annotation,
  document: CorpusDocument,
  holds: Holds,
  ledger: Ledger,
): Annotation {
  const lose = (kind: 'value' | 'passage' | 'link' | 'part', reason: LossReason, what: string) => {
    const place = placeOfAnnotation(annotation, document, what)
    ledger.lose({ ...dropped(reason), kind, place, count: 1 })
    return false
  }
  const values = Object.entries(annotation.values).filter(
    ([name]) => holdsValue(name, holds) || lose('value', reasonOf(name, 'value-not-held'), name),
  )
  const passages = annotation.passages.filter(
    ({ role }) =>
      (isOfChain(role) ? holds.chains : holds.passages) ||
      lose('passage', reasonOf(role, 'passage-not-held'), role),
  )
  const links = annotation.links.filter(
    (link) => holdsLink(link, holds) || lose('link', reasonOfLink(link, holds), link.role),
  )
  const hull = hullOf(annotation.extent)
  const isWidened = !holds.discontinuous && hull && annotation.extent.length > 1
  if (isWidened)
    for (const _ of annotation.extent.slice(1)) lose('part', 'parts-not-held', annotation.kind)
  if (annotation.signature && !holds.signatures) {
    const place = placeOfAnnotation(annotation, document)
    ledger.lose({ ...dropped('signature-not-held'), kind: 'signature', place, count: 1 })
  }
  return {
    ...annotation,
    extent: isWidened ? [hull] : annotation.extent,
    values: Object.fromEntries(values),
    passages,
    links,
    signature: holds.signatures ? annotation.signature : null,
  }
}

function holdsValue(name: string, holds: Holds): boolean {
  if (isAttribute(name)) return holds.attributes
  return isOfChain(name) ? holds.chains : isNamed(holds.values, name)
}

function reasonOf(name: string, otherwise: LossReason): LossReason {
  return isOfChain(name) ? 'chain-not-held' : otherwise
}

function holdsLink({ role, to }: Link, holds: Holds): boolean {
  if (!holdsEnd(to.kind, holds)) return false
  return isOfChain(role) ? holds.chains : isNamed(holds.links, role)
}

function holdsEnd(kind: Link['to']['kind'], holds: Holds): boolean {
  if (kind === 'annotation') return true
  return (kind === 'entity' ? holds.entities : holds.propositions) !== 'none'
}

function reasonOfLink({ role, to }: Link, holds: Holds): LossReason {
  if (isOfChain(role) && !holds.chains) return 'chain-not-held'
  return holdsEnd(to.kind, holds) ? 'link-not-held' : 'registry-not-held'
}

/** Without relations that lost an end, and without links into nothing. */
export function withEnds(
  annotations: readonly Annotation[],
  document: { readonly name: string },
  loseWhole: (annotation: Annotation, reason: LossReason) => void,
  ledger: Ledger,
): readonly Annotation[] {
  const ids = new Set(annotations.map(({ id }) => id))
  const leads = ({ to }: Link) => to.kind !== 'annotation' || ids.has(to.id)
  const kept = annotations.filter((annotation) => {
    const isWhole = annotation.kind !== 'relation' || annotation.links.every(leads)
    if (!isWhole) loseWhole(annotation, 'end-missing')
    return isWhole
  })
  if (kept.length < annotations.length) return withEnds(kept, document, loseWhole, ledger)
  return kept.map((annotation) => {
    const links = annotation.links.filter(leads)
    for (const { role } of annotation.links.filter((link) => !leads(link))) {
      const place = placeOfAnnotation(annotation, document, role)
      ledger.lose({ ...dropped('end-missing'), kind: 'link', place, count: 1 })
    }
    return links.length === annotation.links.length ? annotation : { ...annotation, links }
  })
}

/** Tells that nothing keeps which part of a dataset a document is in. */
export function loseSplit({ name, split }: CorpusDocument, ledger: Ledger): void {
  if (split === undefined) return
  const place = { document: name, range: null, what: split }
  ledger.lose({ ...dropped('split-not-held'), kind: 'meta', place, count: 1 })
}

function narrowMeta(
  document: CorpusDocument,
  holds: Holds,
  ledger: Ledger,
): Pick<CorpusDocument, 'meta' | 'zones' | 'split'> {
  const { name, meta, zones } = document
  const isHeld = (field: (typeof metaFields)[number]) =>
    holds.meta === 'all' || holds.meta.includes(field)
  for (const field of metaFields) {
    if (meta[field] === undefined || isHeld(field)) continue
    const place = { document: name, range: null, what: field }
    ledger.lose({ ...dropped('meta-not-held'), kind: 'meta', place, count: 1 })
  }
  if (!holds.zones)
    for (const { kind, startUtf16, endUtf16 } of zones) {
      const place = { document: name, range: { startUtf16, endUtf16 }, what: kind }
      ledger.lose({ ...dropped('zones-not-held'), kind: 'zone', place, count: 1 })
    }
  if (!holds.splits) loseSplit(document, ledger)
  // Of the entries those stay whose field is held.
  const kept = Object.fromEntries(Object.entries(meta).filter(([field]) => isHeld(field as never)))
  const split = holds.splits ? document.split : undefined
  return { meta: kept, zones: holds.zones ? zones : [], split }
}
