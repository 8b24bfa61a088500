import type { TextRange } from '@parallax/domain'
import type { RE2JS } from 're2js'
import { FoldedText, foldAll } from './folded-text.ts'
import type { FoldingName } from './foldings.ts'
import { compilePattern, type PatternProblem } from './pattern.ts'
import { plainQuestion, type Question } from './question.ts'
import { piecesOf, WordEdges } from './word-edges.ts'

/** Text that is folded between two rests, in UTF-16 code units. */
export const stepUtf16 = 8_192

/** What is known of a text from questions before; one for each text. */
export type TextMemory = Map<FoldingName, FoldedText>

export type SeekPlace = {
  /** Where to begin: where a letter begins. */
  readonly fromUtf16?: number
  /** Kept by whoever asks the same text again and again from its beginning. */
  readonly memory?: TextMemory
}

/**
 * Finds what a question asks for: hits in the order of the text, none over another, each of whole
 * letters. Between two hits it gives `undefined` whenever it has worked a while, so that whoever
 * asks may rest or stop.
 */
export type Seeker = (text: string, place?: SeekPlace) => Generator<TextRange | undefined, void>

export type Prepared =
  | { readonly ok: true; readonly seek: Seeker }
  | { readonly ok: false; readonly problem: PatternProblem }

/** Makes a question ready to be asked of any text. A blank question finds nothing. */
export async function prepareQuestion(question: Question): Promise<Prepared> {
  if (question.words.trim() === '') return { ok: true, seek: () => nothing() }
  if (!question.isPattern) return { ok: true, seek: wordSeeker(question) }
  const compiled = await compilePattern(question)
  return compiled.ok ? { ok: true, seek: patternSeeker(question, compiled.pattern) } : compiled
}

function* nothing(): Generator<undefined, void> {}

/** How letters are compared under these switches. */
export function foldingOf({ matchCase, matchAccents, isPattern }: Question): FoldingName {
  if (isPattern) return matchAccents ? 'raw' : 'pattern'
  if (matchAccents) return matchCase ? 'exact' : 'caseless'
  return matchCase ? 'unaccented' : 'loose'
}

function wordSeeker(question: Question): Seeker {
  const name = foldingOf(question)
  const needle = foldAll(question.words, name)
  return function* seek(text, place = {}) {
    if (needle === '') return
    const source = sourceOf(text, name, place)
    const isFitting = fitting(question, text)
    let at = 0
    do {
      for (const { start, range } of placesOf(needle, source, at)) {
        if (start < at || range === undefined || !isFitting(range)) continue
        yield range
        at = start + needle.length
      }
      at = Math.max(at, source.folded.length - needle.length + 1)
      yield undefined
    } while (source.grow(stepUtf16))
  }
}

/** Every place where a needle begins, one over another too; without a range where it splits a letter. */
function* placesOf(needle: string, source: FoldedText, from: number) {
  let start = source.folded.indexOf(needle, from)
  while (start >= 0) {
    yield { start, range: source.rangeOf(start, start + needle.length) }
    start = source.folded.indexOf(needle, start + 1)
  }
}

/** A pattern sees one line at a time, as people do who write one. */
function patternSeeker(question: Question, pattern: RE2JS): Seeker {
  const name = foldingOf(question)
  return function* seek(text, place = {}) {
    let afterUtf16 = place.fromUtf16 ?? 0
    if (afterUtf16 >= text.length) return
    // From the start of the line: in its middle, what stands at an edge would seem to stand there.
    const source = sourceOf(text, name, { ...place, fromUtf16: lineStart(text, afterUtf16) })
    const isFitting = fitting(question, text)
    for (const piece of linePieces(source)) {
      const matcher = pattern.matcher(source.folded.slice(piece.startUtf16, piece.endUtf16))
      while (matcher.find()) {
        const [start, end] = [matcher.start(), matcher.end()]
        const range =
          end > start && source.rangeAround(piece.startUtf16 + start, piece.startUtf16 + end)
        if (range && range.startUtf16 >= afterUtf16 && isFitting(range)) {
          afterUtf16 = range.endUtf16
          yield range
        } else yield undefined
      }
      yield undefined
    }
  }
}

function lineStart(text: string, offsetUtf16: number): number {
  return offsetUtf16 === 0 ? 0 : text.lastIndexOf('\n', offsetUtf16 - 1) + 1
}

/** The lines of a folded text, which grows as they are asked for; very long ones in pieces. */
function* linePieces(source: FoldedText): Generator<TextRange> {
  let startUtf16 = 0
  for (;;) {
    let newline = source.folded.indexOf('\n', startUtf16)
    while (newline < 0 && source.grow(stepUtf16)) newline = source.folded.indexOf('\n', startUtf16)
    const endUtf16 = newline < 0 ? source.folded.length : newline
    yield* piecesOf(source.folded, { startUtf16, endUtf16 })
    if (newline < 0) return
    startUtf16 = newline + 1
  }
}

/** A text as it is compared: the one that was made of it before, if that was remembered. */
export function sourceOf(
  text: string,
  name: FoldingName,
  { fromUtf16, memory }: SeekPlace,
): FoldedText {
  const known = memory?.get(name)
  if (known !== undefined && known.text === text) return known
  const source = new FoldedText(text, name, fromUtf16)
  memory?.set(name, source)
  return source
}

function fitting({ wholeWord }: Question, text: string): (range: TextRange) => boolean {
  if (!wholeWord) return () => true
  const edges = new WordEdges(text)
  return (range) => edges.isWhole(range)
}

/** Finds words with all switches off, without waiting: for short texts such as names and titles. */
export function seekWords(words: string): Seeker {
  return words.trim() === '' ? () => nothing() : wordSeeker(plainQuestion(words))
}
