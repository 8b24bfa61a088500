import type { Annotation, CorpusDocument } from './corpus.ts'
import type { Ledger } from './ledger.ts'
import { placeOfAnnotation } from './narrow.ts'

/**
 * A document whose chains say only who the last source is: for formats that name who said it, and
 * nothing of how one knows. What goes is told.
 */
export function withLastSourcesOnly(document: CorpusDocument, ledger: Ledger): CorpusDocument {
  const layers = document.layers.map((layer) => ({
    ...layer,
    annotations: layer.annotations.map((annotation) => stripped(annotation, document, ledger)),
  }))
  return { ...document, layers }
}

function stripped(annotation: Annotation, document: CorpusDocument, ledger: Ledger): Annotation {
  const last = `source.${lastStep(annotation)}`
  const lose = (kind: 'link' | 'passage', what: string) => {
    const place = placeOfAnnotation(annotation, document, what)
    ledger.lose({ how: 'dropped', kind, reason: 'chain-not-held', place, count: 1 })
    return false
  }
  const isKept = (role: string) => !/^(?:source|medium|addressee)\.\d+$/.test(role) || role === last
  return {
    ...annotation,
    links: annotation.links.filter(({ role }) => isKept(role) || lose('link', role)),
    passages: annotation.passages.filter(({ role }) => lose('passage', role)),
  }
}

/** The number of a chain's last step; 0 where there is no chain. */
export function lastStep({ links, passages, values }: Annotation): number {
  const numbers = [...links, ...passages].map(({ role }) => Number(/\.(\d+)$/.exec(role)?.[1] ?? 0))
  return Math.max(Number(values.steps ?? 0), ...numbers)
}
