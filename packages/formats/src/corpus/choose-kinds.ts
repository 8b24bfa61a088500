import type { Annotation, AnnotationKind, CorpusDocument, CorpusSource, Link } from './corpus.ts'

/**
 * A corpus with only some kinds of annotation. What was not asked for is no loss: it counts neither
 * as gone in nor as dropped. Relations without both ends and links into nothing go with them.
 */
export function chooseKinds(source: CorpusSource, kinds: readonly AnnotationKind[]): CorpusSource {
  return {
    head: source.head,
    documents: async function* () {
      for await (const document of source.documents()) yield withKinds(document, kinds)
    },
  }
}

function withKinds(document: CorpusDocument, kinds: readonly AnnotationKind[]): CorpusDocument {
  const layers = document.layers.map((layer) => ({
    ...layer,
    annotations: withEnds(layer.annotations.filter(({ kind }) => kinds.includes(kind))),
  }))
  return { ...document, layers }
}

function withEnds(annotations: readonly Annotation[]): readonly Annotation[] {
  const ids = new Set(annotations.map(({ id }) => id))
  const leads = ({ to }: Link) => to.kind !== 'annotation' || ids.has(to.id)
  const whole = annotations.filter(({ kind, links }) => kind !== 'relation' || links.every(leads))
  return whole.map((each) => ({ ...each, links: each.links.filter(leads) }))
}
