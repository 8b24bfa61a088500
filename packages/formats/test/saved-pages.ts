import type { ZoneKind } from '@parallax/domain'

/** A page as people save it: each part with what it is, so that nothing is said twice. */
export type SavedPage = {
  readonly name: string
  readonly parts: readonly (readonly [kind: ZoneKind, text: string])[]
  readonly separator: string
}

const prose = (sentence: string, times: number) =>
  Array.from(
    { length: times },
    (_, index) => `${sentence} This was the ${index + 1}. day of it.`,
  ).join('\n\n')

/** Invented pages in the manner of different sites. */
export const savedPages: readonly SavedPage[] = [
  {
    name: 'a plea above the headline, links below the story',
    separator: '\n\n',
    parts: [
      [
        'boilerplate',
        'Skip to main content\n\nMenu\n\nSupport us\n\nOur newsroom is free of ads. Your contribution of just $3 keeps it open to everyone.',
      ],
      ['headline', 'Harbour council votes to keep the old lighthouse lit'],
      ['byline', 'By Ines Calder and Tom Okafor\n\nPublished 4 May 2031'],
      [
        'body',
        prose(
          'The harbour council voted on Tuesday to keep the lighthouse lit through the winter, after fishermen said they would rather pay for the oil themselves.',
          3,
        ),
      ],
      ['subheading', 'A winter without light'],
      [
        'body',
        prose(
          '“We asked for light and we were given reports,” said Marta Quill, who has fished the bay since she was a child.',
          2,
        ),
      ],
      ['credit', '© 2031 The Harbour Gazette. All rights reserved.'],
      ['boilerplate', 'Read more\n\nBack to top'],
    ],
  },
  {
    name: 'an agency story on a local site, comments policy at the end',
    separator: '\n\n',
    parts: [
      ['boilerplate', 'Skip to Content'],
      ['headline', 'Miners’ union and owners meet for the first time in a decade'],
      ['byline', 'By Lena Voss, CORA'],
      [
        'body',
        prose(
          'The miners’ union and the owners of the Vell pits met on Monday for the first time in ten years, according to a statement from the labour office.',
          4,
        ),
      ],
      [
        'credit',
        'The-CORA-Wire\n\n™ & © 2030 Cora Wire Service. All rights reserved.\n\nCora’s Tamsin Reed contributed reporting.',
      ],
      [
        'boilerplate',
        'Article Topic Follows: Labour\n\nJump to comments ↓\n\nJOIN THE CONVERSATION\n\nChannel 9 Vell is committed to an open exchange.\n\nPlease keep your comments polite. You can read our Community Guidelines here.',
      ],
    ],
  },
  {
    name: 'no empty lines between paragraphs',
    separator: '\n',
    parts: [
      ['headline', 'Ferry line halves its night service'],
      ['byline', 'By Arno Pell'],
      [
        'body',
        'The ferry line said on Friday that it would halve its night service from the first of next month.\nIt blamed the price of fuel, which has doubled since the spring, and a want of crews.\nThe mayor of the island called the plan “a gate that is closed at dusk”.',
      ],
      ['boilerplate', 'Sign up for our newsletter'],
    ],
  },
  {
    name: 'headline with a question mark, photo caption, date first',
    separator: '\n\n',
    parts: [
      ['boilerplate', 'World'],
      ['headline', 'Who will pay for the new dam?'],
      ['byline', '12 March 2029\n\nOla Brandt'],
      ['caption', 'Photo: the dam seen from the valley road. Rea Lund'],
      [
        'body',
        prose(
          'Nobody in the valley expected the bill for the dam to arrive before the dam itself, but on Wednesday it did.',
          3,
        ),
      ],
      ['boilerplate', 'Share this article\n\nMost read'],
    ],
  },
  {
    name: 'a German page',
    separator: '\n\n',
    parts: [
      ['headline', 'Stadtrat streitet über die neue Brücke'],
      ['byline', 'Von Jana Holt'],
      [
        'body',
        prose(
          'Der Stadtrat hat am Donnerstag lange über die neue Brücke gestritten, weil die Kosten sich nach Angaben der Verwaltung verdoppelt haben.',
          3,
        ),
      ],
      ['credit', '© 2030 Kreisbote Verlag'],
    ],
  },
  {
    name: 'a plea between two paragraphs and others quoted as pleading',
    separator: '\n\n',
    parts: [
      ['headline', 'Relief fund for the flooded villages is half empty'],
      [
        'body',
        prose(
          '“We need your help, and we need your support now,” the governor told the crowd that had gathered at the bridge on Sunday.',
          2,
        ),
      ],
      [
        'boilerplate',
        'You can read this story because our readers pay for it. Please consider a gift: your support makes a difference.',
      ],
      [
        'body',
        prose(
          'By the evening the fund had taken in half of what the governor had asked for, the treasury said.',
          2,
        ),
      ],
    ],
  },
]

/** The text of a page, and where its parts stand in it. */
export function textOf({ parts, separator }: SavedPage): {
  readonly text: string
  readonly zones: readonly { kind: ZoneKind; startUtf16: number; endUtf16: number }[]
} {
  let text = ''
  const zones = parts.map(([kind, part]) => {
    if (text !== '') text += separator
    const startUtf16 = text.length
    text += part
    return { kind, startUtf16, endUtf16: text.length }
  })
  return { text, zones }
}
