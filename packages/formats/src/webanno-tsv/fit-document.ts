import { hullOf, type TextRange } from '@parallax/domain'
import type { PlatformTools } from '../codecs/codec-definition.ts'
import type { Annotation, CorpusDocument, LossReason } from '../corpus/corpus.ts'
import type { Ledger } from '../corpus/ledger.ts'
import { loseAnnotation, placeOfAnnotation, withEnds } from '../corpus/narrow.ts'
import { cutText, overlapping } from './units.ts'

/**
 * A document whose spans begin and end at words or inside them, and whose text says nothing before
 * its first word but spaces.
 */
export function fitDocument(
  document: CorpusDocument,
  tools: PlatformTools,
  ledger: Ledger,
): CorpusDocument {
  const words = cutText(document.text, tools).flatMap((sentence) => sentence.words)
  const first = words[0]?.startUtf16 ?? document.text.length
  const text = words.length === 0 ? '' : ' '.repeat(first) + document.text.slice(first)
  ledger.note(`Words and sentences were cut by ${tools.tokeniser}.`)
  if (text !== document.text) {
    const place = { document: document.name, range: null, what: 'text' }
    ledger.lose({ how: 'changed', kind: 'document', reason: 'edge-space', place, count: 1 })
  }
  const lose = (annotation: Annotation, reason: LossReason) =>
    loseAnnotation(annotation, document, reason, ledger)
  const layers = document.layers.map((layer) => {
    const fitted = layer.annotations.flatMap((annotation): Annotation[] => {
      if (annotation.kind !== 'mention') return [annotation]
      const range = onWords(hullOf(annotation.extent), words)
      if (range)
        return [withExtent(withOneEntity(annotation, document, ledger), range, document, ledger)]
      lose(annotation, 'empty-span')
      return []
    })
    return { ...layer, annotations: withEnds(fitted, document, lose, ledger) }
  })
  return { ...document, text, layers }
}

/** A range without what lies outside words at its ends. */
function onWords(range: TextRange | undefined, words: readonly TextRange[]): TextRange | undefined {
  if (!range) return undefined
  const inside = overlapping(words, range, (word) => word)
  const [first, last] = [inside[0], inside.at(-1)]
  if (!first || !last) return undefined
  return {
    startUtf16: Math.max(first.startUtf16, range.startUtf16),
    endUtf16: Math.min(last.endUtf16, range.endUtf16),
  }
}

function withExtent(
  annotation: Annotation,
  range: TextRange,
  document: CorpusDocument,
  ledger: Ledger,
): Annotation {
  const hull = hullOf(annotation.extent)
  if (hull?.startUtf16 !== range.startUtf16 || hull.endUtf16 !== range.endUtf16) {
    const place = placeOfAnnotation(annotation, document)
    ledger.lose({ how: 'changed', kind: 'mention', reason: 'edge-space', place, count: 1 })
  }
  return { ...annotation, extent: [range] }
}

/** The format has one identifier of what a mention is. */
function withOneEntity(
  annotation: Annotation,
  document: CorpusDocument,
  ledger: Ledger,
): Annotation {
  const { links } = annotation
  if (links.length <= 1) return annotation
  const place = placeOfAnnotation(annotation, document, 'entity')
  const count = links.length - 1
  ledger.lose({ how: 'dropped', kind: 'link', reason: 'link-not-held', place, count })
  return { ...annotation, links: links.slice(0, 1) }
}
