import type { AnnotationKind, CorpusDocument, CorpusSource } from './corpus.ts'
import { Ledger } from './ledger.ts'
import { withEnds } from './narrow.ts'

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
    annotations: withEnds(
      layer.annotations.filter(({ kind }) => kinds.includes(kind)),
      document,
      () => {},
      new Ledger(), // nobody is told
    ),
  }))
  return { ...document, layers }
}
