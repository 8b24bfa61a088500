import { isEdtf } from '@parallax/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { realArticles } from '../../test/real-articles.ts'
import { savedPages, textOf } from '../../test/saved-pages.ts'
import { detectLanguage } from './detect-language.ts'
import { findFullDate } from './find-date.ts'
import { proposeMeta } from './propose-meta.ts'

const metaOf = (name: string) => {
  const page = savedPages.find((each) => each.name === name)
  if (!page) throw new Error(`there is no page "${name}"`)
  return proposeMeta(textOf(page).text, 'saved.txt')
}

describe('what a page says of itself', () => {
  test('title, outlet, writers and a printed date', () => {
    expect(metaOf('a plea above the headline, links below the story')).toEqual({
      title: 'Harbour council votes to keep the old lighthouse lit',
      outletName: 'The Harbour Gazette',
      byline: ['Ines Calder', 'Tom Okafor'],
      publishedAt: '2031-05-04',
      publishedAtBasis: 'stated',
      language: 'en',
    })
  })

  test('the site, not the agency that wrote for it', () => {
    const { outletName, byline } = metaOf(
      'an agency story on a local site, comments policy at the end',
    )
    expect({ outletName, byline }).toEqual({ outletName: 'Channel 9 Vell', byline: ['Lena Voss'] })
  })

  test('a writer named without "by", a date above the name', () => {
    const { byline, publishedAt } = metaOf(
      'headline with a question mark, photo caption, date first',
    )
    expect({ byline, publishedAt }).toEqual({ byline: ['Ola Brandt'], publishedAt: '2029-03-12' })
  })

  test('another language', () => {
    expect(metaOf('a German page')).toMatchObject({
      language: 'de',
      byline: ['Jana Holt'],
      outletName: 'Kreisbote Verlag',
    })
  })

  test('nothing is made up: a page that says nothing proposes nothing', () => {
    expect(
      proposeMeta('The river rose again on Monday, they said.', 'river_rose-again.txt'),
    ).toEqual({
      title: 'river rose-again',
      outletName: null,
      byline: [],
      publishedAt: null,
      publishedAtBasis: null,
      language: 'en',
    })
  })

  test('a date in the story or in a plea is not when it was published', () => {
    const text = [
      'Since July 1, 2024, we have been free of ads. Your support pays for it.',
      'Bridge opens to walkers',
      'The bridge was opened on 3 May 2021 and closed on 4 May 2021, the mayor said on Monday.',
      'It is now open again, he added, and will stay open until the winter comes.',
    ].join('\n\n')
    expect(proposeMeta(text, 'a.txt')).toMatchObject({ publishedAt: null, publishedAtBasis: null })
  })

  test('any text and any file name give fields that a document accepts', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'grapheme' }),
        (text, filename) => {
          const { title, publishedAt, byline } = proposeMeta(text, filename.repeat(300))
          expect(title.length).toBeLessThanOrEqual(1000)
          expect(publishedAt === null || isEdtf(publishedAt)).toBe(true)
          expect(byline.length).toBeLessThanOrEqual(50)
        },
      ),
    )
  })
})

describe('a printed date', () => {
  test.each([
    ['Published 4 May 2031', '2031-05-04'],
    ['March 1st, 2023, 10:15 am', '2023-03-01'],
    ['2023-03-01T10:00', '2023-03-01'],
    ['Stand: 01.03.2023', '2023-03-01'],
    ['1 марта 2023', '2023-03-01'],
    ['12. Dezember 2030', '2030-12-12'],
    ['2023年3月1日', '2023-03-01'],
    ['03/01/2023', undefined],
    ['31 February 2023', undefined],
    ['March 2023', undefined],
  ])('%s', (line, date) => expect(findFullDate(line)).toBe(date))
})

describe('the language of a text', () => {
  test.each([
    ['en', 'The council said that it would not open the gates for the winter.'],
    ['de', 'Der Rat hat am Montag gesagt, dass die Brücke nicht für den Winter geöffnet wird.'],
    ['fr', 'Le conseil a dit que les portes ne seront pas ouvertes pour la nuit dans la ville.'],
    ['es', 'El consejo dijo que las puertas no se abrirán para los vecinos de la ciudad.'],
    ['it', 'Il consiglio ha detto che le porte della città non sono aperte per la notte.'],
    ['pt', 'O conselho disse que as portas não serão abertas para os moradores da cidade.'],
    ['nl', 'De raad zei dat de poort van het oude dorp niet open is voor de winter.'],
    ['pl', 'Rada powiedziała, że brama nie jest otwarta dla mieszkańców i nie będzie na zimę.'],
    [
      'sv',
      'Rådet sade att porten inte är öppen för de boende och att det inte blir så till vintern.',
    ],
    ['tr', 'Meclis bu kapının kış için açık olmadığını ve daha sonra bir karar olacağını söyledi.'],
    ['ru', 'Совет сказал, что ворота не будут открыты для жителей на зиму.'],
    ['uk', 'Рада сказала, що ворота не будуть відкриті для мешканців і це рішення на зиму.'],
    ['ar', 'قال المجلس إن الأبواب لن تفتح في الشتاء على السكان'],
    ['zh', '市议会表示，冬季不会开放城门。'],
    ['ja', '市議会は冬の間、門を開けないと述べた。'],
    ['ko', '시의회는 겨울 동안 문을 열지 않겠다고 말했다.'],
    ['el', 'Το συμβούλιο είπε ότι οι πύλες δεν θα ανοίξουν.'],
    ['en', ''],
    ['en', '12 345'],
  ])('%s: %s', (language, text) => expect(detectLanguage(text)).toBe(language))
})

describe('the real articles', () => {
  const found = [...realArticles.entries()].map(([file, text]) => proposeMeta(text, file))
  test(
    found.length === 0 ? 'are not kept here: nothing to compare' : 'name their outlets and writers',
    () => {
      for (const { publishedAt, outletName, language } of found) {
        expect({ publishedAt, language }).toEqual({ publishedAt: null, language: 'en' })
        expect(outletName).not.toBeNull()
      }
    },
  )
})
