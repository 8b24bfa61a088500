import type { ZoneKind } from '@parallax/domain'
import { hasFullDate } from './find-date.ts'
import type { TextLine } from './text-lines.ts'

/** What a line is, and why one thinks so. */
export type LineMark = { readonly kind: ZoneKind; readonly note: string }

type Rule = LineMark & {
  readonly pattern: RegExp
  /** A rule for headings and buttons says nothing about a line that is longer than this. */
  readonly mostWords: number
}

/** A paragraph shows what it is in its beginning; longer ones would only cost time. */
const mostReadUtf16 = 2000

const anyLength = Number.POSITIVE_INFINITY

function boilerplate(note: string, mostWords: number, pattern: RegExp): Rule {
  return { kind: 'boilerplate', note, mostWords, pattern }
}

/** Lines that say by themselves what they are. The first rule that fits wins. */
const rules: readonly Rule[] = [
  boilerplate(
    'navigation',
    6,
    /^(skip|jump|go|back) to (the )?(main )?(content|comments?|top|navigation|home)/i,
  ),
  boilerplate(
    'navigation',
    3,
    /^(menu|home|search|close|share|print|more|next|previous|sections?|topics?|sign in|log ?in|register|my account|weiterlesen|lire la suite|leer más)$/i,
  ),
  boilerplate(
    'navigation',
    16,
    /^(read|see|find out|learn|view|show|load) (more|less|also|next|all)\b(?!.*[.]$)/i,
  ),
  boilerplate(
    'navigation',
    16,
    /^(related|also read|see also|more from|more on|most read|most popular|trending|recommended|you (may|might) also like|up next|article topic follows|filed under|tags?|topics?|keywords?)\b ?(articles?|stories|topics|this|news|coverage|now|:|in\b|$)/i,
  ),
  boilerplate('navigation', 8, /^\d+[- ]min(ute)?s?[- ](read|listen)/i),
  boilerplate(
    'navigation',
    6,
    /^(listen to this article|text size|font size|open in app|play video|watch live|live updates|breaking news)$/i,
  ),
  boilerplate(
    'widget',
    6,
    /^(author )?(profile )?(photo|picture|avatar|image|video)( placeholder)?$|^loading\b|^(please )?enable javascript/i,
  ),
  boilerplate(
    'advertising',
    8,
    /^(advertisement|sponsored|promoted|paid content|story continues below|article continues (below|after)|continue reading)\b/i,
  ),
  boilerplate('advertising', 20, /^(this article contains|may contain) affiliate links/i),
  boilerplate(
    'sharing',
    10,
    /^(share|tweet|post|pin|email|send|follow us|like us|copy link|whatsapp|facebook|twitter|x|linkedin|telegram|bluesky|gift this|bookmark|save)( |$)(?=.{0,60}$)(this|on|via|article|story|link|with|to|us|it|facebook|twitter|whatsapp|telegram|$)/i,
  ),
  boilerplate(
    'newsletter',
    40,
    /\b(our|the|free|daily|weekly|morning) ?[\w-]* newsletters?\b|^(subscribe|sign up)\b|\b(straight|delivered) to your inbox\b|^your e-?mail( address)?$/i,
  ),
  boilerplate(
    'comments',
    8,
    /^(\d+ )?(comments?|leave a (reply|comment)|join the (conversation|discussion)|be part of the conversation|have your say|view comments|comments? policy|comments are closed)\b[.:! ]*(\(\d+\))?$/i,
  ),
  boilerplate(
    'comments',
    anyLength,
    /\b(keep (your )?comments|community (guidelines|standards|rules)|comments? (policy|section is|are moderated|must)|log in to comment|forum for (civil|open|constructive))\b/i,
  ),
  boilerplate(
    'contact',
    40,
    /\b(story (idea|tip)|news tip|got a tip|submit it here|contact (us|the newsroom|our newsroom)|letters to the editor)\b/i,
  ),
  boilerplate(
    'privacy',
    60,
    /\b(we use cookies|cookie (policy|settings|preferences)|privacy (policy|notice)|terms (of (use|service)|and conditions)|manage consent|accept all)\b/i,
  ),
  boilerplate(
    'corrections',
    40,
    /^(we are committed to accuracy|report (an error|a correction)|spotted (an error|a mistake))/i,
  ),
  boilerplate(
    'fundraising',
    14,
    /\b(support us|donate( now| today)?|ad-free|pay?ie?ments? methods?|pa[iy]ment methods?|remind me later|not ready to (support|give)|make a (donation|contribution)|become a (member|supporter|subscriber|patron)|already a (member|subscriber)|support (our|independent) (journalism|work|reporting))\b/i,
  ),
  {
    kind: 'credit',
    note: 'copyright',
    mostWords: 60,
    pattern:
      /©|\(c\) ?\d{4}|\ball rights reserved\b|^copyright\b|\bmay not be (published|reproduced|republished)/i,
  },
  {
    kind: 'credit',
    note: 'agency',
    mostWords: 5,
    pattern:
      /^(the[- ])?[A-Z][\w&.-]*[- ](wire|news agency|newswire|press agency|wire service)$|^\(?(AP|AFP|Reuters|dpa|EFE|ANSA|TASS|Xinhua|PA Media)\)?$/i,
  },
  {
    kind: 'credit',
    note: 'contributors',
    mostWords: 60,
    pattern:
      /\bcontributed (reporting|to this (report|story|article))\b|^(additional )?(reporting|writing|editing|translat(ion|ed)|research|edited|produced) by\b|^(with )?(reporting|files) from\b|^this (article|story|report) was (first|originally) published\b/i,
  },
  {
    kind: 'caption',
    note: '',
    mostWords: 60,
    pattern:
      /^(photo|photograph|image|picture|file photo|foto|video|graphic|map|caption)( credits?| by| courtesy)?( ?[:|©]| by\b| courtesy\b)|\((ap )?(photo|image|picture)( by|\/|:| credit| courtesy)[^)]*\)$|[/|(]\s?(getty images|afp|ap photo|shutterstock|picture alliance)[^.]{0,40}\)?$/i,
  },
]

/** Phrases with which a page speaks to its reader. Two of them in one paragraph are a plea. */
const pleas: readonly RegExp[] = [
  /\byour (support|contribution|donation|help|gift|generosity)\b/i,
  /\b(we|they) need your\b/i,
  /\bsupport (us|our|independent|quality|this)\b/i,
  /\b(small )?favou?r to ask\b/i,
  /\b(if you can|please),? (please )?(consider|support|donate|give|help)\b/i,
  /\bour (journalism|journalists|newsroom|reporters|reporting|mission|critical mission|readers|commitment|work)\b/i,
  /\bwe,? the (journalists|editors|staff|newsroom)\b/i,
  /\b(ad-free|disabled (all )?ads|without (ads|advertising)|(free of|no) (ads|advertising|advertisements)|no paywall|paywall)\b/i,
  /\b(paid for by|possible because of) (people|those|our|readers|you)\b/i,
  /\b(your|improve (your|the)) reading experience\b/i,
  /\b(independent|open|fearless|free) (press|journalism|news source|newspaper|media)\b/i,
  /\b(just|only|as little as|from) [$€£]\s?\d/i,
  /\b(costs? us|fill the gap|keep (us|our|the lights)|makes a (world of )?difference|every (month|contribution|gift))\b/i,
  /\bthank you\b/i,
]

/** What a line is by its own words, or `undefined` when it may be part of the story. */
export function markLine({ content: line, words, isSentence }: TextLine): LineMark | undefined {
  const content = line.slice(0, mostReadUtf16)
  const spoken = withoutQuotations(content)
  const rule = rules.find(({ pattern, mostWords }) => words <= mostWords && pattern.test(spoken))
  if (
    rule &&
    !(isSentence && words > 20 && rule.note === 'newsletter' && !/\bour\b|\byour\b/i.test(spoken))
  )
    return { kind: rule.kind, note: rule.note }
  if (isPlea(spoken, words)) return { kind: 'boilerplate', note: 'fundraising' }
  if (isByline(content)) return { kind: 'byline', note: '' }
  return isDateLine(content, words, isSentence) ? { kind: 'byline', note: 'date' } : undefined
}

/** Whether a line beside a plea goes on with it: it speaks to the reader and reports nobody. */
export function continuesPlea({ content }: TextLine): boolean {
  const spoken = withoutQuotations(content.slice(0, mostReadUtf16))
  return (
    /\b(we|us|our|you|your)\b/i.test(spoken) && !/\b(said|says|told|according to)\b/i.test(spoken)
  )
}

/** What others are quoted with must not make a paragraph the page's own words. */
function withoutQuotations(content: string): string {
  return content.replace(/“[^”]{8,}”|"[^"]{8,}"|«[^»]{8,}»|„[^“”]{8,}[“”]/g, '“ ”')
}

function isPlea(spoken: string, words: number): boolean {
  const found = pleas.filter((plea) => plea.test(spoken)).length
  return found >= 2 || (found === 1 && words <= 30 && speaksToReader(spoken))
}

/** "We" and "you" outside of quotations: news speaks of others. */
function speaksToReader(spoken: string): boolean {
  return /\b(we|us|our)\b/i.test(spoken) && /\byour?\b/i.test(spoken)
    ? true
    : /\b(reading experience|your support)\b/i.test(spoken)
}

const bylineStart =
  /^(?:(?:story|words|text|report|written|reported|analysis|opinion)s? )?(?:by|von|par|por|di|door|av|przez)[: ]\s*(?=\S)/i
const namePart =
  /^(?:\p{Lu}[\p{L}\p{M}'’.-]*|\p{Lu}{1,5}|and|und|et|y|e|en|och|with|for|in|at|the|of|de|der|den|da|di|del|van|von|al|bin|el|la|le|&)$/u

/** Whether a line names its writers and nothing else. */
export function isByline(content: string): boolean {
  const start = bylineStart.exec(content)?.[0]
  if (start === undefined) return false
  const rest = content
    .slice(start.length)
    .replace(/[|•·,;/]/g, ' ')
    .trim()
  const parts = rest.split(/\s+/)
  const first = parts[0] ?? ''
  return (
    parts.length <= 16 &&
    /^\p{Lu}/u.test(first) &&
    !/[.?!]$/.test(rest.replace(/\b\p{Lu}\.$/u, '')) &&
    parts.every((part) => namePart.test(part))
  )
}

function isDateLine(content: string, words: number, isSentence: boolean): boolean {
  if (words > 16 || isSentence) return false
  const isLabelled =
    /^(first )?(published|updated|posted|last (updated|modified)|date|aktualisiert|veröffentlicht|publié|publicado|stand)\b/i.test(
      content,
    )
  return isLabelled || (words <= 10 && hasFullDate(content))
}
