import type {
  Annotation,
  CorpusDocument,
  CorpusHead,
  CorpusLabel,
  LinkEnd,
} from '../src/corpus/corpus.ts'
import type { Holds } from '../src/corpus/holds.ts'

/**
 * What two documents must have in common to say the same in a format: everything but ids that the
 * format does not keep, the order of annotations, and names of files.
 */
export function comparableDocument(document: CorpusDocument, head: CorpusHead, holds: Holds) {
  const { text, meta, zones, split = 'train' } = document
  const layers = document.layers
    .map(({ kind, annotator, annotations }) => ({
      ...(holds.annotators ? { kind, annotator } : {}),
      annotations: comparableAnnotations(annotations, head, holds),
    }))
    .sort((a, b) => order(JSON.stringify(a), JSON.stringify(b)))
  // A layer without annotations is none, where layers carry no names.
  const told = holds.ids ? layers : layers.filter(({ annotations }) => annotations.length > 0)
  const part = holds.splits ? { split } : {}
  return { text, meta: sortedKeys(meta), zones, layers: told, ...part }
}

function comparableAnnotations(
  annotations: readonly Annotation[],
  head: CorpusHead,
  holds: Holds,
): readonly string[] {
  const own = new Map(annotations.map((annotation) => [annotation.id, shallow(annotation)]))
  const nameOfEnd = ({ kind, id }: LinkEnd) => {
    if (kind === 'annotation') return own.get(id) ?? 'nothing'
    if (kind === 'entity' && holds.entities === 'chains') return chainOf(id)
    const entity = head.entities.find((each) => each.id === id)
    return entity?.name ?? head.propositions.find((each) => each.id === id)?.statement ?? 'nothing'
  }
  const chainOf = (id: string) => {
    const linked = annotations.filter(({ links }) => links.some(({ to }) => to.id === id))
    return JSON.stringify(linked.map(shallow).sort())
  }
  return annotations
    .map((annotation) => {
      const { links, signature } = annotation
      const ends = links.map(({ role, to }) => `${role} > ${to.kind} ${nameOfEnd(to)}`).sort()
      const id = holds.ids ? annotation.id : ''
      return [
        id,
        shallow(annotation),
        ...ends,
        JSON.stringify(signature && sortedKeys(signature)),
      ].join('\n')
    })
    .sort(order)
}

function shallow({ kind, label, extent, values, passages }: Annotation): string {
  const places = passages.map((passage) => JSON.stringify(passage)).sort()
  return [kind, label, JSON.stringify(extent), JSON.stringify(sortedKeys(values)), ...places].join(
    ' ',
  )
}

function sortedKeys(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => order(a, b)))
}

/** What two heads must have in common. Where only names are kept, those that something links to. */
export function comparableHead(
  head: CorpusHead,
  documents: readonly CorpusDocument[],
  holds: Holds,
) {
  const linked = new Set(
    documents.flatMap(({ layers }) =>
      layers.flatMap(({ annotations }) =>
        annotations.flatMap(({ links }) => links.map(({ to }) => to.id)),
      ),
    ),
  )
  const nameOf = (id: string) => head.entities.find((each) => each.id === id)?.name ?? ''
  const whole = head.entities.map(({ id, members, partOf, ...rest }) => ({
    ...(holds.ids ? { id } : {}),
    ...rest,
    members: members.map(nameOf).sort(),
    partOf: partOf === null ? null : nameOf(partOf),
  }))
  const named = head.entities.filter(({ id }) => linked.has(id)).map(({ name }) => ({ name }))
  const entities = { none: [], chains: [], names: named, whole }[holds.entities]
  const propositions = head.propositions.map(({ id: _, ...rest }) => rest)
  return {
    entities: entities.map((each) => JSON.stringify(each)).sort(order),
    propositions: propositions.map((each) => JSON.stringify(each)).sort(order),
    labels: head.labels.flatMap((each) => comparableLabel(each, holds)).sort(order),
    attributes: holds.attributeList
      ? head.attributes.map((each) => JSON.stringify(sortedKeys(each))).sort(order)
      : [],
  }
}

/** A label with what is held of it; nothing where it is not listed. */
function comparableLabel(label: CorpusLabel, { labels }: Holds): readonly string[] {
  const details = labels[label.slot]
  if (!details) return []
  const { slot, name } = label
  const held = details.map((detail) => [detail, label[detail]])
  return [JSON.stringify([slot, name, ...held])]
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
