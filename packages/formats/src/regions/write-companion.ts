import type { Extent, TextRange } from '@parallax/domain'
import type { Annotation, CorpusDocument, CorpusHead, CorpusLayer } from '../corpus/corpus.ts'
import type { OffsetMap } from '../offsets/offset-map.ts'
import { type Companion, companionVersion } from './companion.ts'
import type { Detail } from './region.ts'

/** Writes companions of a corpus' documents, one after the other. */
export class CompanionWriter {
  readonly #head: CorpusHead
  readonly #entities: ReadonlyMap<string, CorpusHead['entities'][number]>
  readonly #propositions: ReadonlyMap<string, CorpusHead['propositions'][number]>
  #isFirst = true

  constructor(head: CorpusHead) {
    this.#head = head
    this.#entities = new Map(head.entities.map((entity) => [entity.id, entity]))
    this.#propositions = new Map(head.propositions.map((each) => [each.id, each]))
  }

  /** The first document brings all that the corpus speaks of, the others what they refer to. */
  write({ id, name, zones, layers }: CorpusDocument, map: OffsetMap): Companion {
    const isFirst = this.#isFirst
    this.#isFirst = false
    const { labels, attributes } = this.#head
    const linked = isFirst ? this.#head : this.#linkedFrom(layers)
    // Readonly lists are written as they are.
    return {
      version: companionVersion,
      document: id,
      name,
      zones: zones.map(({ kind, note, ...range }) => ({ kind, at: spanOf(range, map), note })),
      ...(isFirst ? { labels, attributes } : {}),
      entities: linked.entities,
      propositions: linked.propositions,
    } as Companion
  }

  #linkedFrom(layers: readonly CorpusLayer[]): Pick<CorpusHead, 'entities' | 'propositions'> {
    const ids = new Set(
      layers.flatMap(({ annotations }) =>
        annotations.flatMap(({ links }) => links.map(({ to }) => `${to.kind} ${to.id}`)),
      ),
    )
    const linked = <T extends { readonly id: string }>(kind: string, all: ReadonlyMap<string, T>) =>
      [...all.values()].filter(({ id }) => ids.has(`${kind} ${id}`))
    return {
      entities: linked('entity', this.#entities),
      propositions: linked('proposition', this.#propositions),
    }
  }
}

/** What a companion says of a layer and of what has no place in its text. */
export function layerJson(
  { kind, annotator }: CorpusLayer,
  placeless: readonly Annotation[],
  map: OffsetMap,
): object {
  return { kind, annotator, placeless: placeless.map((each) => annotationJson(each, map)) }
}

function annotationJson({ extent, passages, ...annotation }: Annotation, map: OffsetMap): object {
  return {
    ...annotation,
    extent: spansOf(extent, map),
    passages: passages.map(({ role, extent: words }) => ({ role, extent: spansOf(words, map) })),
  }
}

/** A detail without what says nothing. */
export function detailJson({ as, of, role, values, links, signature }: Detail): object {
  return {
    as,
    ...(of === undefined ? {} : { of }),
    ...(role === undefined ? {} : { role }),
    ...(values && Object.keys(values).length > 0 ? { values } : {}),
    ...(links && links.length > 0 ? { links } : {}),
    ...(signature ? { signature } : {}),
  }
}

function spansOf(extent: Extent, map: OffsetMap): readonly (readonly [number, number])[] {
  return extent.map((range) => spanOf(range, map))
}

/** A range as two numbers, in code points. */
export function spanOf(range: TextRange, map: OffsetMap): [number, number] {
  return [map.toUnit(range.startUtf16, 'code-points'), map.toUnit(range.endUtf16, 'code-points')]
}
