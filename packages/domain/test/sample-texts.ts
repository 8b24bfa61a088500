import type { Zone, ZoneKind } from '../src/record-kinds/zone.ts'

/** An article with its parts: each line with the zone it is, `null` for an empty line. */
type Line = readonly [kind: ZoneKind, text: string] | null

const harbourLines: readonly Line[] = [
  ['headline', 'Sarnow Harbour to Close for Winter, Minister Says 🛟'],
  ['byline', 'By Ilse Brandt'],
  null,
  [
    'body',
    'SARNOW — The minister of ports, Jonas Veld, said on Monday that Sarnow harbour “will close in November” 🚢.',
  ],
  [
    'body',
    'He told reporters that the Fishers’ Union had not been asked, according to a ministry note.',
  ],
  null,
  ['subheading', 'Union denies talks'],
  ['body', 'The union denied that. “We were never called,” said its chair, Mara Quist 🐟🐟.'],
  ['body', 'Veld has backed the plan of the Port Board, and the Board supports him.'],
  ['body', 'Experts fear that prices may rise if the harbour stays shut, 𝐀 to 𝐙.'],
  null,
  ['boilerplate', 'Read more: Ten years of the harbour'],
  ['credit', '© The Sarnow Courier 2031'],
]

/** An article of our own: astral characters, curly quotes, empty lines, every zone but a caption. */
export const harbourText = harbourLines.map((line) => line?.[1] ?? '').join('\n')

/** Its zones, one for each line with text. */
export const harbourZones: readonly Zone[] = zonesOf(harbourLines)

/** An article without zones: all of it counts as body. */
export const ferryText =
  'Ferry strike 🚢 ends\nCrews of the Nordhav ferry return to work, the Courier has learned.\nPrices stay.'

/** The SHA-256 of a text: of another than these two, which nobody checks, a number of the right length. */
export function sha256Of(text: string): string {
  return hashes.get(text) ?? String(text.length).padStart(64, '0')
}

const hashes: ReadonlyMap<string, string> = new Map([
  [harbourText, '7da8e90cd91dfa37bee374f7a0c751a7f5c567a3b6c8d266a3de9ca583fc9b1b'],
  [ferryText, '2197799ccb58900a9d3555d592dfb9ea069244203293164da75021ca09810055'],
])

function zonesOf(lines: readonly Line[]): Zone[] {
  const zones: Zone[] = []
  let startUtf16 = 0
  for (const line of lines) {
    const endUtf16 = startUtf16 + (line?.[1].length ?? 0)
    if (line) zones.push({ kind: line[0], startUtf16, endUtf16, note: '' })
    startUtf16 = endUtf16 + 1
  }
  return zones
}
