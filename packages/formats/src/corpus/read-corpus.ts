import { refuse } from '@parallax/domain'
import type {
  CodecInput,
  CorpusCodec,
  CorpusOutcome,
  ReadContext,
} from '../codecs/codec-definition.ts'
import { UnreadableFile } from '../codecs/unreadable-file.ts'
import { borneLabels, type LabelName, labelKey, usual } from './borne-labels.ts'
import type {
  Annotation,
  CorpusAttribute,
  CorpusDocument,
  CorpusEntity,
  CorpusHead,
  CorpusItem,
  CorpusLabel,
  CorpusProblem,
  CorpusProposition,
  CorpusSource,
  CorpusValue,
} from './corpus.ts'
import { attributePrefix, isAttribute } from './facets.ts'
import type { Ledger } from './ledger.ts'
import { plainEntity } from './plain-entity.ts'

/** Files as a corpus, with all that is wrong with them. A problem drops nothing else. */
export type ReadCorpus = {
  readonly source: CorpusSource
  readonly counts: CorpusCounts
  /** The first of the problems, and how many there are. */
  readonly problems: readonly CorpusProblem[]
  readonly problemCount: number
}

/** How much there is. `annotators` counts layers of a person of their own. */
export type CorpusCounts = {
  readonly documents: number
  readonly layers: number
  readonly annotators: number
}

const mostProblems = 100

/**
 * Reads files from end to end without keeping their documents: what the whole speaks of – labels,
 * fields, entities, propositions – becomes the head, problems and losses are told. The documents
 * are read again each time that they are asked for. What is in the files is counted as gone in.
 */
export async function readCorpus(
  codec: CorpusCodec,
  input: CodecInput,
  context: ReadContext,
  ledger: Ledger,
): Promise<ReadCorpus> {
  const { read } = codec
  if (!read) throw new Error(`${codec.id} is only written.`)
  const head = new HeadBuilder()
  const problems: CorpusProblem[] = []
  let problemCount = 0
  for await (const outcome of toItsEnd(read(input, context))) {
    if (outcome.ok) hear(outcome.value, head, ledger)
    else if (++problemCount <= mostProblems) problems.push(outcome.reason)
  }
  const documents = async function* () {
    for await (const outcome of read(input, context))
      if (outcome.ok && outcome.value.item === 'document') yield outcome.value.document
  }
  const source = { head: head.head(), documents }
  return { source, counts: head.counts(), problems, problemCount }
}

/** A file that cannot be read to its end is a problem like others. */
async function* toItsEnd(outcomes: AsyncIterable<CorpusOutcome>): AsyncGenerator<CorpusOutcome> {
  try {
    yield* outcomes
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    yield refuse({ file: error.file, line: 0, message: error.message })
  }
}

function hear(value: CorpusItem, head: HeadBuilder, ledger: Ledger): void {
  if (value.item === 'note') ledger.note(value.note)
  else if (value.item === 'document') head.hear(value.document)
  else if (value.item !== 'loss') head.take(value)
  else {
    if (value.loss.how === 'dropped') ledger.countIn(value.loss.kind, value.loss.count)
    ledger.lose(value.loss)
  }
}

type HeadItem =
  | { readonly item: 'label'; readonly label: CorpusLabel }
  | { readonly item: 'attribute'; readonly attribute: CorpusAttribute }
  | { readonly item: 'entity'; readonly entity: CorpusEntity }
  | { readonly item: 'proposition'; readonly proposition: CorpusProposition }

/** Gathers what a corpus speaks of: what a file lists, and what its annotations only use. */
class HeadBuilder {
  readonly #labels = new Map<string, CorpusLabel>()
  readonly #attributes = new Map<string, CorpusAttribute>()
  readonly #entities = new Map<string, CorpusEntity>()
  readonly #propositions = new Map<string, CorpusProposition>()
  readonly #outlets = new Set<string>()
  #counts: CorpusCounts = { documents: 0, layers: 0, annotators: 0 }

  take(item: HeadItem): void {
    if (item.item === 'label') this.#labels.set(labelKey(item.label), item.label)
    else if (item.item === 'entity') this.#entities.set(item.entity.id, item.entity)
    else if (item.item === 'proposition')
      this.#propositions.set(item.proposition.id, item.proposition)
    else this.#attributes.set(attributeKey(item.attribute), item.attribute)
  }

  counts(): CorpusCounts {
    return this.#counts
  }

  hear({ layers, meta }: CorpusDocument): void {
    const { documents, layers: layerCount, annotators } = this.#counts
    this.#counts = {
      documents: documents + 1,
      layers: layerCount + layers.length,
      annotators: annotators + layers.filter(({ kind }) => kind === 'annotator').length,
    }
    for (const name of [meta.publisher, meta.agency])
      if (name !== undefined && name.trim() !== '') this.#outlets.add(name)
    for (const { annotations } of layers)
      for (const annotation of annotations) this.#hearAnnotation(annotation)
  }

  head(): CorpusHead {
    this.#addOutlets()
    for (const { type } of this.#entities.values()) this.#meet(usual('entityType', type))
    for (const proposition of this.#propositions.values())
      for (const topic of proposition.topics) this.#meet(usual('topic', topic))
    return {
      name: '',
      labels: [...this.#labels.values()],
      attributes: [...this.#attributes.values()],
      entities: [...this.#entities.values()],
      propositions: [...this.#propositions.values()],
    }
  }

  /** Who publishes is an entity of the project, also where the file only gives a name. */
  #addOutlets(): void {
    const named = new Set([...this.#entities.values()].map(({ name }) => name))
    for (const name of this.#outlets)
      if (!named.has(name)) this.#entities.set(`outlet ${name}`, outletNamed(name))
  }

  #hearAnnotation(annotation: Annotation): void {
    const { kind, values } = annotation
    for (const borne of borneLabels(annotation)) this.#meet(borne)
    for (const [name, value] of Object.entries(values))
      if (isAttribute(name)) this.#meetAttribute(kind, name.slice(attributePrefix.length), value)
  }

  #meet(borne: LabelName): void {
    const label = { ...borne, parent: null, definition: '', colour: null }
    if (!this.#labels.has(labelKey(label))) this.#labels.set(labelKey(label), label)
  }

  #meetAttribute(on: Annotation['kind'], name: string, value: CorpusValue): void {
    const found = this.#attributes.get(`${on}\n${name}`)
    const fits = valueKindOf(value)
    if (!found) this.#attributes.set(`${on}\n${name}`, { on, name, value: fits, set: null })
    else if (found.set === null && found.value !== fits && found.value !== 'label')
      this.#attributes.set(`${on}\n${name}`, { ...found, value: 'text' })
  }
}

function attributeKey({ on, name }: CorpusAttribute): string {
  return `${on}\n${name}`
}

function valueKindOf(value: CorpusValue): CorpusAttribute['value'] {
  if (typeof value === 'boolean') return 'flag'
  return typeof value === 'number' ? 'number' : 'text'
}

function outletNamed(name: string): CorpusEntity {
  return plainEntity({ id: `outlet ${name}`, name, type: 'Organisation' })
}
