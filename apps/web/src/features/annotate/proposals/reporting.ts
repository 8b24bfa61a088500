/** Verbs and phrases that report speech in English news, without their objects. */
const reportingWords = [
  'according to',
  'accused',
  'acknowledged',
  'added',
  'admitted',
  'alleged',
  'announced',
  'argued',
  'asked',
  'asserted',
  'called',
  'claimed',
  'condemned',
  'confirmed',
  'criticised',
  'criticized',
  'declared',
  'demanded',
  'denied',
  'denies',
  'described',
  'expressed',
  'hailed',
  'insisted',
  'insists',
  'noted',
  'pledged',
  'praised',
  'promised',
  'rejected',
  'repeated',
  'replied',
  'reported',
  'said',
  'says',
  'stated',
  'stressed',
  'suggested',
  'told',
  'urged',
  'vowed',
  'warned',
  'wrote',
] as const

const reporting = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${reportingWords.join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
)

/** The last reporting word in a stretch of text, as offsets within it, or `undefined`. */
export function lastReportingWord(text: string): { start: number; end: number } | undefined {
  const match = [...text.matchAll(reporting)].at(-1)
  return match ? { start: match.index, end: match.index + match[0].length } : undefined
}

/** The first reporting word in a stretch of text, as offsets within it, or `undefined`. */
export function firstReportingWord(text: string): { start: number; end: number } | undefined {
  const match = [...text.matchAll(reporting)][0]
  return match ? { start: match.index, end: match.index + match[0].length } : undefined
}

/** What the words of a claim and its cue suggest about its act. */
export function proposedAct(
  cue: string | null,
): 'assertive' | 'denial' | 'directive' | 'commissive' {
  if (cue === null) return 'assertive'
  if (/den(?:ied|ies|y)|rejected/i.test(cue)) return 'denial'
  if (/urged|demanded|called/i.test(cue)) return 'directive'
  return /pledged|promised|vowed/i.test(cue) ? 'commissive' : 'assertive'
}
