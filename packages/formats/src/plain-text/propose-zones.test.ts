import { checkZones, type Zone } from '@parallax/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readings, realArticles } from '../../test/real-articles.ts'
import { savedPages, textOf } from '../../test/saved-pages.ts'
import { proposeZones } from './propose-zones.ts'

const fragment = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\n',
    '\n\n',
    '\n \n',
    '\u00a0\n',
    ' \t',
    '\u2028',
    '\u3000',
    '👩‍👩‍👧',
    '🇨🇭',
    '𝐀',
    'e\u0301',
    'Skip to content',
    'Read more',
    'Support us',
    '© 2030 The Post. All rights reserved.',
    'By Ana Ruiz',
    'Published 1 May 2030',
    'Gates of the old town reopen',
    'The gates of the old town were opened again on Monday, the mayor said.',
  ),
)
const anyText = fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join(''))

const kindAt = (
  zones: readonly { kind: string; startUtf16: number; endUtf16: number }[],
  at: number,
) => zones.find(({ startUtf16, endUtf16 }) => startUtf16 <= at && at < endUtf16)?.kind

/** Zones with neighbours of one kind as one: notes do not matter to where a kind begins and ends. */
function merged(zones: readonly Pick<Zone, 'kind' | 'startUtf16' | 'endUtf16'>[]) {
  const result: { kind: string; startUtf16: number; endUtf16: number }[] = []
  for (const { kind, startUtf16, endUtf16 } of zones) {
    const last = result.at(-1)
    if (last?.kind === kind) last.endUtf16 = endUtf16
    else result.push({ kind, startUtf16, endUtf16 })
  }
  return result
}

describe('zones proposed for any text', () => {
  test('are a partition that a document accepts', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(checkZones(proposeZones(text), text)).toBeUndefined()
        expect(proposeZones(text).length > 0).toBe(text.trim() !== '')
      }),
      { numRuns: 500 },
    )
  })

  test('never follow each other with the same kind and note', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const zones = proposeZones(text)
        for (const [index, zone] of zones.entries()) {
          const next = zones[index + 1]
          expect(next?.kind === zone.kind && next.note === zone.note).toBe(false)
        }
      }),
    )
  })

  test.each([
    ['nothing', '', []],
    ['white space only', ' \n\u00a0\n\t', []],
    ['one line', 'A single line', ['body']],
    [
      'only what sites repeat',
      'Skip to content\n\nRead more\n\n© 2030 The Post',
      ['boilerplate', 'credit'],
    ],
  ])('%s', (_, text, kinds) => {
    expect(merged(proposeZones(text)).map(({ kind }) => kind)).toEqual(kinds)
  })

  test('take a time that grows with the text, however it is made', () => {
    const hostile = ['“', '\u00a0x', 'By A ', '© ', 'word. ', 'The Post, an ', '\n© x', '\nx']
    for (const piece of hostile)
      expect(proposeZones(piece.repeat(200_000)).length, JSON.stringify(piece)).toBeGreaterThan(0)
  })

  test('are at most as many as a document may have', () => {
    expect(proposeZones('Read more\n\nA story.\n\n'.repeat(8000)).length).toBeLessThanOrEqual(
      10_000,
    )
  })
})

describe('zones of invented pages', () => {
  test.each(savedPages.map((page) => [page.name, page] as const))('%s', (_, page) => {
    const { text, zones } = textOf(page)
    const texts = (of: readonly { kind: string; startUtf16: number; endUtf16: number }[]) =>
      of.map(({ kind, startUtf16, endUtf16 }) => [kind, text.slice(startUtf16, endUtf16)])
    expect(texts(merged(proposeZones(text)))).toEqual(texts(zones))
  })

  test('a boilerplate zone says why it is one', () => {
    const noteless = savedPages
      .flatMap((page) => proposeZones(textOf(page).text))
      .filter(({ kind, note }) => kind === 'boilerplate' && note === '')
    expect(noteless).toEqual([])
  })
})

describe('zones of the real articles', () => {
  const articles = (readings?.documents ?? []).filter(({ file }) => realArticles.has(file))
  test(
    articles.length === 0
      ? 'are not compared: the articles are not kept here'
      : 'agree with careful readers',
    () => {
      for (const { file, zones: read } of articles) {
        const text = realArticles.get(file) ?? ''
        const gold = read.map(({ kind, s, e }) => ({ kind, startUtf16: s, endUtf16: e })) as Zone[] // kinds are ours
        const proposed = proposeZones(text)
        const story = ['headline', 'byline', 'body', 'subheading']
        const storyOf = (zones: readonly Zone[]) =>
          merged(zones).filter(({ kind }) => story.includes(kind))
        expect(storyOf(proposed)).toEqual(storyOf(gold))
        const places = Array.from({ length: text.length }, (_, at) => at).filter(
          (at) => kindAt(gold, at) !== undefined,
        )
        const agreed = places.filter((at) => kindAt(gold, at) === kindAt(proposed, at))
        expect(agreed.length / places.length).toBeGreaterThan(0.99)
      }
    },
  )
})
