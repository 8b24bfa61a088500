import type { TextRange } from '@parallax/domain'
import type {
  Annotation,
  CorpusEntity,
  CorpusItem,
  CorpusLayer,
  CorpusValue,
  CountedKind,
  Link,
  LossReason,
} from '../corpus/corpus.ts'
import { attributePrefix } from '../corpus/facets.ts'
import { fieldsOf, listOf, textOf } from '../json/read-json.ts'
import type { OffsetUnit } from '../offsets/offset-map.ts'
import { anchorAll } from './anchor.ts'
import { isWhole, type Resource, resourceAt } from './resource.ts'

type Fields = ReadonlyMap<string, unknown>

/** An annotation that another tool wrote, as far as it is read without its text. */
export type ForeignAnnotation = {
  readonly id: string
  readonly where: string
  readonly targets: readonly Resource[]
  /** Who made it, by name; empty where nobody is named. */
  readonly creator: string
  readonly created: string
  readonly said: SaidBodies
}

/** What the bodies of an annotation say. */
type SaidBodies = {
  readonly tags: readonly string[]
  readonly notes: readonly string[]
  /** What it is about, elsewhere. */
  readonly links: readonly { readonly iri: string; readonly purpose: string }[]
  /** How many bodies are of no use here. */
  readonly otherCount: number
  readonly motivation: string
}

export function foreignAnnotation(fields: Fields, file: string, index: number): ForeignAnnotation {
  const where = `Annotation ${index + 1}`
  return {
    id: textOf(fields.get('id')) ?? `${file}#${index + 1}`,
    where,
    targets: listOf(fields.get('target')).flatMap((target) => independent(target, where)),
    creator: nameOfAgent(listOf(fields.get('creator'))[0]),
    created: textOf(fields.get('created')) ?? '',
    said: bodiesOf(fields),
  }
}

/** Targets of one annotation that each stand for themselves. */
function independent(target: unknown, where: string): readonly Resource[] {
  const fields = fieldsOf(target)
  const isList = listOf(fields?.get('type')).some(
    (type) => type === 'Independents' || type === 'List',
  )
  if (!fields || !isList) return [resourceAt(target, where)]
  return listOf(fields.get('items')).map((item) => resourceAt(item, where))
}

function nameOfAgent(agent: unknown): string {
  const fields = fieldsOf(agent)
  const names = ['name', 'nickname', 'id'].map((name) => textOf(fields?.get(name)))
  return textOf(agent) ?? names.find((name) => name) ?? ''
}

function bodiesOf(fields: Fields): SaidBodies {
  const motivation = textOf(listOf(fields.get('motivation'))[0]) ?? ''
  const bodyValue = textOf(fields.get('bodyValue'))
  const bodies = [
    ...listOf(fields.get('body')),
    ...(bodyValue === undefined ? [] : [{ value: bodyValue }]),
  ]
  const said = bodies.map((body) => saidOf(body, motivation))
  return {
    tags: said.flatMap(({ tag }) => tag ?? []),
    notes: said.flatMap(({ note }) => note ?? []),
    links: said.flatMap(({ link }) => link ?? []),
    otherCount: said.filter((each) => Object.keys(each).length === 0).length,
    motivation,
  }
}

type Said = {
  readonly tag?: string
  readonly note?: string
  readonly link?: SaidBodies['links'][number]
}

const tagPurposes: readonly string[] = ['tagging', 'classifying', 'identifying', 'highlighting']

/** One body: a tag, a note, or something elsewhere. Of a choice the first is taken. */
function saidOf(body: unknown, motivation: string): Said {
  const fields = fieldsOf(body)
  if (fields && listOf(fields.get('type')).includes('Choice'))
    return saidOf(listOf(fields.get('items'))[0], motivation)
  const purpose = textOf(listOf(fields?.get('purpose'))[0]) ?? motivation
  const value = textOf(fields?.get('value'))
  if (value !== undefined) return tagPurposes.includes(purpose) ? { tag: value } : { note: value }
  const { source, ...place } = resourceAt(body, '')
  if (source === null || !isWhole({ source, ...place })) return {}
  return { link: { iri: source, purpose } }
}

/** A text with the annotations that are on it. */
export type ForeignDocument = {
  readonly name: string
  readonly text: string
  readonly annotations: readonly ForeignAnnotation[]
}

export type ForeignReading = {
  readonly layers: readonly CorpusLayer[]
  readonly items: readonly CorpusItem[]
  readonly problems: readonly string[]
}

/**
 * Places the annotations of another tool in their text: words with a tag become mentions, links
 * between annotations relations, tags of the whole text document labels, each person a layer.
 */
export function readForeign(document: ForeignDocument): ForeignReading {
  return new ForeignReader(document).read()
}

class ForeignReader {
  readonly #document: ForeignDocument
  readonly #items: CorpusItem[] = []
  readonly #problems: string[] = []
  readonly #byCreator = new Map<string, Annotation[]>()
  readonly #ids: ReadonlySet<string>

  constructor(document: ForeignDocument) {
    this.#document = document
    this.#ids = new Set(document.annotations.map(({ id }) => id))
  }

  read(): ForeignReading {
    const { annotations, text } = this.#document
    const anchors = annotations.flatMap(({ targets }) =>
      targets.flatMap((target) => target.anchors),
    )
    const { ranges, misfits, unit } = anchorAll(text, anchors, declared)
    for (const [index, why] of misfits) this.#problems.push(`${anchors[index]?.where}: ${why}`)
    if (unit !== declared)
      this.#items.push({ item: 'note', note: `${this.#document.name}: positions count ${unit}.` })
    let used = 0
    for (const annotation of annotations) {
      const count = annotation.targets.reduce((sum, target) => sum + target.anchors.length, 0)
      this.#take(annotation, ranges.slice(used, used + count))
      used += count
    }
    return { layers: this.#layers(), items: this.#items, problems: this.#problems }
  }

  #layers(): readonly CorpusLayer[] {
    return [...this.#byCreator].map(([creator, annotations]) => ({
      ...(creator === ''
        ? { kind: 'shared' as const, annotator: null }
        : { kind: 'annotator' as const, annotator: creator }),
      annotations,
    }))
  }

  #take(annotation: ForeignAnnotation, ranges: readonly (TextRange | undefined)[]): void {
    const { said, targets } = annotation
    if (said.otherCount > 0) this.#lose('other', 'not-ours', 'body', said.otherCount)
    const ends = this.#ends(annotation)
    if (ends) this.#addRelation(annotation, ends)
    else if (ranges.length > 0) this.#addMentions(annotation, ranges)
    else if (targets.some(({ otherSelectors }) => otherSelectors.length > 0))
      for (const type of targets.flatMap(({ otherSelectors }) => otherSelectors))
        this.#lose('mention', 'not-ours', type)
    else this.#addDocumentLabels(annotation)
  }

  /** The annotations that a link joins: two targets, or a target and a body. */
  #ends({ targets, said }: ForeignAnnotation): readonly [string, string] | undefined {
    const known = [
      ...targets.filter(isWhole).map(({ source }) => source ?? ''),
      ...said.links.map(({ iri }) => iri),
    ].filter((iri) => this.#ids.has(iri))
    const [from, to] = known
    return from !== undefined && to !== undefined ? [from, to] : undefined
  }

  #addRelation(annotation: ForeignAnnotation, ends: readonly [string, string]): void {
    const link = (role: string, id: string): Link => ({ role, to: { kind: 'annotation', id } })
    const [from, to] = ends
    const { tags, motivation } = annotation.said
    this.#add(annotation, {
      kind: 'relation',
      label: tags[0] ?? (motivation || 'linking'),
      extent: [],
      links: [link('from', from), link('to', to)],
      values: valuesOf(annotation.said),
    })
  }

  /** One mention for each target; parts of one that belong together are its parts. */
  #addMentions(annotation: ForeignAnnotation, ranges: readonly (TextRange | undefined)[]): void {
    const { said, targets } = annotation
    const label = said.tags[0] ?? (said.motivation || 'annotation')
    let used = 0
    for (const [index, { anchors }] of targets.entries()) {
      const found = ranges.slice(used, used + anchors.length).flatMap((range) => range ?? [])
      used += anchors.length
      const extent = found.filter(({ startUtf16, endUtf16 }) => startUtf16 < endUtf16)
      if (extent.length < found.length) this.#lose('mention', 'empty-span', label)
      if (extent.length === 0 || found.length < anchors.length) continue
      const id = index === 0 ? annotation.id : `${annotation.id}#${index + 1}`
      const links = this.#entityLinks(said, label, extent)
      this.#add(
        { ...annotation, id },
        { kind: 'mention', label, extent, links, values: valuesOf(said) },
      )
    }
  }

  #entityLinks({ links }: SaidBodies, type: string, extent: readonly TextRange[]): readonly Link[] {
    const [first, ...others] = links
    if (others.length > 0) this.#lose('link', 'not-ours', type, others.length)
    if (!first) return []
    const words = extent.map(({ startUtf16, endUtf16 }) =>
      this.#document.text.slice(startUtf16, endUtf16),
    )
    this.#items.push({ item: 'entity', entity: entityOf(first.iri, words.join(' '), type) })
    return [{ role: 'entity', to: { kind: 'entity', id: first.iri } }]
  }

  /** What is said of the whole text: its tags, and its notes where the model has no other place. */
  #addDocumentLabels(annotation: ForeignAnnotation): void {
    const { said } = annotation
    const field = said.motivation || 'tagging'
    if (said.links.length > 0) this.#lose('link', 'not-ours', field, said.links.length)
    const told = [...said.tags, ...said.notes]
    const values = { values: told }
    if (told.length === 0) this.#lose('other', 'not-ours', field)
    else
      this.#add(annotation, { kind: 'documentLabel', label: field, extent: [], links: [], values })
  }

  #add(
    { id, creator, created }: ForeignAnnotation,
    annotation: Pick<Annotation, 'kind' | 'label' | 'extent' | 'links' | 'values'>,
  ): void {
    const layer = this.#byCreator.get(creator) ?? []
    this.#byCreator.set(creator, layer)
    const signature = creator || created ? { by: creator, at: created } : null
    layer.push({ id, passages: [], signature, ...annotation })
  }

  #lose(kind: CountedKind, reason: LossReason, what: string, count = 1): void {
    const place = { document: this.#document.name, range: null, what }
    this.#items.push({ item: 'loss', loss: { how: 'dropped', kind, reason, place, count } })
  }
}

/** Browsers count so, and most tools for this model live in browsers. */
const declared: OffsetUnit = 'utf16'

function valuesOf({ tags, notes }: SaidBodies): Record<string, CorpusValue> {
  return {
    ...(notes.length > 0 ? { note: notes.join('\n') } : {}),
    ...(tags.length > 1 ? { [`${attributePrefix}tags`]: tags.slice(1) } : {}),
  }
}

function entityOf(iri: string, words: string, type: string): CorpusEntity {
  const item = /wikidata\.org\/(?:entity|wiki)\/(Q\d+)$/.exec(iri)?.[1]
  return {
    id: iri,
    name: words.replace(/\s+/g, ' ').trim() || iri,
    type,
    aliases: [],
    externalIds: item ? { wikidata: item } : { iri },
    collective: false,
    members: [],
    partOf: null,
    note: '',
  }
}
