import type { Chain, ClaimData, EntityId, MentionData, TextRange } from '@parallax/domain'
import { firstReportingWord, lastReportingWord, proposedAct } from './reporting.ts'

/** A mention near the selection that could be a speaker. */
export type Speaker = {
  readonly range: TextRange
  readonly entity: EntityId
  readonly label: MentionData['label']
}

export type ClaimProposal = Pick<
  ClaimData,
  'content' | 'report' | 'polarity' | 'certainty' | 'act' | 'tense' | 'checkworthiness'
>

/**
 * What a new claim most likely is, read from the words around it: quotation marks give the
 * rendering, a reporting word the cue, the nearest speaker the source, a negation the polarity.
 * Everything can be changed; nothing is asked twice.
 */
export function proposeClaim(
  text: string,
  evidence: TextRange,
  speakers: readonly Speaker[],
): ClaimProposal {
  const words = text.slice(evidence.startUtf16, evidence.endUtf16)
  const quoting = quotingOf(text, evidence)
  const cue = cueNear(text, evidence)
  const speaker = cue && nearestSpeaker(cue, evidence, speakers)
  const isReported = quoting !== 'none' || speaker !== undefined
  const cueWords = cue ? text.slice(cue.startUtf16, cue.endUtf16) : null
  return {
    content: { evidence: [evidence], condition: null },
    report: isReported
      ? { chain: chainOf(cue, speaker), rendering: renderingOf(quoting), relay: relayOf(cueWords) }
      : { chain: [], rendering: 'own', relay: null },
    polarity: isNegated(words) ? 'negative' : 'positive',
    certainty: certaintyOf(words),
    act: words.trim().endsWith('?') ? 'question' : proposedAct(isReported ? cueWords : null),
    tense: tenseOf(words),
    checkworthiness: 'worthy',
  }
}

type Quoting = 'all' | 'part' | 'none'

/** Whether the evidence stands in quotation marks, has some in it, or neither. */
function quotingOf(text: string, { startUtf16, endUtf16 }: TextRange): Quoting {
  const words = text.slice(startUtf16, endUtf16)
  const paragraph = text.slice(text.lastIndexOf('\n', startUtf16 - 1) + 1, startUtf16)
  const curly = count(paragraph, /[“«„]/g) - count(paragraph, /[”»]/g)
  const isInside = curly > 0 || count(paragraph, /"/g) % 2 === 1
  const opensHere = /^[“"«„]/.test(words)
  const inner = words.replace(/^[“"«„]|[”"».,]+$/g, '')
  if ((opensHere || isInside) && !/[“”"«»]/.test(inner)) return 'all'
  return /[“”"«»„]/.test(words) || isInside ? 'part' : 'none'
}

function renderingOf(quoting: Quoting): 'direct' | 'mixed' | 'indirect' {
  if (quoting === 'all') return 'direct'
  return quoting === 'part' ? 'mixed' : 'indirect'
}

/** The reporting word of the sentence that holds the evidence: before it, or else after it. */
function cueNear(text: string, { startUtf16, endUtf16 }: TextRange): TextRange | undefined {
  const sentenceStart = sentenceStartBefore(text, startUtf16)
  const before = lastReportingWord(text.slice(sentenceStart, startUtf16))
  if (before)
    return { startUtf16: sentenceStart + before.start, endUtf16: sentenceStart + before.end }
  const sentenceEnd = sentenceEndAfter(text, endUtf16)
  const after = firstReportingWord(text.slice(endUtf16, sentenceEnd))
  return after && { startUtf16: endUtf16 + after.start, endUtf16: endUtf16 + after.end }
}

function sentenceStartBefore(text: string, atUtf16: number): number {
  const before = text.slice(0, atUtf16)
  const breaks = [...before.slice(-600).matchAll(/[.!?]["”’]?\s+|\n/g)].at(-1)
  return breaks
    ? Math.max(0, atUtf16 - 600) + breaks.index + breaks[0].length
    : Math.max(0, atUtf16 - 600)
}

function sentenceEndAfter(text: string, atUtf16: number): number {
  const after = text.slice(atUtf16, atUtf16 + 400)
  // Words in quotation marks end with their own full stop or comma; the reporting clause follows.
  const stop = after
    .replace(/^["”’.,]+/, (skipped) => ' '.repeat(skipped.length))
    .search(/[.!?]\s|\n/)
  return stop < 0 ? atUtf16 + after.length : atUtf16 + stop
}

/** The speaker nearest to the cue, outside the evidence, in the same paragraph's reach. */
function nearestSpeaker(
  cue: TextRange,
  evidence: TextRange,
  speakers: readonly Speaker[],
): Speaker | undefined {
  const reachUtf16 = 120
  const outside = speakers.filter(
    ({ range }) => range.endUtf16 <= evidence.startUtf16 || range.startUtf16 >= evidence.endUtf16,
  )
  const ranked = outside
    .map((speaker) => ({ speaker, awayUtf16: distanceUtf16(speaker.range, cue) }))
    .filter(({ awayUtf16 }) => awayUtf16 <= reachUtf16)
    .sort((a, b) => a.awayUtf16 - b.awayUtf16)
  return ranked[0]?.speaker
}

/** How far apart two ranges are; what stands before the cue counts as nearer: subjects come first. */
function distanceUtf16(range: TextRange, cue: TextRange): number {
  if (range.endUtf16 <= cue.startUtf16) return cue.startUtf16 - range.endUtf16
  return Math.max(0, range.startUtf16 - cue.endUtf16) + 8
}

function chainOf(cue: TextRange | undefined, speaker: Speaker | undefined): Chain {
  return [
    {
      sources: speaker ? [speaker.entity] : [],
      sourceExtent: speaker ? [speaker.range] : null,
      cue: cue ? [cue] : null,
      medium: null,
      addressees: [],
    },
  ]
}

function relayOf(cue: string | null): 'endorses' | 'neutral' | 'distances' {
  if (cue && /admitted|acknowledged|confirmed|noted/i.test(cue)) return 'endorses'
  return cue && /claimed|alleged|insist/i.test(cue) ? 'distances' : 'neutral'
}

/** English negations; a hint that the person confirms. */
function isNegated(words: string): boolean {
  return /\b(?:not|never|no|none|nobody|neither|cannot|without)\b|n['’]t\b/i.test(words)
}

function certaintyOf(words: string): ClaimData['certainty'] {
  if (/\b(?:may|might|could|possibly|perhaps)\b/i.test(words)) return 'possible'
  return /\b(?:likely|probably|appears?|seems?|expected)\b/i.test(words) ? 'probable' : 'certain'
}

function tenseOf(words: string): ClaimData['tense'] {
  if (/\b(?:will|would|shall|going to|plans? to)\b/i.test(words)) return 'future'
  return /\b(?:was|were|had|did|has been|have been)\b|\w{3,}ed\b/i.test(words) ? 'past' : 'present'
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length
}
