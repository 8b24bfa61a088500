import {
  canonicalText,
  type Extent,
  ok,
  type Refusal,
  type Result,
  type TextRange,
} from '@parallax/domain'
import type { Annotation, CorpusDocument, CorpusLayer } from './corpus.ts'

/**
 * The document with its text as documents are stored – no byte order mark, LF at the ends of lines –
 * and every offset moved along, or why its text cannot be stored.
 */
export function canonicalDocument(document: CorpusDocument): Result<CorpusDocument, Refusal> {
  const canonical = canonicalText(document.text)
  if (!canonical.ok || canonical.value === document.text)
    return canonical.ok ? ok(document) : canonical
  const move = offsetMover(document.text)
  const moveRange = <R extends TextRange>(range: R): R => ({
    ...range,
    startUtf16: move(range.startUtf16),
    endUtf16: move(range.endUtf16),
  })
  return ok({
    ...document,
    text: canonical.value,
    zones: document.zones.map(moveRange),
    layers: document.layers.map((layer) => moveLayer(layer, (extent) => extent.map(moveRange))),
  })
}

function moveLayer(layer: CorpusLayer, move: (extent: Extent) => Extent): CorpusLayer {
  const annotations = layer.annotations.map(
    (annotation): Annotation => ({
      ...annotation,
      extent: move(annotation.extent),
      passages: annotation.passages.map(({ role, extent }) => ({ role, extent: move(extent) })),
    }),
  )
  return { ...layer, annotations }
}

/** From offsets in the text as it came to offsets in its stored form. */
function offsetMover(text: string): (offsetUtf16: number) => number {
  const gone = [...text.matchAll(/^\uFEFF|\r(?=\n)/g)].map(({ index }) => index)
  return (offsetUtf16) => {
    let [low, high] = [0, gone.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((gone[middle] ?? 0) < offsetUtf16) low = middle + 1
      else high = middle
    }
    return offsetUtf16 - low
  }
}
