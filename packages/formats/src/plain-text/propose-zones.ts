import type { Zone } from '@parallax/domain'
import { continuesPlea, type LineMark, markLine } from './line-rules.ts'
import { linesOf, type TextLine } from './text-lines.ts'

type Marks = readonly (LineMark | undefined)[]

const body: LineMark = { kind: 'body', note: '' }
const headline: LineMark = { kind: 'headline', note: '' }
const subheading: LineMark = { kind: 'subheading', note: '' }
const byline: LineMark = { kind: 'byline', note: '' }
const navigation: LineMark = { kind: 'boilerplate', note: 'navigation' }
const pageText: LineMark = { kind: 'boilerplate', note: 'page text' }

/** As many zones as a document may have. */
const mostZones = 10_000

/**
 * The parts that a text saved from a news site seems to consist of. Always a valid partition of
 * the text: what is not recognised is body. Paragraphs of one kind that follow each other are one
 * zone, because a claim may go over paragraphs.
 */
export function proposeZones(text: string): Zone[] {
  const lines = linesOf(text)
  const own = withPleas(lines, withBlocks(lines, lines.map(markLine)))
  const zones = joined(lines, completed(lines, own))
  return zones.length <= mostZones
    ? zones
    : joined(
        lines,
        lines.map(() => body),
      )
}

/** In a block that mostly consists of what pages repeat, the rest of the block does too. */
function withBlocks(lines: readonly TextLine[], marks: Marks): Marks {
  const wordsByBlock = new Map<number, { repeated: number; other: number; mark: LineMark }>()
  for (const [index, { block, words }] of lines.entries()) {
    const mark = marks[index]
    const sums = wordsByBlock.get(block) ?? { repeated: 0, other: 0, mark: mark ?? pageText }
    const isRepeated = mark?.kind === 'boilerplate'
    if (isRepeated && sums.repeated === 0) sums.mark = mark
    if (isRepeated) sums.repeated += words
    else sums.other += words
    wordsByBlock.set(block, sums)
  }
  return marks.map((mark, index) => {
    const sums = wordsByBlock.get(lines[index]?.block ?? -1)
    return mark ?? (sums && sums.repeated > sums.other ? sums.mark : undefined)
  })
}

/** A plea goes on over the lines before and after it that speak to the reader too. */
function withPleas(lines: readonly TextLine[], marks: Marks): Marks {
  const result = [...marks]
  const goOn = (index: number, beside: number) => {
    const line = lines[index]
    const mark = result[beside]
    if (line && result[index] === undefined && mark?.note === 'fundraising' && continuesPlea(line))
      result[index] = mark
  }
  for (const index of lines.keys()) goOn(index, index - 1)
  for (const index of [...lines.keys()].reverse()) goOn(index, index + 1)
  return result
}

/** Every line with a mark: what its own words did not say follows from where it stands. */
function completed(lines: readonly TextLine[], marks: Marks): readonly LineMark[] {
  const isProse = (index: number) => marks[index] === undefined && lines[index]?.isSentence === true
  const indexes = [...lines.keys()]
  if (!indexes.some(isProse)) return marks.map((mark) => mark ?? body)
  const title = headlineIndex(lines, marks)
  const start = indexes.find((index) => index > title && isProse(index)) ?? lines.length
  const end = storyEnd(lines, marks, start)
  return indexes.map((index) => {
    const line = lines[index]
    const mark = marks[index]
    if (!line || index === title) return headline
    if (mark) return markInPlace(mark, index, { title, start, end })
    if (index < start) return beforeStory(line, index, title)
    if (index >= end) return line.isSentence ? pageText : navigation
    if (line.isSentence || !isDivider(line)) return body
    return subheading
  })
}

type Story = { readonly title: number; readonly start: number; readonly end: number }

/** Who wrote it and when stands around the headline; further down it belongs to something else. */
function markInPlace(mark: LineMark, index: number, { start, end }: Story): LineMark {
  if (mark.kind !== 'byline' || index < start) return mark
  if (mark.note === 'date') return index >= end ? navigation : body
  return mark
}

function beforeStory(line: TextLine, index: number, title: number): LineMark {
  if (index < title || title < 0) return line.isSentence ? pageText : navigation
  if (isName(line.content)) return byline
  return line.words >= 4 ? subheading : navigation
}

/** Whether a line is a personal name and nothing else. */
function isName(content: string): boolean {
  return /^(?:\p{Lu}[\p{Ll}\p{M}'’-]*\p{Ll}\.?\s+)(?:\p{Lu}\.\s+|(?:de|van|von|al|bin|da)\s+)?\p{Lu}[\p{L}\p{M}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?(?:,? (?:in|for) .{2,40}|, [^.]{2,40})?$/u.test(
    content,
  )
}

/** A line that divides the story: short, and not the end of a list item or of a sentence. */
function isDivider({ content, words }: TextLine): boolean {
  return words <= 14 && !/[:;,]$/.test(content) && !/^([-–—•*·]|\d+[.)])\s/.test(content)
}

/**
 * The line that is the headline, or -1. It stands before the story; after a stretch of unknown
 * text it is believed only when the names of the writers or a date follow.
 */
function headlineIndex(lines: readonly TextLine[], marks: Marks): number {
  const proseWords = proseWordsBefore(lines, marks)
  const mostWordsBefore = (proseWords.at(-1) ?? 0) * 0.2
  let best = { index: -1, score: 0 }
  for (const [index, line] of lines.entries()) {
    if (marks[index] !== undefined || line.isSentence || line.words < 2 || line.words > 30) continue
    const wordsBefore = proseWords[index] ?? 0
    const isSigned = marks.slice(index + 1, index + 4).some((mark) => mark?.kind === 'byline')
    if (wordsBefore > mostWordsBefore || (wordsBefore > 0 && !isSigned)) continue
    const score = headlineScore(lines, index, isSigned)
    if (score >= best.score) best = { index, score }
  }
  return best.index >= 0 ? best.index : sentenceHeadline(lines, marks)
}

/** For each line, and after the last: the words of running text before it. */
function proseWordsBefore(lines: readonly TextLine[], marks: Marks): readonly number[] {
  const sums = [0]
  for (const [index, { words, isSentence }] of lines.entries())
    sums.push((sums[index] ?? 0) + (isSentence && marks[index] === undefined ? words : 0))
  return sums
}

function headlineScore(lines: readonly TextLine[], index: number, isSigned: boolean): number {
  const { words = 0, block, content = '' } = lines[index] ?? {}
  const standsAlone = lines[index - 1]?.block !== block && lines[index + 1]?.block !== block
  const looksLikeSite = /\s[|–—-]\s\S[^|]{1,40}$/.test(content) || isName(content)
  const length = words >= 4 ? 4 + Math.min(words, 12) / 6 : words / 2
  return length + (isSigned ? 2 : 0) + (standsAlone ? 0.5 : 0) - (looksLikeSite ? 1.5 : 0)
}

/** Some outlets end their headlines with a full stop: a short first line before longer ones. */
function sentenceHeadline(lines: readonly TextLine[], marks: Marks): number {
  const first = lines.findIndex((_, index) => marks[index] === undefined)
  const line = lines[first]
  const next = lines.filter((_, index) => index > first && marks[index] === undefined).slice(0, 2)
  const isShorter = next.length === 2 && next.every(({ words }) => words > (line?.words ?? 0) * 1.5)
  const standsAlone = line !== undefined && lines[first + 1]?.block !== line.block
  return line && line.words <= 14 && standsAlone && isShorter ? first : -1
}

/**
 * The index after the story's last line. A copyright line or the comments' heading ends it, unless
 * much of what reads as a story still follows; so does the last sentence.
 */
function storyEnd(lines: readonly TextLine[], marks: Marks, start: number): number {
  const proseWords = proseWordsBefore(lines, marks)
  const total = proseWords.at(-1) ?? 0
  const ending = marks.findIndex((mark, index) => {
    const ends = index > start && (mark?.kind === 'credit' || mark?.note === 'comments')
    return ends && total - (proseWords[index] ?? 0) <= total * 0.15
  })
  const before = ending < 0 ? lines.length : ending
  const lastProse = lines.findLastIndex(
    ({ isSentence }, index) => index < before && isSentence && marks[index] === undefined,
  )
  return Math.max(lastProse, start) + 1
}

function joined(lines: readonly TextLine[], marks: readonly LineMark[]): Zone[] {
  const zones: Zone[] = []
  for (const [index, { startUtf16, endUtf16 }] of lines.entries()) {
    const { kind, note } = marks[index] ?? body
    const last = zones.at(-1)
    if (last && last.kind === kind && last.note === note)
      zones[zones.length - 1] = { ...last, endUtf16 }
    else zones.push({ kind, startUtf16, endUtf16, note })
  }
  return zones
}
