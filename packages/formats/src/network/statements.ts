import type { Annotation, CorpusDocument, CorpusHead, CorpusLayer, Link } from '../corpus/corpus.ts'
import { lastStep } from '../corpus/last-sources.ts'
import type { Node } from './network.ts'
import { nodeId } from './node-id.ts'

/** Somebody and what they speak of, with how they stand to it. */
export type Statement = {
  readonly from: Place
  readonly to: Place
  /** A stance from −2 to 2; of a claim 1 where it is affirmed and −1 where it is denied. */
  readonly value: number
}
export type Place = Pick<Node, 'id' | 'label' | 'kind' | 'type'>

/** Reads statements of documents; what names nobody or nothing is none. */
export class StatementReader {
  readonly #places: ReadonlyMap<string, Place>
  readonly #byName: ReadonlyMap<string, Place>

  constructor({ entities, propositions }: CorpusHead) {
    const actors = entities.map(({ id, name, type }): Place => {
      return { id: nodeId('entity', id), label: name, kind: 'entity', type }
    })
    const concepts = propositions.map(({ id, statement }): Place => {
      return { id: nodeId('proposition', id), label: statement, kind: 'proposition', type: '' }
    })
    this.#places = new Map([...actors, ...concepts].map((place) => [place.id, place]))
    this.#byName = new Map(actors.map((actor) => [actor.label, actor]))
  }

  /** Whose claim it is – the last source, or else the agency or outlet – and what is claimed. */
  claims(document: CorpusDocument): readonly Statement[] {
    return all(document, 'claim').flatMap(({ annotation }) => {
      const { values } = annotation
      const to = this.#linked(annotation.links, 'proposition')[0]
      const value = values.polarity === 'negative' ? -1 : 1
      return to ? this.#claimants(annotation, document).map((from) => ({ from, to, value })) : []
    })
  }

  /** Whose stance it is, and to whom or what. A stance to a claim is one to what is claimed. */
  stances(document: CorpusDocument): readonly Statement[] {
    return all(document, 'stance').flatMap(({ annotation, layer }) => {
      const to = this.#target(annotation, layer)
      const value = Number(annotation.values.value ?? 0)
      return to ? this.#holders(annotation, document).map((from) => ({ from, to, value })) : []
    })
  }

  #claimants(annotation: Annotation, document: CorpusDocument): readonly Place[] {
    const steps = lastStep(annotation)
    if (steps > 0) return this.#linked(annotation.links, `source.${steps}`)
    return this.#named(document.meta.agency ?? document.meta.publisher)
  }

  #holders({ links, values }: Annotation, document: CorpusDocument): readonly Place[] {
    const holders = this.#linked(links, 'holder')
    if (holders.length > 0 || values.holder !== 'author') return holders
    return this.#named(document.meta.publisher)
  }

  #target({ links, values }: Annotation, layer: CorpusLayer): Place | undefined {
    const named = this.#linked(links, 'target')[0]
    if (named) return named
    if (typeof values.topic === 'string')
      return { id: nodeId('topic', values.topic), label: values.topic, kind: 'topic', type: '' }
    const claimId = links.find(({ role, to }) => role === 'target' && to.kind === 'annotation')?.to
      .id
    const claim = layer.annotations.find(({ id }) => id === claimId)
    return claim && this.#linked(claim.links, 'proposition')[0]
  }

  #linked(links: readonly Link[], role: string): readonly Place[] {
    const ids = links.filter((link) => link.role === role).map(({ to }) => nodeId(to.kind, to.id))
    return [...new Set(ids)].flatMap((id) => this.#places.get(id) ?? [])
  }

  /** An outlet by its name; one that is no entity of the project stands for itself. */
  #named(name: string | undefined): readonly Place[] {
    if (name === undefined) return []
    const known = this.#byName.get(name)
    return [known ?? { id: nodeId('outlet', name), label: name, kind: 'entity', type: '' }]
  }
}

function all(document: CorpusDocument, kind: Annotation['kind']) {
  return document.layers.flatMap((layer) =>
    layer.annotations
      .filter((annotation) => annotation.kind === kind)
      .map((annotation) => ({ annotation, layer })),
  )
}
