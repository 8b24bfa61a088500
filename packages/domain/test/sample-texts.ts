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
