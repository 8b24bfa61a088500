import type { Zone } from '@parallax/domain'
import { detectLanguage } from './detect-language.ts'
import { findFullDate } from './find-date.ts'
import { proposeZones } from './propose-zones.ts'

/** What a text says of itself; what it does not say is null or empty. */
export type MetaProposal = {
  readonly title: string
  readonly outletName: string | null
  readonly byline: readonly string[]
  /** A whole date, `2023-03-01`. */
  readonly publishedAt: string | null
  readonly publishedAtBasis: 'stated' | null
  /** BCP 47. */
  readonly language: string
}

/** Title, outlet, writers, date and language, where a text saved from a news site states them. */
export function proposeMeta(
  text: string,
  filename: string,
  zones: readonly Zone[] = proposeZones(text),
): MetaProposal {
  const title = titleOf(text, zones) ?? titleOfFile(filename)
  const publishedAt = dateOf(text, zones)
  return {
    title,
    outletName: outletOf(text, zones, title),
    byline: bylineOf(text, zones),
    publishedAt,
    publishedAtBasis: publishedAt === null ? null : 'stated',
    language: detectLanguage(storyOf(text, zones)),
  }
}

const longestTitle = 1000

function titleOf(text: string, zones: readonly Zone[]): string | undefined {
  const [title] = textsOf(text, zones, 'headline')
  return title && cut(title.replace(/\s+/g, ' '), longestTitle)
}

function titleOfFile(filename: string): string {
  const name = filename.replace(/^.*[\\/]/, '').replace(/\.\w{1,5}$/, '')
  return cut(name.replace(/[_\s]+/g, ' ').trim(), longestTitle)
    .replace(/[_\s]+/g, ' ')
    .trim()
    .slice(0, longestTitle)
}

function textsOf(text: string, zones: readonly Zone[], kind: Zone['kind']): readonly string[] {
  return zones
    .filter((zone) => zone.kind === kind)
    .map(({ startUtf16, endUtf16 }) => text.slice(startUtf16, endUtf16))
}

function storyOf(text: string, zones: readonly Zone[]): string {
  const story = [...textsOf(text, zones, 'headline'), ...textsOf(text, zones, 'body')].join('\n')
  return story === '' ? text : story
}

/** A date counts where the page prints it by itself, next to the headline or the writers. */
function dateOf(text: string, zones: readonly Zone[]): string | null {
  const firstBody = zones.findIndex(({ kind }) => kind === 'body')
  const head = zones.slice(0, firstBody < 0 ? zones.length : firstBody)
  const lines = textsOf(text, head, 'byline').flatMap((byline) => byline.split('\n'))
  const dated = lines.filter((line) => findFullDate(line) !== undefined)
  const first = dated.find((line) => !/\b(updated|modified)\b/i.test(line)) ?? dated[0]
  return (first && findFullDate(first)) ?? null
}

const name = "(?:\\p{Lu}|\\d)(?:[\\p{L}\\p{N}'’&-]|\\.(?=\\p{L}))*"
const longName = `((?:The |the )?${name}(?: (?:of |the |and |& |de |du |la )?${name}){0,5})`

/** Sentences in which a page names its outlet, the surest first. */
const outletSentences: readonly RegExp[] = [
  new RegExp(`\\bjournalists (?:of|at) ${longName}`, 'u'),
  new RegExp(
    `${longName}, an? (?:independent|award-winning|nonprofit|non-profit|reader-funded)`,
    'u',
  ),
  new RegExp(
    `(?:^|[.!?] )${longName} (?:is committed to|is an independent|is a nonprofit|is funded by|relies on|welcomes (?:your )?comments)`,
    'mu',
  ),
  new RegExp(
    `\\b(?:Support|support|Subscribe to|subscribe to|Follow|follow|Contact|contact|Welcome to|welcome to|Join|join) ${longName}(?=$|[.,!]| on | for | today| now| newsletter)`,
    'mu',
  ),
  new RegExp(
    `(?:©|\\([cC]\\)|[Cc]opyright)(?: ?©)? ?(?:\\d{4}(?:[-–]\\d{2,4})?)?,? (?:by )?${longName}`,
    'u',
  ),
]

/** The outlet, from what the page says around the story or after the headline in its own title. */
function outletOf(text: string, zones: readonly Zone[], title: string): string | null {
  const around = [...textsOf(text, zones, 'boilerplate'), ...textsOf(text, zones, 'credit')]
  const page = cut(around.map((each) => cut(each, 5000)).join('\n'), 100_000)
  const copyright = outletSentences.slice(-1)
  const found = firstMatch(page, outletSentences.slice(0, -1)) ?? afterTitle(page, title)
  return cleanOutlet(found ?? firstMatch(page, copyright))
}

function firstMatch(page: string, patterns: readonly RegExp[]): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(page)?.[1]
    if (found && !/^(?:Us|Me|This|Our|Your|The|My|Now|All)$/i.test(found)) return found
  }
  return undefined
}

/** Saved pages often begin with "headline | outlet". */
function afterTitle(page: string, title: string): string | undefined {
  const line = page.split('\n').find((each) => title !== '' && each.startsWith(title))
  return /^ (?:[|–—-]|::) (.{2,60})$/.exec(line?.slice(title.length) ?? '')?.[1]
}

function cleanOutlet(outlet: string | undefined): string | null {
  const clean = outlet
    ?.replace(/[.,]+$/, '')
    .replace(/,? (?:Inc|Ltd|LLC|GmbH|AG|Co|Corp|Limited)$/, '')
    .trim()
  return clean ? cut(clean, 300) : null
}

const bylineStart = /^(?:\p{L}+ )?(?:by|von|par|por|di|door|av|przez)[: ]\s*/iu
const office =
  /\b(correspondents?|editors?|reporters?|staff|desk|news|agency|bureau|writers?|wire|press|team|service)\b/i

/** The personal names in the byline, without their offices and places. */
function bylineOf(text: string, zones: readonly Zone[]): readonly string[] {
  const lines = textsOf(text, zones, 'byline').flatMap((byline) => byline.split('\n'))
  const names = lines
    .filter((line) => findFullDate(line) === undefined && !/\d{2}/.test(line))
    .flatMap((line) =>
      line
        .trim()
        .replace(bylineStart, '')
        .split(/,|;|\||•|·|\/| and | und | et | y | e | en | och |&/),
    )
    .map((part) => part.replace(/ (?:in|for|at|with) .*$/, '').trim())
    .filter((part) => isPersonalName(part))
  return [...new Set(names)].slice(0, 50)
}

function isPersonalName(part: string): boolean {
  const words = part.split(/\s+/)
  const isSpelt = words.length >= 2 && words.length <= 5 && part.length <= 200
  return isSpelt && /^\p{Lu}/u.test(part) && /\p{Ll}/u.test(part) && !office.test(part)
}

/** The beginning of a text; never half of a character that takes two units. */
function cut(text: string, mostUtf16: number): string {
  return text.slice(0, mostUtf16).replace(/[\ud800-\udbff]$/, '')
}
