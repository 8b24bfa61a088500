import type { Annotation, LossReason } from '../corpus/corpus.ts'
import type { Ledger } from '../corpus/ledger.ts'
import { loseAnnotation, placeOfAnnotation } from '../corpus/narrow.ts'
import { separateSpans } from '../corpus/separate-spans.ts'
import type { TokenisedDocument } from './tokenised.ts'

/** The label of a mention that only stands in the column of coreference. */
export const bareLabel = 'Mention'

/**
 * Fits mentions to two columns: named entities stand apart from each other, and mentions of one
 * entity do not cross. A mention inside another keeps its entity and loses its label; without an
 * entity it is dropped.
 */
export function fitColumns(document: TokenisedDocument, ledger: Ledger): TokenisedDocument {
  const lose = (annotation: Annotation, reason: LossReason) =>
    loseAnnotation(annotation, document, reason, ledger)
  const layers = document.layers.map((layer) => {
    const uncrossed = withoutCrossings(layer.annotations, lose)
    const hidden = new Map<Annotation, LossReason>()
    separateSpans(uncrossed, apart, (annotation, reason) => hidden.set(annotation, reason))
    const annotations = uncrossed.flatMap((annotation): Annotation[] => {
      const reason = hidden.get(annotation)
      if (reason === undefined) return [annotation]
      if (annotation.links.length > 0) return [unlabelled(annotation, reason, document, ledger)]
      lose(annotation, reason)
      return []
    })
    return { ...layer, annotations }
  })
  return { ...document, layers }
}

const apart = { nested: false, overlapping: false, equal: false }

/** The mentions that have a place in the column of named entities. */
export function namedEntities(annotations: readonly Annotation[]): ReadonlySet<Annotation> {
  return new Set(separateSpans(annotations, apart, () => {}))
}

function withoutCrossings(
  annotations: readonly Annotation[],
  lose: (annotation: Annotation, reason: LossReason) => void,
): readonly Annotation[] {
  const chains = new Map<string, Annotation[]>()
  for (const annotation of annotations)
    for (const { to } of annotation.links)
      chains.set(to.id, [...(chains.get(to.id) ?? []), annotation])
  const crossing = new Map<Annotation, LossReason>()
  for (const chain of chains.values())
    separateSpans(chain, { nested: true, overlapping: false, equal: true }, (each, reason) =>
      crossing.set(each, reason),
    )
  for (const [annotation, reason] of crossing) lose(annotation, reason)
  return annotations.filter((annotation) => !crossing.has(annotation))
}

function unlabelled(
  annotation: Annotation,
  reason: LossReason,
  document: TokenisedDocument,
  ledger: Ledger,
): Annotation {
  if (annotation.label === bareLabel) return annotation
  const place = placeOfAnnotation(annotation, document)
  ledger.lose({ how: 'changed', kind: 'mention', reason, place, count: 1 })
  return { ...annotation, label: bareLabel }
}

/** Numbers of the entities of a document, in the order in which they are met. */
export class ChainNumbers {
  readonly #numbers = new Map<string, number>()

  of(entity: string): string {
    const number = this.#numbers.get(entity) ?? this.#numbers.size
    this.#numbers.set(entity, number)
    return String(number)
  }
}
