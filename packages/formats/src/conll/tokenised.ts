import { hullOf, type TextRange } from '@parallax/domain'
import type { PlatformTools } from '../codecs/codec-definition.ts'
import type { Annotation, CorpusDocument, LossReason } from '../corpus/corpus.ts'
import type { Holds } from '../corpus/holds.ts'
import type { Ledger } from '../corpus/ledger.ts'
import { loseAnnotation, placeOfAnnotation } from '../corpus/narrow.ts'
import { separateSpans } from '../corpus/separate-spans.ts'
import { joinWords } from './join-words.ts'

/** Words of a document by sentences, with its mentions on whole words of the text they make. */
export type TokenisedDocument = CorpusDocument & {
  readonly sentences: readonly (readonly string[])[]
}

export function isTokenised(document: CorpusDocument): document is TokenisedDocument {
  return 'sentences' in document
}

/**
 * A document as words: mentions are widened to whole words, sentences end where no mention crosses,
 * and the text becomes what a reader makes of the words. All that this changes is told.
 */
export function tokenise(
  document: CorpusDocument,
  holds: Holds,
  tools: PlatformTools,
  ledger: Ledger,
): TokenisedDocument {
  const words = wordsOf(document.text, tools)
  const placed = document.layers.map((layer) => ({
    layer,
    runs: layer.annotations.map((annotation) => ({ annotation, run: runOf(annotation, words) })),
  }))
  const runs = placed.flatMap((each) => each.runs.flatMap(({ run }) => run ?? []))
  const starts = sentenceStarts(document.text, words, runs, tools)
  const sentences = starts.map((start, index) =>
    words
      .slice(start, starts[index + 1])
      .map(({ startUtf16, endUtf16 }) => document.text.slice(startUtf16, endUtf16)),
  )
  const { text, places } = joinWords(sentences)
  const flat = places.flat()
  const layers = placed.map(({ layer, runs: inLayer }) => {
    const moved = inLayer.flatMap(({ annotation, run }) =>
      moveTo(annotation, run, { words, places: flat, document, ledger }),
    )
    const lose = (annotation: Annotation, reason: LossReason) =>
      loseAnnotation(annotation, document, reason, ledger)
    return { ...layer, annotations: separateSpans(moved, holds, lose) }
  })
  tellText(document, text, tools, ledger)
  return { ...document, text, layers, sentences }
}

/** Which words a mention covers: from the first to before the last. */
type WordRun = { readonly start: number; readonly end: number }

/** Breaking words does not depend on the language, but on the script. */
const language = 'en'

function wordsOf(text: string, tools: PlatformTools): readonly TextRange[] {
  return tools.words(text, language).flatMap(({ startUtf16, endUtf16 }) => {
    const word = text.slice(startUtf16, endUtf16)
    // White space separates words in the file, so that none may hold any.
    if (!/\s/.test(word)) return [{ startUtf16, endUtf16 }]
    return [...word.matchAll(/\S+/g)].map(({ 0: piece, index }) => {
      return { startUtf16: startUtf16 + index, endUtf16: startUtf16 + index + piece.length }
    })
  })
}

function runOf({ extent }: Annotation, words: readonly TextRange[]): WordRun | undefined {
  const hull = hullOf(extent)
  if (!hull) return undefined
  const start = countUntil(words, ({ endUtf16 }) => endUtf16 <= hull.startUtf16)
  const end = countUntil(words, ({ startUtf16 }) => startUtf16 < hull.endUtf16)
  return start < end ? { start, end } : undefined
}

/** How many of the words, in their order, are still before. */
function countUntil(words: readonly TextRange[], isBefore: (word: TextRange) => boolean): number {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const word = words[middle]
    if (word && isBefore(word)) low = middle + 1
    else high = middle
  }
  return low
}

/** The first words of sentences, without those in the middle of a mention. */
function sentenceStarts(
  text: string,
  words: readonly TextRange[],
  runs: readonly WordRun[],
  tools: PlatformTools,
): readonly number[] {
  const inside = new Set<number>()
  for (const { start, end } of runs)
    for (let word = start + 1; word < end; word += 1) inside.add(word)
  const starts = tools
    .sentences(text, language)
    .map((sentence) => countUntil(words, ({ startUtf16 }) => startUtf16 < sentence.startUtf16))
    .filter((start) => start > 0 && start < words.length && !inside.has(start))
  return words.length === 0 ? [] : [...new Set([0, ...starts])].sort((a, b) => a - b)
}

function moveTo(
  annotation: Annotation,
  run: WordRun | undefined,
  {
    words,
    places,
    document,
    ledger,
  }: {
    readonly words: readonly TextRange[]
    readonly places: readonly TextRange[]
    readonly document: CorpusDocument
    readonly ledger: Ledger
  },
): readonly Annotation[] {
  const [first, last] = run ? [places[run.start], places[run.end - 1]] : []
  if (!run || !first || !last) {
    loseAnnotation(annotation, document, 'empty-span', ledger)
    return []
  }
  const hull = hullOf(annotation.extent)
  const isWhole =
    hull?.startUtf16 === words[run.start]?.startUtf16 &&
    hull?.endUtf16 === words[run.end - 1]?.endUtf16
  const place = placeOfAnnotation(annotation, document)
  if (!isWhole)
    ledger.lose({
      how: 'changed',
      kind: annotation.kind,
      reason: 'token-boundaries',
      place,
      count: 1,
    })
  const extent = [{ startUtf16: first.startUtf16, endUtf16: last.endUtf16 }]
  return [{ ...annotation, extent }]
}

function tellText(
  { name, text }: CorpusDocument,
  joined: string,
  { tokeniser }: PlatformTools,
  ledger: Ledger,
): void {
  ledger.note(`Words and sentences were cut by ${tokeniser}.`)
  if (joined === text) return
  const place = { document: name, range: null, what: 'text' }
  ledger.lose({ how: 'changed', kind: 'document', reason: 'spaces-not-held', place, count: 1 })
}

/** Labels without the signs that end them in a file; each that changes is told. */
export function withPlainLabels(
  document: TokenisedDocument,
  bad: RegExp,
  ledger: Ledger,
): TokenisedDocument {
  const rename = (annotation: Annotation): Annotation => {
    const label = (annotation.label ?? '').trim().replace(bad, '_') || '_'
    if (label === annotation.label) return annotation
    const place = placeOfAnnotation(annotation, document)
    ledger.lose({
      how: 'changed',
      kind: annotation.kind,
      reason: 'signs-not-held',
      place,
      count: 1,
    })
    return { ...annotation, label }
  }
  const layers = document.layers.map((layer) => {
    return { ...layer, annotations: layer.annotations.map(rename) }
  })
  return { ...document, layers }
}

/** Where mentions stand among the words of their sentences. */
export function placedMentions({ sentences, layers }: TokenisedDocument): readonly (WordRun & {
  readonly annotation: Annotation
  readonly sentence: number
})[] {
  const { places } = joinWords(sentences)
  const starts = new Map<number, readonly [sentence: number, word: number]>()
  const ends = new Map<number, number>()
  for (const [sentence, words] of places.entries())
    for (const [word, { startUtf16, endUtf16 }] of words.entries()) {
      starts.set(startUtf16, [sentence, word])
      ends.set(endUtf16, word + 1)
    }
  return layers.flatMap(({ annotations }) =>
    annotations.flatMap((annotation) => {
      const hull = hullOf(annotation.extent)
      const from = hull && starts.get(hull.startUtf16)
      const end = hull && ends.get(hull.endUtf16)
      return from && end !== undefined
        ? [{ annotation, sentence: from[0], start: from[1], end }]
        : []
    }),
  )
}
