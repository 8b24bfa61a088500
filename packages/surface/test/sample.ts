import type { ZoneKind } from '@parallax/domain'
import type { SurfaceRelation } from '../src/relation-store.ts'
import type { Shape, SurfaceRecord, SurfaceZone } from '../src/surface-record.ts'

/** A small article of two fictional countries, with every kind of zone and record. */
export const sampleText = `Skip to content
The Meridian has no owner, it has readers.
If our reporting from the river is useful to you, give what you can.

Support us
Log in
Aldova Throws Weight Behind Tarvia’s River Plan
By Petra Lund in Kesmar · Thursday, 12 March 2026
President Ilena Aldova told Prime Minister Joren Hask on Thursday that Soreth “stands fully behind” Tarvia’s plan to share the waters of the Merrow, according to a Foreign Ministry readout released after they met in Kesmar.
“No government on this river can fill its reservoirs by emptying its neighbour’s,” Aldova said. “The plan put forward by Brennick is the only one that treats the drought as a shared misfortune.”
The endorsement came two days after Pellen, the last country downstream, recalled its ambassador. Its foreign minister, Dara Quill, has said the plan would “hand one government the tap,” and officials in Lindhaven say that Tarvia has already begun to hold back water at the Orlo dam.

Who holds the water
Tarvia denies this. Hask’s office said on Wednesday that releases from Orlo had not fallen below the agreed level “on any day this year.”
Measurements published by the Merrow River Commission show the flow at the border falling by a third since January. The commission did not say why.
Hask called the visit “a conversation between friends,” and said that work on a second gauge station would begin in May.
قال وزير الطاقة في لندهافن إن السعر سيرتفع بنسبة 12% في 2026 وفقا لتقرير Meridian.
Combining marks: été, ñ, Zalgo Z̴̧͝, flags 🇫🇷🇩🇪, family 👩‍👩‍👧‍👦 end.
Read more: Ten years on the Merrow
© The Meridian 2026`

/** Every kind of line break, doubled spaces, a line without white space, a long Arabic paragraph. */
export const oddText = `First  line, doubled  spaces.\r\nSecond line.\rThird line.\u2028Fourth.\n${'漢字'.repeat(4500)}\n${'قال وزير الطاقة في لندهافن إن السعر سيرتفع. '.repeat(260)}\nThe last line.`

const lineOf = (words: string) => {
  const startUtf16 = sampleText.indexOf(words)
  const found = sampleText.indexOf('\n', startUtf16)
  return { startUtf16, endUtf16: found < 0 ? sampleText.length : found + 1 }
}
const zone = (kind: ZoneKind, from: string, to: string, note = ''): SurfaceZone => ({
  kind,
  note,
  startUtf16: lineOf(from).startUtf16,
  endUtf16: lineOf(to).endUtf16,
})

export const sampleZones: readonly SurfaceZone[] = [
  zone('boilerplate', 'Skip', 'Log in', 'Site notice'),
  zone('headline', 'Aldova Throws', 'Aldova Throws'),
  zone('byline', 'By Petra', 'By Petra'),
  zone('body', 'President', 'The endorsement'),
  zone('subheading', 'Who holds', 'Who holds'),
  zone('body', 'Tarvia denies', 'Combining'),
  zone('boilerplate', 'Read more', '© The Meridian', 'Read more'),
]

/** The place of some words; `after` names words that come before them. */
export function rangeOf(words: string, after = '') {
  const startUtf16 = sampleText.indexOf(words, after ? sampleText.indexOf(after) : 0)
  if (startUtf16 < 0) throw new Error(`the sample text does not hold “${words}”`)
  return { startUtf16, endUtf16: startUtf16 + words.length }
}

let lastId = 0
function record(shape: Shape, colour: number, rest: Partial<SurfaceRecord>): SurfaceRecord {
  lastId++
  return {
    id: `r${lastId}`,
    shape,
    colour,
    parts: [],
    chip: null,
    chipValue: null,
    description: `${shape} ${lastId}`,
    ...rest,
  }
}
const mention = (colour: number, words: string, after = 'President') =>
  record('mention', colour, { parts: [rangeOf(words, after)], chip: 'Mention' })
const claim = (chip: string, words: string, after = 'President') =>
  record('claim', 8, { parts: [rangeOf(words, after)], chip: `Claim · ${chip}` })
const stance = (chip: string, chipValue: string, words: string) =>
  record('stance', 9, { parts: [rangeOf(words, 'President')], chip: `Stance · ${chip}`, chipValue })

export const sampleRecords: readonly SurfaceRecord[] = [
  {
    ...claim(
      'Aldova',
      'President Ilena Aldova told Prime Minister Joren Hask on Thursday that Soreth “stands fully behind” Tarvia’s plan to share the waters of the Merrow',
    ),
    id: 'open',
  },
  {
    ...stance(
      'Aldova, plan',
      '+2',
      'President Ilena Aldova told Prime Minister Joren Hask on Thursday that Soreth “stands fully behind” Tarvia’s plan to share the waters of the Merrow, according to a Foreign Ministry readout',
    ),
    chip: null,
  },
  mention(1, 'President Ilena Aldova'),
  mention(1, 'Prime Minister Joren Hask'),
  mention(3, 'Soreth'),
  mention(3, 'Tarvia'),
  mention(7, 'plan to share the waters'),
  mention(4, 'Merrow'),
  mention(4, 'Kesmar'),
  claim(
    'Aldova',
    '“No government on this river can fill its reservoirs by emptying its neighbour’s,”',
  ),
  mention(1, 'Aldova', 'neighbour’s,”'),
  stance(
    'Aldova, plan',
    '+2',
    'The plan put forward by Brennick is the only one that treats the drought as a shared misfortune.',
  ),
  claim(
    'Aldova',
    'The plan put forward by Brennick is the only one that treats the drought as a shared misfortune.',
  ),
  mention(7, 'plan', 'The plan'),
  mention(3, 'Brennick'),
  claim('The Meridian', 'Pellen, the last country downstream, recalled its ambassador'),
  mention(3, 'Pellen'),
  mention(1, 'its ambassador', 'Pellen'),
  {
    ...stance(
      'Quill, plan',
      '−2',
      'Its foreign minister, Dara Quill, has said the plan would “hand one government the tap,”',
    ),
    chip: null,
  },
  mention(1, 'Dara Quill'),
  claim('Quill', 'the plan would “hand one government the tap,”'),
  mention(7, 'plan', 'the plan would'),
  mention(3, 'Lindhaven'),
  claim('officials', 'Tarvia has already begun to hold back water at the Orlo dam'),
  mention(3, 'Tarvia', 'Tarvia has'),
  mention(5, 'Orlo dam'),
  mention(3, 'Tarvia', 'Tarvia denies'),
  mention(2, 'Hask’s office'),
  { ...mention(1, 'Hask', 'Hask’s office'), id: 'nested' },
  claim(
    'River Commission',
    'Measurements published by the Merrow River Commission show the flow at the border falling by a third since January.',
  ),
  mention(2, 'Merrow River Commission'),
  mention(1, 'Hask', 'Hask called'),
  record('claim', 8, {
    id: 'gaps',
    parts: [
      rangeOf('Hask called the visit', 'Hask called'),
      rangeOf('work on a second gauge station would begin in May'),
    ],
    chip: 'Claim · Hask',
  }),
  { ...mention(6, 'the visit', 'Hask called'), tentative: true },
  mention(1, 'وزير الطاقة'),
  { ...claim('وزير', 'السعر سيرتفع بنسبة 12% في 2026'), id: 'arabic claim' },
]

const idOf = (words: string, after = 'President') => {
  const { startUtf16 } = rangeOf(words, after)
  const found = sampleRecords.findLast(({ parts }) => parts[0]?.startUtf16 === startUtf16)
  if (!found) throw new Error(`no sample record starts at “${words}”`)
  return found.id
}
const relation = (id: string, label: string, from: string, to: string): SurfaceRelation => ({
  id,
  label,
  from,
  to,
  colour: 5,
  description: `${label}, from here to there`,
})

export const sampleRelations: readonly SurfaceRelation[] = [
  relation('near', 'disputes', idOf('the plan would'), idOf('The plan put')),
  relation('row', 'of', idOf('Prime Minister Joren Hask'), idOf('President Ilena Aldova')),
  relation('own', 'is about', 'open', idOf('Brennick')),
  relation('far', 'answers', 'gaps', 'open'),
  relation('arabic', 'said', idOf('وزير الطاقة'), 'arabic claim'),
]

/** A text of so many paragraphs, a claim in the second, third and last, and relations between them. */
export function longSample(paragraphCount: number) {
  const paragraphs = Array.from(
    { length: paragraphCount },
    (_, at) =>
      `Paragraph ${at + 1} says something. The commission measured the river again and again, in spring and in autumn, and wrote down what it had found.`,
  )
  const text = paragraphs.join('\n')
  const claimIn = (id: string, number: number) => {
    const words = `Paragraph ${number} says something`
    const startUtf16 = text.indexOf(words)
    const parts = [{ startUtf16, endUtf16: startUtf16 + words.length }]
    return record('claim', 8, { id, parts, chip: 'Claim' })
  }
  return {
    text,
    records: [claimIn('second', 2), claimIn('third', 3), claimIn('last', paragraphCount)],
    relations: [
      relation('near', 'supports', 'second', 'third'),
      relation('far', 'answers', 'second', 'last'),
    ],
  }
}

const crowd = 'The commission did not say why.'
/** Eight records over one sentence, each with another beginning or end. */
export const crowdedRecords: readonly SurfaceRecord[] = [
  mention(1, 'commission', crowd),
  mention(2, 'The commission', crowd),
  mention(3, 'The commission did', crowd),
  claim('Hask', 'commission did not say', crowd),
  claim('Aldova', 'The commission did not say', crowd),
  claim('Pellen', crowd, crowd),
  record('stance', 9, { parts: [rangeOf(crowd)], chip: 'Stance · Hask', chipValue: '−1' }),
  record('stance', 9, {
    parts: [rangeOf('did not say why.', crowd)],
    chip: 'Stance · Aldova',
    chipValue: '+1',
  }),
]
