import { hullOf } from '@parallax/domain'
import type { Annotation, CorpusDocument, LossReason, Passage } from './corpus.ts'
import type { Ledger } from './ledger.ts'
import { loseAnnotation, placeOfAnnotation, withEnds } from './narrow.ts'
import { tidyExtent } from './tidy-extent.ts'

/**
 * A document whose extents all have the form of records: what a format that folds white space, or
 * ends its spans at the ends of lines, can write and read back the same. Annotations of nothing but
 * white space are dropped with what leads to them; passages that `isHeld` does not know too.
 */
export function tidyDocument(
  document: CorpusDocument,
  ledger: Ledger,
  isHeld: (passage: Passage, annotation: Annotation) => boolean = () => true,
): CorpusDocument {
  const layers = document.layers.map((layer) => {
    const lose = (annotation: Annotation, reason: LossReason) =>
      loseAnnotation(annotation, document, reason, ledger)
    const placed = layer.annotations.filter((annotation) => {
      const { extent } = tidied(annotation, document.text)
      const isPlaced = !needsPlace(annotation) || extent.length > 0
      if (!isPlaced) lose(annotation, 'empty-span')
      return isPlaced
    })
    const tidy = placed.map((annotation) => tidyAnnotation(annotation, document, ledger, isHeld))
    return { ...layer, annotations: withEnds(tidy, document, lose, ledger) }
  })
  return { ...document, layers }
}

function needsPlace({ kind }: Annotation): boolean {
  return kind === 'mention' || kind === 'claim' || kind === 'stance'
}

function tidied({ kind, extent }: Annotation, text: string) {
  return tidyExtent(extent, text, kind === 'mention')
}

function tidyAnnotation(
  annotation: Annotation,
  document: CorpusDocument,
  ledger: Ledger,
  isHeld: (passage: Passage, annotation: Annotation) => boolean,
): Annotation {
  const { extent, changes } = tidied(annotation, document.text)
  const place = placeOfAnnotation(annotation, document)
  for (const reason of changes)
    ledger.lose({ how: 'changed', kind: annotation.kind, reason, place, count: 1 })
  const fewer = annotation.extent.length - extent.length
  if (fewer > 0)
    ledger.lose({ how: 'dropped', kind: 'part', reason: 'parts-not-held', place, count: fewer })
  else ledger.countIn('part', -fewer)
  const passages = annotation.passages.flatMap((passage): Passage[] => {
    const tidy = tidyExtent(passage.extent, document.text, false).extent
    if (tidy.length > 0 && isHeld(passage, annotation)) return [{ ...passage, extent: tidy }]
    const reason = tidy.length > 0 ? 'passage-not-held' : 'empty-span'
    const range = hullOf(passage.extent) ?? null
    const where = { document: document.name, range, what: passage.role }
    ledger.lose({ how: 'dropped', kind: 'passage', reason, place: where, count: 1 })
    return []
  })
  return { ...annotation, extent, passages }
}
