import type { Extent } from '@parallax/domain'
import type {
  Annotation,
  CorpusDocument,
  CorpusHead,
  CorpusValue,
  LinkEnd,
} from '../corpus/corpus.ts'
import { attributePrefix, isAttribute } from '../corpus/facets.ts'
import { OffsetMap } from '../offsets/offset-map.ts'
import type { Row } from '../parquet/parquet-file.ts'
import { spanOf } from '../regions/write-companion.ts'

/** Names of what annotations link to, for readers who do not want to join tables. */
export type Names = (end: LinkEnd) => string | null

export function namesOf({ entities, propositions }: CorpusHead): Names {
  const names = new Map<string, string>([
    ...entities.map(({ id, name }) => [`entity ${id}`, name] as const),
    ...propositions.map(({ id, statement }) => [`proposition ${id}`, statement] as const),
  ])
  return ({ kind, id }) => names.get(`${kind} ${id}`) ?? null
}

/** A document as a row of the table; offsets are code points. */
export function rowOfDocument(
  { id, name, text, meta, zones, layers }: CorpusDocument,
  names: Names,
): Row {
  const map = new OffsetMap(text)
  const all = layers.flatMap(({ annotations }, layer) =>
    annotations.map((annotation) => ({ layer, annotation })),
  )
  const of = (kind: Annotation['kind']) =>
    all
      .filter(({ annotation }) => annotation.kind === kind)
      .map(({ layer, annotation }) =>
        rowOfAnnotation(layer, new Facets(annotation, { names, map, text })),
      )
  return {
    id,
    name,
    text,
    title: meta.title ?? null,
    publisher: meta.publisher ?? null,
    agency: meta.agency ?? null,
    byline: meta.byline ?? null,
    url: meta.url ?? null,
    language: meta.language ?? null,
    published_at: meta.publishedAt ?? null,
    published_at_basis: meta.publishedAtBasis ?? null,
    zones: zones.map(({ kind, note, ...range }) => ({
      kind,
      ...startEnd(spanOf(range, map)),
      note,
    })),
    layers: layers.map(({ kind, annotator }) => ({ kind, annotator })),
    mentions: of('mention'),
    claims: of('claim'),
    stances: of('stance'),
    relations: of('relation'),
    labels: of('documentLabel'),
  }
}

function startEnd([start, end]: readonly [number, number]) {
  return { start, end }
}

function rowOfAnnotation(layer: number, facets: Facets): Row {
  const { kind, id } = facets.annotation
  const own = ownColumns[kind](facets)
  return { layer, id, ...own, ...facets.signed() }
}

const ownColumns: { readonly [K in Annotation['kind']]: (facets: Facets) => Row } = {
  mention: (facets) => ({
    label: facets.annotation.label,
    ...facets.placed(),
    ...facets.link('entity', 'entity', 'entity_name'),
    level: facets.text('level'),
    figure: facets.text('figure'),
  }),
  claim: (facets) => ({
    ...facets.placed(),
    ...facets.link('proposition', 'proposition', 'statement'),
    polarity: facets.text('polarity'),
    certainty: facets.text('certainty'),
    act: facets.text('act'),
    tense: facets.text('tense'),
    said_on: facets.text('saidOn'),
    topics: facets.texts('topics'),
    checkworthiness: facets.text('checkworthiness'),
    rendering: facets.text('rendering'),
    relay: facets.text('relay'),
    condition_parts: facets.passage('condition'),
    ...facets.chain(),
  }),
  stance: (facets) => ({
    ...facets.placed(),
    value: facets.integer('value'),
    explicitness: facets.text('explicitness'),
    holder_kind: facets.text('holder'),
    ...facets.links('holder', 'holders', 'holder_names'),
    ...facets.target(),
    claim: facets.linked('claim', 'annotation'),
    ...facets.chain(),
  }),
  relation: (facets) => ({
    label: facets.annotation.label,
    from: facets.linked('from', 'annotation'),
    to: facets.linked('to', 'annotation'),
    cue_parts: facets.passage('cue'),
  }),
  documentLabel: (facets) => ({ field: facets.annotation.label, values: facets.texts('values') }),
}

type Around = { readonly names: Names; readonly map: OffsetMap; readonly text: string }

/** Hands out what an annotation says, piece by piece, and knows what nobody has asked for. */
class Facets {
  readonly annotation: Annotation
  readonly #around: Around
  readonly #values: Map<string, CorpusValue>
  #links: Annotation['links']
  #passages: Annotation['passages']
  #isPlaced = false

  constructor(annotation: Annotation, around: Around) {
    this.annotation = annotation
    this.#around = around
    this.#values = new Map(Object.entries(annotation.values))
    this.#links = annotation.links
    this.#passages = annotation.passages
  }

  text(name: string): string | null {
    const value = this.#values.get(name)
    if (typeof value !== 'string') return null
    this.#values.delete(name)
    return value
  }

  texts(name: string): readonly string[] | null {
    const value = this.#values.get(name)
    if (typeof value !== 'object') return null
    this.#values.delete(name)
    return value
  }

  integer(name: string): number | null {
    const value = this.#values.get(name)
    if (typeof value !== 'number' || (value | 0) !== value) return null
    this.#values.delete(name)
    return value
  }

  /** The first link of a role to a kind of record. */
  linked(role: string, kind: LinkEnd['kind']): string | null {
    const link = this.#links.find((each) => each.role === role && each.to.kind === kind)
    if (link) this.#links = this.#links.filter((each) => each !== link)
    return link?.to.id ?? null
  }

  link(kind: 'entity' | 'proposition', column: string, nameColumn: string): Row {
    const id = this.linked(column, kind)
    return { [column]: id, [nameColumn]: id === null ? null : this.#around.names({ kind, id }) }
  }

  /** All links of a role to entities. */
  links(role: string, column: string, nameColumn: string): Row {
    const ids: string[] = []
    for (let id = this.linked(role, 'entity'); id !== null; id = this.linked(role, 'entity'))
      ids.push(id)
    return {
      [column]: ids,
      [nameColumn]: ids.map((id) => this.#around.names({ kind: 'entity', id })),
    }
  }

  target(): Row {
    for (const kind of ['entity', 'proposition', 'annotation'] as const) {
      const id = this.linked('target', kind)
      if (id === null) continue
      const target_kind = kind === 'annotation' ? 'claim' : kind
      return { target_kind, target: id, target_name: this.#around.names({ kind, id }) }
    }
    const topic = this.text('topic')
    return { target_kind: topic === null ? null : 'topic', target: topic, target_name: topic }
  }

  passage(role: string): readonly Row[] | null {
    const passage = this.#passages.find((each) => each.role === role)
    if (!passage) return null
    this.#passages = this.#passages.filter((each) => each !== passage)
    return this.#parts(passage.extent)
  }

  chain(): Row {
    const steps = this.integer('steps')
    const roles = [...this.#links, ...this.#passages].map(({ role }) => role)
    const numbers = roles.map((role) =>
      Number(/^(?:source|medium|addressee|cue)\.(\d{1,2})$/.exec(role)?.[1] ?? 0),
    )
    const count = Math.max(0, ...numbers)
    return { steps, chain: Array.from({ length: count }, (_, index) => this.#step(index + 1)) }
  }

  #step(number: number): Row {
    return {
      ...this.links(`source.${number}`, 'sources', 'source_names'),
      source_parts: this.passage(`source.${number}`),
      ...this.#medium(number),
      ...this.links(`addressee.${number}`, 'addressees', 'addressee_names'),
      cue_parts: this.passage(`cue.${number}`),
    }
  }

  #medium(number: number): Row {
    const medium = this.linked(`medium.${number}`, 'entity')
    return {
      medium,
      medium_name: medium === null ? null : this.#around.names({ kind: 'entity', id: medium }),
    }
  }

  /** Where it stands: from the first part's start to the last one's end. */
  placed(): Row {
    this.#isPlaced = true
    const { extent } = this.annotation
    const parts = this.#parts(extent)
    const covered = extent.map((range) => this.#around.text.slice(range.startUtf16, range.endUtf16))
    const text = extent.length === 0 ? null : covered.join(' ')
    return { start: parts[0]?.start ?? null, end: parts.at(-1)?.end ?? null, text, parts }
  }

  #parts(extent: Extent): readonly { readonly start: number; readonly end: number }[] {
    return extent.map((range) => startEnd(spanOf(range, this.#around.map)))
  }

  /** What every kind has, and as JSON what has no column. To be asked for last. */
  signed(): Row {
    const { signature } = this.annotation
    const attributes = this.#attributes()
    return {
      note: this.text('note'),
      origin: this.text('origin'),
      attributes,
      by: signature?.by ?? null,
      at: signature?.at ?? null,
      extra: this.#rest(),
    }
  }

  #attributes(): readonly Row[] {
    return [...this.#values].flatMap(([name, value]) => {
      if (!isAttribute(name)) return []
      this.#values.delete(name)
      const kind = typeof value === 'object' ? 'labels' : typeof value
      const written = typeof value === 'object' ? JSON.stringify(value) : String(value)
      return [{ name: name.slice(attributePrefix.length), kind, value: written }]
    })
  }

  #rest(): string | null {
    const { label, extent, kind } = this.annotation
    const columnOfLabel = kind === 'mention' || kind === 'relation' || kind === 'documentLabel'
    const rest = {
      ...(this.#values.size > 0 ? { values: Object.fromEntries(this.#values) } : {}),
      ...(this.#links.length > 0 ? { links: this.#links } : {}),
      ...(this.#passages.length > 0
        ? {
            passages: this.#passages.map(({ role, extent }) => ({
              role,
              parts: this.#parts(extent),
            })),
          }
        : {}),
      ...(!this.#isPlaced && extent.length > 0 ? { parts: this.#parts(extent) } : {}),
      ...(!columnOfLabel && label !== null ? { label } : {}),
    }
    return Object.keys(rest).length === 0 ? null : JSON.stringify(rest)
  }
}
